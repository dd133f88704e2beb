"""Finished pictures by what they were made from, in a folder that may be lost or spoiled at any time.

A label says what was made; the bytes lie apart, named by their digest, and are believed only when they fit it.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.images.limits import LARGEST_RENDITION_BYTES
from workflow.images.renditions import Rendition

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
    """The name of some bytes."""
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).hexdigest()


class ImageCache:
    """Finished pictures in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def label(self, key: str) -> CacheLabel | None:
        """What was made under a key, if all of it still seems to be there and may be shown."""
        try:
            data = self._place("label", key).read_bytes()
            if hashlib.blake2b(data[DIGEST_BYTES:], digest_size=DIGEST_BYTES).digest() != data[:DIGEST_BYTES]:
                return None
            label = msgspec.msgpack.decode(data[DIGEST_BYTES:], type=CacheLabel)
            there = all(self._place("bytes", one.digest).stat().st_size == one.size for one in label.made)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None
        return label if there and label.fits else None

    def keep(self, key: str, renditions: Sequence[Rendition]) -> CacheLabel:
        """Keep what was made under a key, the label last. Raises OSError."""
        made = []
        for one in renditions:
            digest = content_digest(one.content)
            self._write(self._place("bytes", digest), one.content)
            made.append(CachedImage(one.ending, one.width, one.height, len(one.content), digest))
        label = CacheLabel(tuple(made))
        data = msgspec.msgpack.encode(label)
        self._write(self._place("label", key), hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest() + data)
        return label

    def keep_only(self, labels: Mapping[str, CacheLabel]) -> None:
        """Let go of everything but what these labels, by their keys, speak of. What cannot be removed stays."""
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

    def _write(self, place: Path, content: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(place)
