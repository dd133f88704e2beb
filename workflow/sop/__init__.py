"""Floor 2: the procedure. Steps, results and norms are data; this code knows none of them by name."""
