"""Commands that send, remind, and keep the outbox."""
