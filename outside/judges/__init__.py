"""One validator a file: what it is told to look at, and its answer as findings."""
