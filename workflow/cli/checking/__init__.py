"""Commands that judge: the office, a change, a push, the index, all of history."""
