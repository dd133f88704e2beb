"""What a picture may be. Everything above is refused before a pixel of it is decoded."""

LARGEST_IMAGE_BYTES = 8 * 1024 * 1024
"""Of the file."""
LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024
"""Of a file that is made smaller before it is kept: the largest picture that GitHub lets people attach."""
MOST_PIXELS = 40_000_000
"""A good telephone's whole sensor; decoded it takes 160 MB."""
LARGEST_ASPECT_RATIO = 8
"""How many times longer one side may be than the other: a wide panorama."""
MIN_WIDTH = 800
"""Pixels below which a picture looks blurred above an article."""
MOST_FRAMES = 100
"""Scans of a JPEG, which are decoded one over the other, or frames of an animation; a camera writes ten at most."""
LARGEST_RENDITION_BYTES = {"webp": 500_000, "jpg": 1_000_000}
"""Bytes of a finished picture by its ending; what would be heavier loses detail until it fits."""
