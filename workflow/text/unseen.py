"""Characters that nobody sees, or that look like others: which they are, and where they are honest."""
