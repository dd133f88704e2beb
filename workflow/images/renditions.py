"""Renditions: one picture in the sizes and formats that browsers choose from. Deterministic."""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import PIL
from msgspec import Struct
from PIL import Image, features

from workflow.images.decode import decode_image, decode_transparent, resize
from workflow.images.limits import LARGEST_RENDITION_BYTES

RENDITION_WIDTHS = (480, 800, 1200, 1600)
"""Pixels; a telephone's card, its article, a desktop's lead, and the same on a dense screen."""
NEAR_OWN_WIDTH = 0.85
"""A width this close to the picture's own is left out."""
JPEG_WIDTH = 1200
"""Pixels that the JPEG should have: what machines that show previews ask for."""
ENCODER_SETTINGS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 50, "speed": 8, "subsampling": "4:2:0", "codec": "aom", "max_threads": 1},
    "webp": {"quality": 75, "method": 4},
    "jpg": {"quality": 80, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
}
FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
"""By the ending of a file's name; first what browsers should prefer."""
COARSER_ATTEMPTS = ((45, 1), (20, 1), (20, 2), (20, 8))
"""What is tried in turn where a picture would be too heavy: the quality, and how many times coarser its detail is."""


class Rendition(Struct, frozen=True):
    """One form of a picture."""

    ending: str
    width: int
    height: int
    content: bytes


def encoder_fingerprint() -> str:
    """Fingerprint of all that decides about the bytes that come out, but for those of pictures that were too heavy.

    Those are known by their size (`CacheLabel.fits`); so no office has to make all of its pictures anew for a few.
    """
    libraries = [features.version(name) for name in ("avif", "webp", "libjpeg_turbo", "littlecms2", "freetype2")]
    parts = repr(("1", PIL.__version__, libraries, RENDITION_WIDTHS, NEAR_OWN_WIDTH, JPEG_WIDTH, ENCODER_SETTINGS))
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def make_renditions(data: bytes) -> list[Rendition]:
    """Every rendition of a picture, none larger than itself. Raises UnfitPictureError."""
    return list(_render(decode_image(data, RENDITION_WIDTHS[-1])))


def _render(image: Image.Image) -> Iterator[Rendition]:
    for width, endings in planned_renditions(image.width):
        sized = image if width == image.width else resize(image, width)
        for ending in endings:
            yield Rendition(ending, sized.width, sized.height, encode_image(sized, ending))


def planned_renditions(own: int) -> Iterator[tuple[int, list[str]]]:
    """The widths a picture is shown in, each with the endings of its files: one of them is a JPEG too."""
    widths = planned_widths(own)
    fallback = next((width for width in widths if width >= JPEG_WIDTH), widths[-1])
    for width in widths:
        yield width, [ending for ending in FORMATS if ending != "jpg" or width == fallback]


def planned_widths(own: int) -> list[int]:
    """The widths a picture is shown in, the last one as wide as it can be."""
    top = min(own, RENDITION_WIDTHS[-1])
    return [*(width for width in RENDITION_WIDTHS if width < NEAR_OWN_WIDTH * top), top]


def make_brand_rendition(data: bytes, tallest: int, most: int) -> Rendition:
    """A logo or favicon as a plain PNG of at most that height, transparent where it was. Raises UnfitPictureError."""
    image = decode_transparent(data, most)
    if image.height > tallest:
        image = resize(image, max(1, round(image.width * tallest / image.height)))
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return Rendition("png", image.width, image.height, file.getvalue())


def encode_image(image: Image.Image, ending: str) -> bytes:
    """A clean image as the bytes of a file, with less detail where it would be heavier than MOST_SHOWN."""
    content = _saved(image, ending)
    for quality, times in COARSER_ATTEMPTS:
        if len(content) <= LARGEST_RENDITION_BYTES.get(ending, len(content)):
            break
        coarse = image.reduce(times).resize(image.size) if times > 1 else image
        content = _saved(coarse, ending, quality=quality)
    return content


def _saved(image: Image.Image, ending: str, **settings: int) -> bytes:
    file = io.BytesIO()
    image.save(file, FORMATS[ending], **(ENCODER_SETTINGS[ending] | settings))
    return file.getvalue()
