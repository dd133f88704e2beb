"""What a picture may be. Everything above is refused before a pixel of it is decoded."""

MOST_BYTES = 8 * 1024 * 1024
"""Of the file."""
MOST_SENT = 10 * 1024 * 1024
"""Of a file that is made smaller before it is kept: the largest picture that GitHub lets people attach."""
MOST_PIXELS = 40_000_000
"""A good telephone's whole sensor; decoded it takes 160 MB."""
MOST_STRETCHED = 8
"""How many times longer one side may be than the other: a wide panorama."""
LEAST_WIDTH = 800
"""Pixels below which a picture looks blurred above an article."""
MOST_PIECES = 100
"""Scans of a JPEG, which are decoded one over the other, or frames of an animation; a camera writes ten at most."""
MOST_SHOWN = {"webp": 500_000, "jpg": 1_000_000}
"""Bytes of a finished picture by its ending; what would be heavier loses detail until it fits."""
