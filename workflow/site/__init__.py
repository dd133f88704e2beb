"""The public site. Pages are made from records by an allow-list of fields, never from source files."""
