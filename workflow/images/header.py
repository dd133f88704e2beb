"""What a picture's bytes say of it, without decoding a pixel: its kind, its size, and what a camera noted.

The check asks this of every article, so it needs no library and takes no time.
"""

import struct
from enum import StrEnum

from msgspec import Struct

from workflow.images.exif import SIDEWAYS_ORIENTATIONS, XMP_LATITUDE, ExifData, read_exif
from workflow.images.file_segments import JPEG_END, JPEG_SCAN, jpeg_segments, png_chunks, webp_chunks
from workflow.images.limits import LARGEST_ASPECT_RATIO, MOST_FRAMES, MOST_PIXELS


class ImageKind(StrEnum):
    """What kinds are taken, as Pillow names them."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"


class ImageHeader(Struct, frozen=True):
    """A picture as it wants to be shown."""

    kind: ImageKind
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
        sized = short > 0 and self.width * self.height <= MOST_PIXELS and long <= LARGEST_ASPECT_RATIO * short
        return sized and self.pieces <= MOST_FRAMES


def read_header(data: bytes) -> ImageHeader | None:
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


def _header(
    kind: ImageKind, size: tuple[int, int], notes: ExifData, *, located: bool, whole: bool, pieces: int = 1
) -> ImageHeader:
    width, height = reversed(size) if notes.orientation in SIDEWAYS_ORIENTATIONS else size
    return ImageHeader(kind, width, height, notes.located or located, whole, pieces)


_FRAMES = {bytes((0xC0 + number,)) for number in range(16)} - {b"\xc4", b"\xc8", b"\xcc"}
_APP1 = b"\xe1"


def _jpeg(data: bytes) -> ImageHeader | None:
    size, notes, located, scans, whole = None, ExifData(), False, 0, False
    try:
        for part in jpeg_segments(data):
            if part.name in _FRAMES:
                height, width = struct.unpack_from(">HH", data, part.start + 1)
                size = (width, height)
            elif part.name == _APP1 and not scans:
                segment = part.of(data)
                notes = read_exif(segment[6:]) if segment.startswith(b"Exif\0\0") else notes
                located = located or XMP_LATITUDE in segment
            scans += part.name == JPEG_SCAN
            whole = part.name == JPEG_END
            if scans > MOST_FRAMES:
                break
    except struct.error:  # it breaks off, as far as that it is known
        whole = False
    return _header(ImageKind.JPEG, size, notes, located=located, whole=whole, pieces=scans) if size and scans else None


def _png(data: bytes) -> ImageHeader:
    size: tuple[int, int] = struct.unpack_from(">II", data, 16)
    notes, located, whole, frames = ExifData(), False, False, 0
    for part in png_chunks(data):
        whole = part.name == b"IEND"
        frames += part.name == b"fcTL"
        if part.name == b"eXIf":
            notes = read_exif(part.of(data))
        elif part.name in {b"iTXt", b"tEXt"}:
            located = located or XMP_LATITUDE in part.of(data)
    return _header(ImageKind.PNG, size, notes, located=located, whole=whole, pieces=frames)


_SIZES = 0x3FFF
"""Fourteen bits: a side in the two simple forms of WebP."""


def _webp(data: bytes) -> ImageHeader | None:
    [size, form] = struct.unpack_from("<I4x4s", data, 4)
    whole = size + 8 <= len(data)
    if form == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return _header(ImageKind.WEBP, (width & _SIZES, height & _SIZES), ExifData(), located=False, whole=whole)
    if form == b"VP8L":
        [bits] = struct.unpack_from("<I", data, 21)
        plain = ((bits & _SIZES) + 1, (bits >> 14 & _SIZES) + 1)
        return _header(ImageKind.WEBP, plain, ExifData(), located=False, whole=whole)
    if form != b"VP8X":
        return None
    canvas = (int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1)
    notes, located, frames = ExifData(), False, 0
    for part in webp_chunks(data):
        frames += part.name == b"ANMF"
        if part.name == b"EXIF":
            notes = read_exif(part.of(data).removeprefix(b"Exif\0\0"))
        elif part.name == b"XMP ":
            located = located or XMP_LATITUDE in part.of(data)
    whole = whole and len(data) >= 30  # noqa: PLR2004
    return _header(ImageKind.WEBP, canvas, notes, located=located, whole=whole, pieces=frames)
