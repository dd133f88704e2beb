"""Findings become text. Reporters only translate; what they print they escape."""
