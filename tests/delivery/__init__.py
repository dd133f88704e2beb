"""Messages: planned from records, sent once, to a real server with faults."""
