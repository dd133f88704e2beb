"""What is different between a kept picture and a new one, so that another machine alone makes no difference."""

from PIL import Image, ImageChops, ImageFilter

NOTICED = 18
"""Of 255: how far a blurred pixel moves before it counts; another machine's edges move it less."""
BLUR = 1.0
FEW = 6
"""Pixels that move in every run: a corner that is drawn otherwise."""
TALLER = 2
"""Pixels of a small picture by which a page may grow: a line that is broken elsewhere makes it more."""


def difference(before: Image.Image, after: Image.Image) -> Image.Image | None:
    """Where the two differ, in white on black; None where they are the same."""
    size = (before.width, max(before.height, after.height))
    grey = [_on(size, one).filter(ImageFilter.GaussianBlur(BLUR)) for one in (before, after)]
    moved = ImageChops.difference(*grey).convert("L").point(lambda value: 255 if value > NOTICED else 0)
    if abs(before.height - after.height) <= TALLER and moved.histogram()[255] <= FEW:
        return None
    return moved


def _on(size: tuple[int, int], picture: Image.Image) -> Image.Image:
    whole = Image.new("RGB", size, "magenta")
    whole.paste(picture, (0, 0))
    return whole
