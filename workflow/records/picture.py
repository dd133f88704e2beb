"""Is a file the picture its name says? By its first bytes, since names lie."""

from pathlib import Path

_MAGIC: dict[str, tuple[bytes, ...]] = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}
LARGEST = 8 * 1024 * 1024
"""Bytes of the largest picture that is published."""


def is_picture(path: Path) -> bool:
    """Whether a file holds a picture of the kind that its name ends in, and is not too large."""
    with path.open("rb") as file:
        head = file.read(16)
        size = path.stat().st_size
    if path.suffix == ".webp" and head[8:12] != b"WEBP":
        return False
    return size <= LARGEST and head.startswith(_MAGIC.get(path.suffix, ()))
