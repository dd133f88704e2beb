"""Records -> messages: what is said to whom and when, sent once, and known to have been sent."""
