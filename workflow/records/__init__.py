"""The office's records: requests and articles, typed and frozen; their paths, public addresses, seals."""
