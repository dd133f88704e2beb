"""Is the draft written as news should be? Warnings only, for what is not public yet."""
