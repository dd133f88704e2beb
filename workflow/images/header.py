"""What a picture's bytes say of it, without decoding a pixel: its kind, its size, and what a camera noted.

The check asks this of every article, so it needs no library and takes no time.
"""

import struct
from enum import StrEnum

from msgspec import Struct

from workflow.images.exif import PLACE_IN_XMP, SIDEWAYS, Notes, read_notes
from workflow.images.file_segments import END, SCAN, jpeg_parts, png_parts, webp_parts
from workflow.images.limits import MOST_PIECES, MOST_PIXELS, MOST_STRETCHED


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
    pieces: int = 1
    """Scans of a JPEG, frames of an animation."""

    @property
    def fits(self) -> bool:
        """Whether it may be decoded at all."""
        short, long = sorted((self.width, self.height))
        sized = short > 0 and self.width * self.height <= MOST_PIXELS and long <= MOST_STRETCHED * short
        return sized and self.pieces <= MOST_PIECES


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


def _header(kind: Kind, size: tuple[int, int], notes: Notes, *, located: bool, whole: bool, pieces: int = 1) -> Header:
    width, height = reversed(size) if notes.orientation in SIDEWAYS else size
    return Header(kind, width, height, notes.located or located, whole, pieces)


_FRAMES = {bytes((0xC0 + number,)) for number in range(16)} - {b"\xc4", b"\xc8", b"\xcc"}
_APP1 = b"\xe1"


def _jpeg(data: bytes) -> Header | None:
    size, notes, located, scans, whole = None, Notes(), False, 0, False
    try:
        for part in jpeg_parts(data):
            if part.name in _FRAMES:
                height, width = struct.unpack_from(">HH", data, part.start + 1)
                size = (width, height)
            elif part.name == _APP1 and not scans:
                segment = part.of(data)
                notes = read_notes(segment[6:]) if segment.startswith(b"Exif\0\0") else notes
                located = located or PLACE_IN_XMP in segment
            scans += part.name == SCAN
            whole = part.name == END
            if scans > MOST_PIECES:
                break
    except struct.error:  # it breaks off, as far as that it is known
        whole = False
    return _header(Kind.JPEG, size, notes, located=located, whole=whole, pieces=scans) if size and scans else None


def _png(data: bytes) -> Header:
    size: tuple[int, int] = struct.unpack_from(">II", data, 16)
    notes, located, whole, frames = Notes(), False, False, 0
    for part in png_parts(data):
        whole = part.name == b"IEND"
        frames += part.name == b"fcTL"
        if part.name == b"eXIf":
            notes = read_notes(part.of(data))
        elif part.name in {b"iTXt", b"tEXt"}:
            located = located or PLACE_IN_XMP in part.of(data)
    return _header(Kind.PNG, size, notes, located=located, whole=whole, pieces=frames)


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
    notes, located, frames = Notes(), False, 0
    for part in webp_parts(data):
        frames += part.name == b"ANMF"
        if part.name == b"EXIF":
            notes = read_notes(part.of(data).removeprefix(b"Exif\0\0"))
        elif part.name == b"XMP ":
            located = located or PLACE_IN_XMP in part.of(data)
    whole = whole and len(data) >= 30  # noqa: PLR2004
    return _header(Kind.WEBP, canvas, notes, located=located, whole=whole, pieces=frames)
