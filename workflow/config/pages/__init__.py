"""Hand-written pages: their files, the values that they may name, and hours in words."""
