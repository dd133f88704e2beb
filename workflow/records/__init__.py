"""Floor 3: the office's records. Typed and frozen; from text, and back with the smallest change."""
