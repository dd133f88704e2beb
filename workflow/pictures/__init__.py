"""Floor 1: pictures that strangers sent become pictures that are safe to show. Knows nothing of an office."""
