"""The procedure as data: verified, followed, and known to no code."""
