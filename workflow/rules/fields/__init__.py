"""Can the file be read, and does every field hold what it should?"""
