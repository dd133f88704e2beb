"""What every floor may use of the computer: processes, the disk cache, folders, the state of files."""
