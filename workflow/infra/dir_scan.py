"""Recursive directory scan: one quick pass that follows no link."""

import os
import stat

from msgspec import Struct, msgpack

from workflow.infra.file_state import FileStat, stat_of


class DirListing(Struct, frozen=True, array_like=True):
    """Everything in a folder and below it. Links are never followed."""

    folders: list[str]
    """Outermost first; the folder itself is ""."""
    files: dict[str, FileStat]
    """Regular files that have one name only."""
    others: list[bytes]
    """Whatever else there is, as the file system names it."""

    @property
    def packed(self) -> bytes:
        """The listing as bytes, which `decode_listing` reads."""
        return msgpack.encode(self)


def decode_listing(data: bytes) -> DirListing:
    """The listing that `DirListing.packed` wrote."""
    return msgpack.decode(data, type=DirListing)


def scan_folder(folder: str) -> DirListing:
    """List a folder and all below it; nothing where it does not exist. Raises OSError where it cannot be read."""
    listing = DirListing([], {}, [])
    if os.path.isdir(folder):  # noqa: PTH112
        _scan(folder, "", listing)
    return listing


def _scan(root: str, folder: str, listing: DirListing) -> None:
    listing.folders.append(folder)
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            is_plain = _is_text(entry.name)
            if is_plain and entry.is_dir(follow_symlinks=False):
                _scan(root, path, listing)
                continue
            status = entry.stat(follow_symlinks=False)
            if is_plain and stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
                listing.files[path] = stat_of(status)
            else:
                listing.others.append(os.fsencode(path))


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8, as those of all of the site's files are."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
