"""Questions about requests, asked of records alone: where open ones stand, how the next entry begins."""
