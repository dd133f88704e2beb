"""Who may change what, when, and with whose approval."""
