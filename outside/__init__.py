"""What others wrote judges what the program makes, once per release (README.md)."""
