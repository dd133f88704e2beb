"""People's own spelling, read."""
