"""The folder a site is written to. What is there already and right stays; whatever was not made by this build goes.

A file counts as unchanged when the file system says exactly what it said after it was written, which no program can
forge, or, shortly after that, when its bytes are the same. What was written is kept in mind in the user's cache folder.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from workflow.records.archive import Stamp, stamp
from workflow.rules import cache


class Placed(Struct, frozen=True, array_like=True):
    """A file as it was written."""

    key: str
    """What it was made from; whatever has the same key has the same bytes."""
    digest: bytes
    stamp: Stamp
    settled: bool = False
    """It was seen unchanged long after it was written."""


class SiteFolder:
    """One build's view of the folder. Workers inherit it; what they place is told to `remember`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = str(folder)
        self._place = cache.location(root, "site")
        self._label = f"1:{self.folder}"
        self._before: dict[str, Placed] = cache.read(self._place, self._label, dict[str, Placed]) or {}
        self._found: dict[str, Stamp] = {}

    def clear(self, expected: Iterable[str]) -> None:
        """Remove everything but regular files at these paths, and make their folders. Links are never followed."""
        paths = set(expected)
        folders = {""}
        for path in paths:
            folder = path.rpartition("/")[0]
            while folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        if Path(self.folder).is_symlink() and not Path(self.folder).is_dir():
            Path(self.folder).unlink()
        Path(self.folder).mkdir(parents=True, exist_ok=True)
        there = {""}
        self._sift("", paths, folders, there)
        for folder in sorted(folders - there):
            os.mkdir(f"{self.folder}/{folder}")  # noqa: PTH102  # thousands of them

    def _sift(self, folder: str, paths: set[str], folders: set[str], there: set[str]) -> None:
        with os.scandir(f"{self.folder}/{folder}") as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path in folders:
                        there.add(path)
                        self._sift(path, paths, folders, there)
                    else:
                        shutil.rmtree(entry.path)
                elif not self._may_stay(path, entry, paths):
                    os.unlink(entry.path)  # noqa: PTH108

    def _may_stay(self, path: str, entry: "os.DirEntry[str]", paths: set[str]) -> bool:
        found = entry.stat(follow_symlinks=False)
        if path not in paths or not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            return False
        self._found[path] = stamp(found)
        return True

    def holds(self, path: str, key: str) -> Placed | None:
        """The file at a path, if it was made from the same and nobody has touched it since."""
        before = self._before.get(path)
        found = self._found.get(path)
        if before is None or found is None or before.key != key:
            return None
        if before.stamp != found:
            return None
        if before.settled or _digest(self._read(path)) == before.digest:
            return Placed(key, before.digest, found, before.settled or cache.is_settled(found.changed))
        return None

    def put(self, path: str, key: str, content: bytes) -> Placed:
        """Write a file anew; one that has these bytes already is left as it is."""
        found = self._found.get(path)
        if found and found.size == len(content) and self._read(path) == content:
            return Placed(key, _digest(content), found, cache.is_settled(found.changed))
        whole = f"{self.folder}/{path}"
        with suppress(FileNotFoundError):  # a worker that was killed may have been here
            os.unlink(whole)  # noqa: PTH108
        handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            return Placed(key, _digest(content), stamp(os.fstat(handle)))

    def _read(self, path: str) -> bytes:
        handle = os.open(f"{self.folder}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            return file.read()

    def remember(self, placed: dict[str, Placed]) -> None:
        """Keep in mind what the folder holds now."""
        cache.write(self._place, self._label, placed)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
