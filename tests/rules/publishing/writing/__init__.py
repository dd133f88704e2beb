"""Press texts marked by hand, and what the rules on language find in them."""
