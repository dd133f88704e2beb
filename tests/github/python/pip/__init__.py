"""Stand-in of pip: it asks no network, and tells whether what is pinned is what is installed."""
