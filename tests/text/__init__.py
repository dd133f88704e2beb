"""The gate, the shape, and edits."""
