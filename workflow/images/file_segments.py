"""The parts that a picture's file is made of, found without decoding one: segments of a JPEG, chunks of PNG and WebP.

Nothing makes these walks long: the parts are counted, and what lies between is skipped in one search.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

MOST_SEGMENTS = 20_000
"""Segments or chunks of a file; a real one has some hundreds."""


class FileSegment(NamedTuple):
    """One part: what it is called, and where its content begins and ends in the file."""

    name: bytes
    start: int
    end: int

    def of(self, data: bytes) -> bytes:
        """The content."""
        return data[self.start : self.end]


JPEG_SCAN, JPEG_END = b"\xda", b"\xd9"
"""Markers of a JPEG: pixels follow; the picture is over."""
_BARE = {0x01, 0xFF, *range(0xD0, 0xD9)}
"""Markers without a length, and the byte that may stand before any marker."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The marker that ends the pixels of a scan: in them 0xFF is followed by 0, and restarts belong to them."""


def jpeg_segments(data: bytes, at: int = 0) -> Iterator[FileSegment]:
    """The segments of the JPEG that begins at an offset, END the last one. Raises struct.error where it breaks off."""
    at += 2
    for _ in range(MOST_SEGMENTS):
        mark, marker = struct.unpack_from("BB", data, at)
        if mark != 0xFF:  # noqa: PLR2004  # what every marker begins with
            return
        if marker in _BARE:
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        name = bytes((marker,))
        if name == JPEG_END:
            yield FileSegment(JPEG_END, at + 2, at + 2)
            return
        [length] = struct.unpack_from(">H", data, at + 2)
        yield FileSegment(name, at + 4, at + 2 + length)
        at += 2 + length
        if name == JPEG_SCAN:
            found = _AFTER_SCAN.search(data, at)
            if found is None:
                return
            at = found.start()


def png_chunks(data: bytes) -> Iterator[FileSegment]:
    """The chunks of a PNG, as far as they are whole; IEND is the last one."""
    at = 8
    for _ in range(MOST_SEGMENTS):
        if at + 12 > len(data):
            return
        length, name = struct.unpack_from(">I4s", data, at)
        yield FileSegment(name, at + 8, at + 8 + length)
        if name == b"IEND":
            return
        at += 12 + length


def webp_chunks(data: bytes) -> Iterator[FileSegment]:
    """The chunks of a WebP."""
    at = 12
    for _ in range(MOST_SEGMENTS):
        if at + 8 > len(data):
            return
        name, length = struct.unpack_from("<4sI", data, at)
        yield FileSegment(name, at + 8, at + 8 + length)
        at += 8 + length + length % 2
