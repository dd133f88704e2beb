"""History rules on commits and their files: dates, names, forms, what must never enter."""
