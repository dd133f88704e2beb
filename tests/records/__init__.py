"""Records: typed, canonical, described by schemas."""
