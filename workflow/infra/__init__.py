"""Infrastructure that every floor may use: processes, sandbox limits, the disk cache, directory scans, file states."""
