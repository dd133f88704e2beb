"""The gate, documents and shapes: text with positions, and nothing of an office."""
