"""Commands that set up a desk, a server or a repository."""
