"""Releases and what is in them."""
