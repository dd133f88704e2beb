"""A picture as it may enter Git for good: small, upright, and without what its camera noted (Law 27/2022, GPS above all)."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.pictures.baggage import read_baggage
from workflow.pictures.confined import confine
from workflow.pictures.decode import UnfitPictureError, decode
from workflow.pictures.header import Kind, read_header
from workflow.pictures.limits import MOST_SHOWN
from workflow.pictures.renditions import encode

WIDEST = 2000
"""Pixels that are kept: more than the site ever shows."""


def harmless(data: bytes) -> bytes | None:
    """The picture as a JPEG that carries nothing else, the same bytes where it is one; None where nothing can show it.

    It is decoded in a process of its own.
    """
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"

        def work(picture: bytes) -> None:
            with suppress(UnfitPictureError):
                image = decode(picture, WIDEST)
                made.write_bytes(picture if is_harmless(picture) else encode(image, "jpg"))

        confine(work, [data], 1)
        return made.read_bytes() if made.exists() else None


def is_harmless(data: bytes) -> bool:
    """Whether a picture is a small JPEG with nothing beside its pixels."""
    header, baggage = read_header(data), read_baggage(data)
    if header is None or baggage is None or header.kind is not Kind.JPEG:
        return False
    is_small = header.width <= WIDEST and len(data) <= MOST_SHOWN["jpg"]
    return is_small and not (baggage.texts or baggage.located or baggage.hidden)
