"""Papers: opened, turned into pictures, and read again."""
