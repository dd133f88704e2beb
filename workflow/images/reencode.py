"""Re-encoding of a picture from somebody's telephone: a small, upright, plain JPEG with nothing in it but pixels.

Its kind is told from its bytes, never from a name. It is decoded in a sandbox, and only what that wrote is kept.
"""

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.images.decode import decode_image, resize
from workflow.images.header import read_header
from workflow.images.limits import LARGEST_UPLOAD_BYTES, MOST_FRAMES
from workflow.images.renditions import RENDITION_WIDTHS, encode_image
from workflow.infra.sandbox import run_sandboxed

WIDEST_REENCODED, TALLEST_REENCODED = RENDITION_WIDTHS[-1], 2400
"""Pixels: the widest that the site shows, and a tall poster at that."""
REENCODED_ENDING = "jpg"
_HEIF = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
"""Brands of Apple's pictures and films (ISO/IEC 23008-12)."""


class ReencodeProblem(StrEnum):
    """Why a picture cannot be taken."""

    HEIC = "heic"
    """As iPhones keep them; nobody else's programs show them."""
    KIND = "kind"
    """Neither JPEG, PNG nor WebP."""
    LARGE = "large"
    """Too many bytes."""
    SIZE = "size"
    """Too many pixels, or far longer than wide."""
    PIECES = "pieces"
    """It moves, or is drawn in very many layers."""
    BROKEN = "broken"
    """It breaks off, or cannot be decoded."""


def find_problem(data: bytes) -> ReencodeProblem | None:
    """What the bytes alone say against a picture, before anything is decoded."""
    if len(data) > LARGEST_UPLOAD_BYTES:
        return ReencodeProblem.LARGE
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return ReencodeProblem.HEIC
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) and data[:4] + data[8:12] != b"RIFFWEBP":
        return ReencodeProblem.KIND
    header = read_header(data)
    if header and header.pieces > MOST_FRAMES:
        return ReencodeProblem.PIECES
    if header is None or not header.whole:
        return ReencodeProblem.BROKEN
    return None if header.fits else ReencodeProblem.SIZE


def reencode(data: bytes) -> bytes | ReencodeProblem:
    """The picture as the bytes of a JPEG, or why there is none. The same bytes in give the same bytes out."""
    if problem := find_problem(data):
        return problem
    with TemporaryDirectory() as folder:
        sent = Path(folder) / "sent"
        sent.write_bytes(data)
        run_sandboxed(_reencode, [sent], 1)
        output = _output_of(sent)
        content = output.read_bytes() if output.is_file() else b""
    header = read_header(content)
    return content if header and header.whole else ReencodeProblem.BROKEN


def _output_of(sent: Path) -> Path:
    return sent.with_suffix(f".{REENCODED_ENDING}")


def _reencode(sent: Path) -> None:
    image = decode_image(sent.read_bytes(), WIDEST_REENCODED, LARGEST_UPLOAD_BYTES)
    if image.height > TALLEST_REENCODED:
        image = resize(image, max(1, round(image.width * TALLEST_REENCODED / image.height)))
    _output_of(sent).write_bytes(encode_image(image, REENCODED_ENDING))
