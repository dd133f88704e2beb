"""Stories of the office's former site: an export -> archive stories that the check takes, and one report."""
