"""Text with positions. The one strict gate for YAML; it knows nothing of an office."""
