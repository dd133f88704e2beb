"""Images that strangers sent become images that are safe to show. Knows nothing of an office."""
