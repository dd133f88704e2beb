"""The project's own habits: its changelog, its packages, its hooks and the forms for whoever changes or uses the program."""
