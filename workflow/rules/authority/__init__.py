"""Who may change what, when, and with whose approval: one table for every path and every field, refusing by default."""
