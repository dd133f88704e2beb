"""Writing in the browser."""
