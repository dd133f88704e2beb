"""The state in which a file was read, and whether its bytes are still those.

They are when the file system says exactly what it said then, which no program can forge. A file that was read shortly
after it was written could have changed unseen: there, its digest decides.
"""

import hashlib
import os
from pathlib import Path

from msgspec import Struct

from workflow.infra.disk_cache import is_settled


class FileStat(Struct, frozen=True, array_like=True):
    """What the file system says of a file: when all of it is unchanged, so is the content."""

    size: int
    modified: int
    """Nanoseconds."""
    changed: int
    """Nanoseconds; unlike `modified` it cannot be set by a program."""
    inode: int


def stat_of(stat: os.stat_result) -> FileStat:
    """What the file system says of a file."""
    return FileStat(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


class FileState(Struct, frozen=True, array_like=True):
    """Of a file when it was read."""

    stamp: FileStat
    digest: bytes
    """Its SHA-256."""
    settled: bool
    """It was read long after its last change."""


def read_file(file: Path) -> tuple[bytes, FileState]:
    """A file's bytes, and the state it is in. Raises OSError."""
    with file.open("rb") as opened:
        found = stat_of(os.fstat(opened.fileno()))
        data = opened.read()
    return data, FileState(found, hashlib.sha256(data).digest(), is_settled(found.changed))


def revalidate(before: FileState, found: FileStat | None, folder: Path, path: str) -> FileState | None:
    """The state of a file of which the file system says `found`; None where its bytes may be others. Raises OSError."""
    if before.stamp != found:
        return None
    if before.settled:
        return before
    _, state = read_file(folder / path)
    return state if state.digest == before.digest else None
