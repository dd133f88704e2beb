"""Floor 5: a finished site is inspected before it goes live, knowing nothing of how it was made."""
