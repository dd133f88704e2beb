"""Commands that GitHub's workflows run on an event."""
