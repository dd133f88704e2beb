"""A finished site is audited before it goes live, knowing nothing of how it was made."""
