"""What a forge (GitHub) says and is told. Only its words are known here, nothing of an office."""
