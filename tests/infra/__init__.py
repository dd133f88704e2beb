"""Infrastructure: processes, sandbox limits, the disk cache."""
