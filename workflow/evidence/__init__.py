"""What an entry is worth: who made, signed, pushed and approved it."""
