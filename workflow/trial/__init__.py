"""Floor 7: the site that a change would make is tried before the merge, by the program of the base."""
