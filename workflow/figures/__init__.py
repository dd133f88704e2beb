"""Floor 5: figures of the service. One function owns each figure; pages, open data and papers show the same."""
