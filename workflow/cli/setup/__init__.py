"""Commands that set up a clone, a server or a repository on GitHub."""
