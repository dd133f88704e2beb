"""Figures of the service. One function owns each figure; pages, open data and documents show the same."""
