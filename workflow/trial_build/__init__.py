"""The site that a change would make is built before the merge, by the program of the base."""
