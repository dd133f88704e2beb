"""What Redaksi needs set on GitHub: one table, how each row is read, how it differs, and how it is set."""
