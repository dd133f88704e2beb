"""A commit's files, read from Git's objects: no checkout, so nothing of a change touches the disk."""

import re
import stat
from collections.abc import Iterator
from functools import lru_cache

from workflow.history.git import Repository

FOLDER = b"40000"
ENTRY = re.compile(rb"([0-7]{1,8}) ([^\0]+)\0([\s\S]{20})")
"""One entry of a tree object: mode, name, the object's name in bytes."""

Entries = dict[bytes, tuple[bytes, bytes]]
"""Modes and objects by name."""


class Tree:
    """The files of one commit. Only regular ones can be read: links and submodules are as if not there."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository = repository
        self.commit = commit
        self._folders: dict[str, Entries] = {}

    def read(self, path: str, limit: int = 1 << 62) -> bytes | None:
        """A file's first `limit` bytes and one more if there are more; None where no regular file is."""
        data = self._blob(path)
        return None if data is None else data[: limit + 1]

    def size(self, path: str) -> int | None:
        """A file's bytes; None where no regular file is."""
        data = self._blob(path)
        return None if data is None else len(data)

    def names(self, folder: str) -> list[str]:
        """The names in a folder, in order; none where there is no folder."""
        return sorted(name.decode("utf-8", "surrogateescape") for name in self._entries(folder))

    def walk(self, folder: str) -> Iterator[str]:
        """Every file below a folder, in order; links and submodules too."""
        entries = self._entries(folder)
        for name in self.names(folder):
            path = f"{folder}/{name}"
            if entries[name.encode("utf-8", "surrogateescape")][0].lstrip(b"0") == FOLDER:
                yield from self.walk(path)
            else:
                yield path

    def identity(self, path: str) -> str:
        """The name of a file's bytes; "" where no regular file is."""
        mode, identity = self._entry(path)
        return identity.hex() if _is_regular(mode) else ""

    def state(self, path: str) -> str:
        """The mode and the name of whatever lies at a path, so that a change of either is seen; "" for nothing."""
        mode, identity = self._entry(path)
        return f"{mode.decode('ascii')} {identity.hex()}" if identity else ""

    def _entry(self, path: str) -> tuple[bytes, bytes]:
        folder, _, name = path.rpartition("/")
        return self._entries(folder).get(name.encode("utf-8", "surrogateescape"), (b"", b""))

    def _blob(self, path: str) -> bytes | None:
        mode, identity = self._entry(path)
        found = self.repository.read(identity.hex()) if _is_regular(mode) else None
        return found[1] if found and found[0] == "blob" else None

    def _entries(self, folder: str) -> Entries:
        """What a folder holds; nothing where it is none."""
        if folder not in self._folders:
            found = self.repository.read(f"{self.commit}:{folder}")
            self._folders[folder] = _parse(found[1]) if found and found[0] == "tree" else {}
        return self._folders[folder]


@lru_cache(64)
def tree_of(repository: Repository, commit: str) -> Tree:
    """The files of a commit by its full name; those asked for last are kept, since commits are judged in a row."""
    return Tree(repository, commit)


def _is_regular(mode: bytes) -> bool:
    """Whether Git takes a mode for a plain file: it looks only at the kind and at the owner's executable bit."""
    number = int(mode or b"0", 8)
    return stat.S_ISREG(number) and not number & stat.S_IXUSR


def _parse(data: bytes) -> Entries:
    """A tree object; one that is not put together as Git does it holds nothing."""
    if ENTRY.sub(b"", data):
        return {}
    return {name: (mode, identity) for mode, name, identity in ENTRY.findall(data)}
