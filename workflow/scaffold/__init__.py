"""What an office's folder is made of: a new one, and its generated files from one version to the next."""
