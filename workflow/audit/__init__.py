"""The audit: the whole history of a branch replayed, and what Git witnesses of each entry."""
