"""Importing a former site: own exports in the shapes of real ones, oracles that share nothing with the program."""
