"""Image cache: finished pictures by what they were made from, in a folder that may be lost or spoiled at any time.

A label says what was made; the bytes are stored by content, each file named by its digest and used only if it fits it.
"""

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.images.limits import LARGEST_RENDITION_BYTES
from workflow.images.renditions import Rendition
from workflow.infra.disk_cache import replace_file, with_checksum, without_checksum

DIGEST_BYTES = 16
"""Bytes of a digest."""


class CachedImage(Struct, frozen=True, array_like=True):
    """One finished picture."""

    ending: str
    width: int
    height: int
    size: int
    """Bytes."""
    digest: str


class CacheLabel(Struct, frozen=True, array_like=True):
    """What was made from one thing; nothing where it is unfit to be shown."""

    made: tuple[CachedImage, ...]

    @property
    def fits(self) -> bool:
        """Whether nothing of it is too heavy, as it may be where an earlier version made it."""
        return all(one.size <= LARGEST_RENDITION_BYTES.get(one.ending, one.size) for one in self.made)


def content_digest(content: bytes) -> str:
    """The name under which bytes are stored."""
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).hexdigest()


class ImageCache:
    """Finished pictures in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def label(self, key: str) -> CacheLabel | None:
        """What was made under a key, if all of it still seems to be there and may be shown."""
        try:
            data = without_checksum(self._place("label", key).read_bytes())
            if data is None:
                return None
            label = msgspec.msgpack.decode(data, type=CacheLabel)
            is_complete = all(self._place("bytes", one.digest).stat().st_size == one.size for one in label.made)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None
        return label if is_complete and label.fits else None

    def keep(self, key: str, renditions: Sequence[Rendition]) -> CacheLabel:
        """Keep what was made under a key, the label last. Raises OSError."""
        images = []
        for rendition in renditions:
            digest = content_digest(rendition.content)
            replace_file(self._place("bytes", digest), rendition.content)
            size = len(rendition.content)
            images.append(CachedImage(rendition.ending, rendition.width, rendition.height, size, digest))
        label = CacheLabel(tuple(images))
        replace_file(self._place("label", key), with_checksum(msgspec.msgpack.encode(label)))
        return label

    def keep_only(self, labels: Mapping[str, CacheLabel]) -> None:
        """Remove everything but what these labels, by their keys, name. What cannot be removed stays."""
        wanted = {"label": set(labels), "bytes": {one.digest for label in labels.values() for one in label.made}}
        for kind, names in wanted.items():
            for place in (self.folder / kind).glob("??/*"):
                if place.name not in names:
                    with contextlib.suppress(OSError):
                        place.unlink()

    def content(self, digest: str) -> bytes | None:
        """The bytes of that digest; None where they are lost or spoiled."""
        with contextlib.suppress(OSError):
            content = self._place("bytes", digest).read_bytes()
            if content_digest(content) == digest:
                return content
        return None

    def _place(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / name
