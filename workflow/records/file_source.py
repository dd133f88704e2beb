"""File sources: records are read from a folder, a commit, or layers. Only regular files, never through a link."""

import hashlib
import os
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from workflow.text.decode import LARGEST_FILE_BYTES

DEFAULTS_FOLDER = Path(__file__).parent.parent / "defaults"
"""What the program brings along for every office, at the paths at which an office would have its own."""


class Files(Protocol):
    """A tree of files, by paths with forward slashes from its root."""

    def read(self, path: str, limit: int = LARGEST_FILE_BYTES) -> bytes | None:
        """A file's first `limit` bytes and one more if there are more; None where no regular file is."""

    def size(self, path: str) -> int | None:
        """A file's bytes; None where no regular file is."""

    def names(self, folder: str) -> list[str]:
        """The names in a folder, in order; none where there is no folder."""

    def identity(self, path: str) -> str:
        """The name that Git gives to a file's bytes; "" where no regular file is."""


_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""A link is refused, and a named pipe does not block."""


_ANY_SIZE = (1 << 31) - 2
"""Bytes; one read gives no more."""


def blob_id(data: bytes | None) -> str:
    """The name that Git gives to some bytes; "" for none."""
    if data is None:
        return ""
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


class Folder:
    """The files below a folder of this computer. Paths are plain strings: it is called once a record."""

    def __init__(self, root: Path) -> None:
        self._base = str(root)
        self._is_real = cache(self._has_no_link)

    def read(self, path: str, limit: int = LARGEST_FILE_BYTES) -> bytes | None:
        """See Files."""
        if not self._is_real(path.rpartition("/")[0]):
            return None
        try:
            handle = os.open(f"{self._base}/{path}", _READ)
        except (OSError, ValueError):
            return None
        try:
            return os.read(handle, limit + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else None
        except OSError:
            return None
        finally:
            os.close(handle)

    def size(self, path: str) -> int | None:
        """See Files."""
        try:
            status = os.lstat(f"{self._base}/{path}")
        except (OSError, ValueError):
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) and self._is_real(path.rpartition("/")[0]) else None

    def names(self, folder: str) -> list[str]:
        """See Files."""
        try:
            return sorted(os.listdir(f"{self._base}/{folder}")) if self._is_real(folder) else []
        except OSError:
            return []

    def identity(self, path: str) -> str:
        """See Files."""
        return blob_id(self.read(path, _ANY_SIZE))

    def _has_no_link(self, folder: str) -> bool:
        """Whether no folder on the path is a link."""
        return not folder or (not os.path.islink(f"{self._base}/{folder}") and self._is_real(folder.rpartition("/")[0]))


class Overlay:
    """Another source with some files replaced by what they are going to be."""

    def __init__(self, below: Files, changed: Mapping[str, bytes]) -> None:
        self.below, self.changed = below, changed

    def read(self, path: str, limit: int = LARGEST_FILE_BYTES) -> bytes | None:
        """See Files."""
        return self.changed[path][: limit + 1] if path in self.changed else self.below.read(path, limit)

    def size(self, path: str) -> int | None:
        """See Files."""
        return len(self.changed[path]) if path in self.changed else self.below.size(path)

    def names(self, folder: str) -> list[str]:
        """See Files."""
        own = {path[len(folder) + 1 :].split("/")[0] for path in self.changed if path.startswith(f"{folder}/")}
        return sorted({*self.below.names(folder), *own})

    def identity(self, path: str) -> str:
        """See Files."""
        return blob_id(self.changed[path]) if path in self.changed else self.below.identity(path)


class Layered:
    """Two sources: a file of the upper one lies over the lower one's file of the same path."""

    def __init__(self, upper: Files, lower: Files) -> None:
        self.upper, self.lower = upper, lower

    def read(self, path: str, limit: int = LARGEST_FILE_BYTES) -> bytes | None:
        """See Files."""
        data = self.upper.read(path, limit)
        return self.lower.read(path, limit) if data is None else data

    def size(self, path: str) -> int | None:
        """See Files."""
        size = self.upper.size(path)
        return self.lower.size(path) if size is None else size

    def names(self, folder: str) -> list[str]:
        """See Files."""
        return sorted({*self.upper.names(folder), *self.lower.names(folder)})

    def identity(self, path: str) -> str:
        """See Files."""
        return self.upper.identity(path) or self.lower.identity(path)


DEFAULTS = Folder(DEFAULTS_FOLDER)


def with_defaults(files: Files) -> Layered:
    """An office's files, over what the program brings along; once, however often that is asked for."""
    return files if isinstance(files, Layered) and files.lower is DEFAULTS else Layered(files, DEFAULTS)


def layered_folders(root: Path, folder: str) -> tuple[Path, Path]:
    """Where the files of an office's folder lie: its own before the program's. Either may be missing."""
    return root / folder, DEFAULTS_FOLDER / folder
