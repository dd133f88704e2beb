"""The procedure. Steps, results and norms are data; this code knows none of them by name."""
