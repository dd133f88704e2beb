"""What a picture's file carries beside the picture: notes of cameras and programs, and bytes behind its end.

Nobody who looks at the picture sees any of it, and in Git it stays for ever. Only texts are taken out, in bounded time
and size; no pixel is decoded.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct

from workflow.images.exif import XMP_LATITUDE
from workflow.images.file_segments import JPEG_END, JPEG_SCAN, jpeg_segments, png_chunks, webp_chunks
from workflow.images.header import ImageKind, read_header

LARGEST_INFLATED_BYTES = 1 << 20
"""Bytes that a compressed text may become; more are not looked at."""
MOST_IMAGES = 8
"""Pictures in one file: a telephone hangs a map of brightness behind the photo (MPF)."""
LARGEST_TRAILER_BYTES = 1 << 16
"""Bytes of the note that Samsung's cameras write behind the end."""
_PIXELS = {b"IDAT", b"fdAT", b"PLTE", b"VP8 ", b"VP8L", b"ALPH", b"ANMF", JPEG_SCAN, JPEG_END, b"\xc4", b"\xdb"}
"""Parts that are the picture itself, and the tables of a JPEG."""
_TEXTS = re.compile(rb"[\x20-\x7e]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\0){8,}")
"""Texts among other bytes: in ASCII, and in UTF-16 as Windows writes them."""
_PADDING = b"\0\n\r "


class EmbeddedData(Struct, frozen=True):
    """What came along."""

    texts: tuple[str, ...]
    """Readable texts of eight letters or more."""
    located: bool
    """It says where it was taken."""
    hidden: int
    """Bytes behind the end that are no part of a picture: a film, another file."""


def read_embedded_data(data: bytes) -> EmbeddedData | None:
    """What a picture's file carries; None where it is no picture or breaks off."""
    texts = _Texts()
    located, rest = False, data
    for _ in range(MOST_IMAGES):
        header = read_header(rest)
        if header is None or not header.whole:
            break
        located = located or header.located
        rest = _unpack(rest, header.kind, texts).lstrip(_PADDING)
    if rest is data:
        return None
    if rest.endswith(b"SEFT") and len(rest) <= LARGEST_TRAILER_BYTES:
        texts.found.append(rest)
        rest = b""
    located = located or any(XMP_LATITUDE in text for text in texts.found)
    readable = tuple(one for text in texts.found for one in _readable(text))
    return EmbeddedData(readable, located, len(rest) + texts.skipped)


class _Texts:
    """What stands beside the pixels, compressed texts as long as there is room for them."""

    def __init__(self) -> None:
        self.found: list[bytes] = []
        self.room = LARGEST_INFLATED_BYTES
        self.skipped = 0
        """Bytes of compressed texts that were not looked at."""

    def add(self, name: bytes, content: bytes) -> None:
        """A part's content, and what it holds in compressed form."""
        self.found.append(content)
        packed = _COMPRESSED[name].match(content) if name in _COMPRESSED else None
        if packed:
            unpacking = zlib.decompressobj()
            with suppress(zlib.error):
                text = unpacking.decompress(content[packed.end() :], self.room) if self.room else b""
                self.found.append(text)
                self.room -= len(text)
            self.skipped += len(unpacking.unconsumed_tail) or len(content) * (not self.room)


def _unpack(data: bytes, kind: ImageKind, texts: _Texts) -> bytes:
    """Gather what stands beside the pixels of one picture; what follows it in the file."""
    end = 8 + int.from_bytes(data[4:8], "little") if kind is ImageKind.WEBP else len(data)
    parts = [*_WALKS[kind](data[:end])]
    if kind is not ImageKind.WEBP:
        end = parts[-1].end + (4 if kind is ImageKind.PNG else 0)  # a chunk ends with its checksum
    for part in parts:
        if part.name not in _PIXELS:
            texts.add(part.name, part.of(data))
    return data[end:]


_WALKS = {ImageKind.JPEG: jpeg_segments, ImageKind.PNG: png_chunks, ImageKind.WEBP: webp_chunks}
_COMPRESSED = {
    b"zTXt": re.compile(rb"[^\0]{1,79}\0\0"),
    b"iTXt": re.compile(rb"[^\0]{1,79}\0\x01\0[^\0]*\0[^\0]*\0"),
}
"""What stands before the compressed text in a PNG's chunk (PNG 11.3.3)."""


def _readable(content: bytes) -> Iterator[str]:
    for found in _TEXTS.finditer(content):
        yield found[0].decode("ascii")
    for found in _WIDE.finditer(content):
        yield found[0].decode("utf-16-le")
