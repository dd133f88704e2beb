"""The procedure (SOP) as data: steps, results and norms; this code knows none of them by name."""
