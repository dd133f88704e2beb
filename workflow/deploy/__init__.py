"""A finished site goes live: what is live now, what may follow it, and the swap."""
