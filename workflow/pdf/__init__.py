"""PDF files from strangers: what they hold, and whether they may be handed to readers. Knows nothing of an office."""
