"""Personal contacts and identity numbers never enter Git."""
