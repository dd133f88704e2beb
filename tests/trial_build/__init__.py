"""Trials of changes, and the fences around them."""
