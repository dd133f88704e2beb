"""What is said of an inconsistent edition, whole: every flaw, its place and its sentence, and nothing besides."""
