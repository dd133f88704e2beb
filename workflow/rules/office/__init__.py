"""Is the office's own configuration consistent?"""
