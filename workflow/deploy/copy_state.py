"""A cache of what was copied to a place, so that the next time nothing need be read: in the user's cache folder.

Neither a file's name nor its mtime proves what it holds, but its ctime does, which the system sets and no program can
choose. What is lost is found out again.
"""

from pathlib import Path

from msgspec import Struct

from workflow.infra import disk_cache
from workflow.infra.file_state import FileStat

CACHE_KIND = "laid"


class CopyState(Struct, frozen=True, array_like=True):
    """A file that was copied."""

    stamp: FileStat
    digest: str
    """Its SHA-256, in hexadecimal digits."""


def read_copy_states(place: Path) -> dict[str, CopyState]:
    """The files that were copied last to a place, by their paths within the site."""
    return (
        disk_cache.read(
            disk_cache.cache_file(place, CACHE_KIND), disk_cache.cache_key(CACHE_KIND), dict[str, CopyState]
        )
        or {}
    )


def write_copy_states(place: Path, copied: dict[str, CopyState]) -> None:
    """Keep what was copied for the next time. What cannot be kept is no error."""
    disk_cache.write(disk_cache.cache_file(place, CACHE_KIND), disk_cache.cache_key(CACHE_KIND), copied)
