"""Page models -> files: templates in their sandbox, caches, the output folder."""
