"""Commands that make the public site, put it live and verify it."""
