"""What Git says, and what a change may do; tried on real tiny repositories."""
