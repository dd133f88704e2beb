"""Forms and comments."""
