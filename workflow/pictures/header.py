"""What a picture's bytes say of it, without decoding a pixel: its kind, its size, and what a camera noted.

The check asks this of every article, so it needs no library and takes no time.
"""

import struct
from enum import StrEnum

from msgspec import Struct

from workflow.pictures.exif import PLACE_IN_XMP, SIDEWAYS, Notes, read_notes
from workflow.pictures.limits import MOST_PIXELS, MOST_STRETCHED

MOST_PARTS = 20_000
"""Segments or chunks of a file; a real one has some hundreds."""


class Kind(StrEnum):
    """What kinds are taken, as Pillow names them."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"


class Header(Struct, frozen=True):
    """A picture as it wants to be shown."""

    kind: Kind
    width: int
    height: int
    located: bool
    """It says where it was taken."""
    whole: bool
    """It goes on to its end mark."""

    @property
    def fits(self) -> bool:
        """Whether it may be decoded at all."""
        short, long = sorted((self.width, self.height))
        return short > 0 and self.width * self.height <= MOST_PIXELS and long <= MOST_STRETCHED * short


def read_header(data: bytes) -> Header | None:
    """The header of a whole file's bytes; None where it is no picture of a kind that is taken."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except struct.error:
        return None
    return None


def _header(kind: Kind, size: tuple[int, int], notes: Notes, *, located: bool, whole: bool) -> Header:
    width, height = reversed(size) if notes.orientation in SIDEWAYS else size
    return Header(kind, width, height, notes.located or located, whole)


_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_BARE = {0x01, 0xFF, *range(0xD0, 0xD9)}
"""Markers without a length, and the byte that may stand before any marker."""
_APP1, _SCAN = 0xE1, 0xDA


def _jpeg(data: bytes) -> Header | None:
    at, size, notes, located = 2, None, Notes(), False
    for _ in range(MOST_PARTS):
        mark, marker = struct.unpack_from("BB", data, at)
        if mark != 0xFF:  # noqa: PLR2004  # what every marker begins with
            return None
        if marker in _BARE:
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        [length] = struct.unpack_from(">H", data, at + 2)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            size = (width, height)
        elif marker == _APP1:
            segment = data[at + 4 : at + 2 + length]
            notes = read_notes(segment[6:]) if segment.startswith(b"Exif\0\0") else notes
            located = located or PLACE_IN_XMP in segment
        elif marker == _SCAN:
            whole = data.rfind(b"\xff\xd9", at) > 0
            return _header(Kind.JPEG, size, notes, located=located, whole=whole) if size else None
        at += 2 + length
    return None


def _png(data: bytes) -> Header:
    width, height = struct.unpack_from(">II", data, 16)
    at, notes, located, whole = 8, Notes(), False, False
    for _ in range(MOST_PARTS):
        if at + 12 > len(data):
            break
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"IEND":
            whole = True
            break
        if name == b"eXIf":
            notes = read_notes(data[at + 8 : at + 8 + length])
        elif name in {b"iTXt", b"tEXt"}:
            located = located or PLACE_IN_XMP in data[at + 8 : at + 8 + length]
        at += 12 + length
    return _header(Kind.PNG, (width, height), notes, located=located, whole=whole)


_SIZES = 0x3FFF
"""Fourteen bits: a side in the two simple forms of WebP."""


def _webp(data: bytes) -> Header | None:
    [size, form] = struct.unpack_from("<I4x4s", data, 4)
    whole = size + 8 <= len(data)
    if form == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return _header(Kind.WEBP, (width & _SIZES, height & _SIZES), Notes(), located=False, whole=whole)
    if form == b"VP8L":
        [bits] = struct.unpack_from("<I", data, 21)
        plain = ((bits & _SIZES) + 1, (bits >> 14 & _SIZES) + 1)
        return _header(Kind.WEBP, plain, Notes(), located=False, whole=whole)
    if form != b"VP8X":
        return None
    canvas = (int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1)
    notes, located = _webp_notes(data)
    return _header(Kind.WEBP, canvas, notes, located=located, whole=whole and len(data) >= 30)  # noqa: PLR2004


def _webp_notes(data: bytes) -> tuple[Notes, bool]:
    """What the extended form notes behind the picture."""
    at, notes, located = 12, Notes(), False
    for _ in range(MOST_PARTS):
        if at + 8 > len(data):
            break
        name, length = struct.unpack_from("<4sI", data, at)
        if name == b"EXIF":
            notes = read_notes(data[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            located = located or PLACE_IN_XMP in data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    return notes, located
