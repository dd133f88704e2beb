"""What a camera noted in a picture: how it was held, and whether it says where it was (Exif 3.0, 4.6)."""

import struct

from msgspec import Struct

ORIENTATION, GPS = 0x0112, 0x8825
"""Tags of the first directory."""
LATITUDE = 0x0002
"""A tag of the GPS directory; cameras write one without it when they know no place."""
MOST_TAGS = 512
XMP_LATITUDE = b"GPSLatitude"
SIDEWAYS_ORIENTATIONS = range(5, 9)
"""Orientations by which width and height change places."""


class ExifData(Struct, frozen=True):
    """The two things that matter here."""

    orientation: int = 1
    located: bool = False


def read_exif(tiff: bytes) -> ExifData:
    """The notes in an Exif block, from its byte order mark on. What cannot be read says nothing."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return ExifData()
    try:
        first = _directory(tiff, order, struct.unpack_from(f"{order}I", tiff, 4)[0])
        places = _directory(tiff, order, _long(order, first[GPS])) if GPS in first else {}
    except struct.error:
        return ExifData()
    turned = struct.unpack(f"{order}H", first[ORIENTATION][:2])[0] if ORIENTATION in first else 1
    return ExifData(turned, LATITUDE in places)


def _directory(tiff: bytes, order: str, at: int) -> dict[int, bytes]:
    """The tags of a directory and the four bytes that hold their value, or where it is. Raises struct.error."""
    count = min(struct.unpack_from(f"{order}H", tiff, at)[0], MOST_TAGS)
    entries = (struct.unpack_from(f"{order}H6x4s", tiff, at + 2 + 12 * number) for number in range(count))
    return dict(entries)


def _long(order: str, value: bytes) -> int:
    number: int = struct.unpack(f"{order}I", value)[0]
    return number
