"""What GitHub says and is told."""
