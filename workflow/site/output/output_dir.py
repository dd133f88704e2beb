"""The folder a site is written to. What is there already and right stays; whatever was not made by this build goes.

A file counts as unchanged when the file system says exactly what it said after it was written, which no program can
forge, or, shortly after that, when its bytes are the same. What was written is kept in mind in the user's cache folder.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from workflow.infra import disk_cache
from workflow.infra.dir_scan import DirListing
from workflow.infra.file_state import FileStat, stamp


class PlacedFile(Struct, frozen=True, array_like=True):
    """A file as it was written."""

    key: str
    """What it was made from; whatever has the same key has the same bytes."""
    digest: bytes
    stamp: FileStat
    settled: bool = False
    """It was seen unchanged long after it was written."""


class OutputDir:
    """One build's view of the folder. Workers inherit it; what they place is told to `remember`."""

    def __init__(self, root: Path, folder: Path, found: DirListing) -> None:
        """`found`: what `look` said of the folder when the build began."""
        self.folder = str(folder)
        self._place = disk_cache.location(root, "site")
        self._label = f"1:{self.folder}"
        self._before: dict[str, PlacedFile] = disk_cache.read(self._place, self._label, dict[str, PlacedFile]) or {}
        self._there = found
        self._found = self._there.files

    def make_room(self, expected: Iterable[str]) -> None:
        """Make the folders of files that are going to lie at these paths, and remove what stands in their way."""
        paths = set(expected)
        folders, there = _parent_folders(paths), {"", *self._there.folders}
        if Path(self.folder).is_symlink() and not Path(self.folder).is_dir():
            Path(self.folder).unlink()
        Path(self.folder).mkdir(parents=True, exist_ok=True)
        odd = {os.fsdecode(path) for path in self._there.others}
        for path in (folders & self._found.keys()) | ((folders | paths) & odd) | (paths & there):
            self._remove(path)
        for folder in sorted(folders - there):
            os.mkdir(f"{self.folder}/{folder}")  # noqa: PTH102  # thousands of them
            self._there.folders.append(folder)

    def sweep(self, expected: Iterable[str]) -> None:
        """Remove whatever was found but regular files at these paths. Links are never followed."""
        paths = set(expected)
        folders = _parent_folders(paths)
        for path in (*self._there.folders, *self._found, *map(os.fsdecode, self._there.others)):
            if path not in paths and path not in folders and path.rpartition("/")[0] in folders:
                self._remove(path)

    def _remove(self, path: str) -> None:
        whole = f"{self.folder}/{path}"
        try:
            if os.path.isdir(whole) and not os.path.islink(whole):  # noqa: PTH112, PTH114
                shutil.rmtree(whole)
            else:
                os.unlink(whole)  # noqa: PTH108
        except FileNotFoundError:
            pass  # it has gone with its folder, or since it was found

    def holds(self, path: str, key: str) -> PlacedFile | None:
        """The file at a path, if it was made from the same and nobody has touched it since."""
        before = self._before.get(path)
        found = self._found.get(path)
        if before is None or found is None or before.key != key:
            return None
        if before.stamp != found:
            return None
        if before.settled or _digest(self._read(path)) == before.digest:
            return PlacedFile(key, before.digest, found, before.settled or disk_cache.is_settled(found.changed))
        return None

    def put(self, path: str, key: str, content: bytes) -> PlacedFile:
        """Write a file anew; one that has these bytes already is left as it is."""
        found = self._found.get(path)
        if found and found.size == len(content) and self._read(path) == content:
            return PlacedFile(key, _digest(content), found, disk_cache.is_settled(found.changed))
        whole = f"{self.folder}/{path}"
        with suppress(FileNotFoundError):  # a worker that was killed may have been here
            os.unlink(whole)  # noqa: PTH108
        handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            return PlacedFile(key, _digest(content), stamp(os.fstat(handle)))

    def _read(self, path: str) -> bytes:
        handle = os.open(f"{self.folder}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            return file.read()

    def remember(self, placed: dict[str, PlacedFile]) -> None:
        """Keep in mind what the folder holds now."""
        disk_cache.write(self._place, self._label, placed)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _parent_folders(paths: Iterable[str]) -> set[str]:
    """All folders that files at these paths need."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders
