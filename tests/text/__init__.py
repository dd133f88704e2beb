"""Decoding, documents and validation: text with positions, and nothing of an office."""
