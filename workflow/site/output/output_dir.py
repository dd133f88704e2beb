"""The folder a site is written to, incrementally: what is right already stays; what this build did not make goes.

A file counts as unchanged when the file system says exactly what it said after it was written, which no program can
forge, or, shortly after that, when its bytes are the same. What was written is noted in the user's cache folder.
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
from workflow.infra.file_state import FileStat, stat_of


class PlacedFile(Struct, frozen=True, array_like=True):
    """A file as it was written."""

    key: str
    """What it was made from; whatever has the same key has the same bytes."""
    digest: bytes
    stamp: FileStat
    settled: bool = False
    """It was seen unchanged long after it was written."""


class OutputDir:
    """One build's view of the folder: what was there when it began, and what an earlier build noted of that.

    Files are written after `prepare` made their folders. Worker processes inherit this view; what they write is
    gathered and passed to `remember`.
    """

    def __init__(self, root: Path, folder: Path, listing: DirListing) -> None:
        """`listing`: what was in the folder when the build began."""
        self.folder = str(folder)
        self._place = disk_cache.cache_file(root, "site")
        self._label = f"1:{self.folder}"
        self._noted: dict[str, PlacedFile] = disk_cache.read(self._place, self._label, dict[str, PlacedFile]) or {}
        self._files = listing.files
        self._others = {os.fsdecode(path) for path in listing.others}
        """Links, pipes, and files with several names."""
        self._folders = {"", *listing.folders}

    def prepare(self, expected: Iterable[str]) -> None:
        """Make the folders of files that are going to be at these paths, and remove what stands in their way."""
        paths = set(expected)
        folders = _parent_folders(paths)
        if Path(self.folder).is_symlink() and not Path(self.folder).is_dir():
            Path(self.folder).unlink()
        Path(self.folder).mkdir(parents=True, exist_ok=True)
        in_the_way = (folders & self._files.keys()) | ((folders | paths) & self._others) | (paths & self._folders)
        for path in in_the_way:
            self._remove(path)
        missing = folders - self._folders
        for folder in sorted(missing):
            os.mkdir(f"{self.folder}/{folder}")  # noqa: PTH102  # thousands of them
        self._folders |= missing

    def remove_all_but(self, expected: Iterable[str]) -> None:
        """Remove whatever was there but regular files at these paths. Links are never followed."""
        paths = set(expected)
        folders = _parent_folders(paths)
        for path in (*self._folders, *self._files, *self._others):
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
            pass  # it went with its folder, or since the build began

    def unchanged(self, path: str, key: str) -> PlacedFile | None:
        """The file at a path, if it was made from the same and nobody has touched it since."""
        noted, there = self._noted.get(path), self._files.get(path)
        if noted is None or there is None or noted.key != key or noted.stamp != there:
            return None
        if noted.settled or _digest(self._read(path)) == noted.digest:
            return PlacedFile(key, noted.digest, there, noted.settled or disk_cache.is_settled(there.changed))
        return None

    def put(self, path: str, key: str, content: bytes) -> PlacedFile:
        """Write a file anew; one that has these bytes already is left as it is."""
        there = self._files.get(path)
        if there and there.size == len(content) and self._read(path) == content:
            return PlacedFile(key, _digest(content), there, disk_cache.is_settled(there.changed))
        whole = f"{self.folder}/{path}"
        with suppress(FileNotFoundError):  # a worker that was killed may have been here
            os.unlink(whole)  # noqa: PTH108
        handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            return PlacedFile(key, _digest(content), stat_of(os.fstat(handle)))

    def _read(self, path: str) -> bytes:
        handle = os.open(f"{self.folder}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            return file.read()

    def remember(self, placed: dict[str, PlacedFile]) -> None:
        """Note what the folder holds now, for the next build."""
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
