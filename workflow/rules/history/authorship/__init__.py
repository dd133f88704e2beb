"""History rules on who made an entry, and what that makes it worth."""
