"""What lies in a folder: one quick look that follows no link."""

import os
import stat

from msgspec import Struct, msgpack

from workflow.infra.file_state import FileStat, stat_of


class DirListing(Struct, frozen=True, array_like=True):
    """What lies in a folder. Links are never followed."""

    folders: list[str]
    """Outermost first; the folder itself is ""."""
    files: dict[str, FileStat]
    """Regular files that have one name only."""
    others: list[bytes]
    """Whatever else there is, as the file system names it."""

    @property
    def packed(self) -> bytes:
        """All of it as bytes, which `decode_listing` reads."""
        return msgpack.encode(self)


def decode_listing(data: bytes) -> DirListing:
    """What was packed."""
    return msgpack.decode(data, type=DirListing)


def scan_folder(folder: str) -> DirListing:
    """Look through a folder; nothing lies in one that is not there. Raises OSError where it cannot be looked into."""
    found = DirListing([], {}, [])
    if os.path.isdir(folder):  # noqa: PTH112
        _look(folder, "", found)
    return found


def _look(root: str, folder: str, found: DirListing) -> None:
    found.folders.append(folder)
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            is_plain = _is_text(entry.name)
            if is_plain and entry.is_dir(follow_symlinks=False):
                _look(root, path, found)
                continue
            about = entry.stat(follow_symlinks=False)
            if is_plain and stat.S_ISREG(about.st_mode) and about.st_nlink == 1:
                found.files[path] = stat_of(about)
            else:
                found.others.append(os.fsencode(path))


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8, as all of the site's are."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
