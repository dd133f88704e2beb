"""Findings as text: nothing in them leaks."""
