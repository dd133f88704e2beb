"""Is a file the picture its name says? By its first bytes, since names lie."""

from workflow.images.limits import LARGEST_IMAGE_BYTES
from workflow.records.file_source import Files

_MAGIC: dict[str, tuple[bytes, ...]] = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"RIFF",),
}
LARGEST = LARGEST_IMAGE_BYTES
"""Bytes of the largest picture that is published."""
HEAD_BYTES = 16
"""Bytes that tell what a file is."""


def image_ending(head: bytes) -> str:
    """The ending that a picture with these first bytes has; "" where it is none."""
    if head.startswith(b"RIFF") and head[8:12] != b"WEBP":
        return ""
    return next((kind for kind, magic in _MAGIC.items() if head.startswith(magic)), "")


def is_picture(files: Files, path: str, head: bytes | None = None) -> bool:
    """Whether there is a picture of the kind that the path ends in, and it is not too large. `head`: where known."""
    head, kind = head or files.read(path, HEAD_BYTES) or b"", path.rpartition(".")[2]
    if kind == "webp" and head[8:12] != b"WEBP":
        return False
    return head.startswith(_MAGIC.get(kind, ())) and (files.size(path) or 0) <= LARGEST
