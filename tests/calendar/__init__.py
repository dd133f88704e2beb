"""Working time: exact, and the same as others reckon it."""
