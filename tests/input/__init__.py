"""Reading people's own spelling."""
