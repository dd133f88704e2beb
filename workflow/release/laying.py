"""A copy of a finished site beside a former one. What did not change becomes another name of the same file."""

import os
import shutil
import stat
from pathlib import Path

from workflow.records.live import ADDRESS, Live, read_live

OTHERS_READ = 0o022
"""The umask: the web server, another user, must be able to read a site."""


def lay(site: Path, place: Path, former: Path | None) -> None:
    """Copy a site to a place that does not exist yet; links within the site are followed.

    Nothing is ever written into a file of the former copy, and the site's own files get no second name, so that it may
    be built anew where it lies. Raises OSError.
    """
    umask = os.umask(OTHERS_READ)
    try:
        copy = _Copy(site, place, former)
        copy.folder("")
        copy.mark()
    finally:
        os.umask(umask)


def read_mark(site: Path) -> Live | None:
    """What a site says of itself; None where it says nothing that can be read."""
    try:
        return read_live((site / ADDRESS).read_bytes())
    except OSError:
        return None


class _Copy:
    """A copy in the making. Names of files and folders are strings that begin with `/`."""

    def __init__(self, site: Path, place: Path, former: Path | None) -> None:
        self.site, self.place, self.former = str(site), str(place), str(former) if former else ""
        mine, theirs = read_mark(site), read_mark(former) if former else None
        self.agreed = _agreed(mine, theirs) if mine and theirs else set()
        """Files to which both marks give the same digest."""
        self.marked = (former / ADDRESS).stat().st_mtime_ns if former and theirs else 0
        """When the former copy was finished: what was changed afterwards is not what its mark says."""

    def folder(self, name: str) -> None:
        """Copy all that a folder holds, but not the mark."""
        os.mkdir(self.place + name)
        with os.scandir(self.site + name) as entries:
            for entry in entries:
                path = f"{name}/{entry.name}"
                if entry.is_dir():
                    self.folder(path)
                elif path != f"/{ADDRESS}" and not self.linked(path):
                    shutil.copyfile(entry.path, self.place + path)

    def mark(self) -> None:
        """Copy the mark, the last of all."""
        if os.path.exists(f"{self.site}/{ADDRESS}"):
            shutil.copyfile(f"{self.site}/{ADDRESS}", f"{self.place}/{ADDRESS}")

    def linked(self, path: str) -> bool:
        """Take the former file where it is the same and the disk can give it one more name."""
        try:
            if not self.former or not self._unchanged(path):
                return False
            os.link(self.former + path, self.place + path)
        except OSError:  # most often, there was no such file
            return False
        return True

    def _unchanged(self, path: str) -> bool:
        found = os.lstat(self.former + path)
        if found.st_mode != stat.S_IFREG | (0o666 & ~OTHERS_READ):
            return False
        if path in self.agreed and found.st_mtime_ns <= self.marked:
            return True
        mine, theirs = Path(self.site + path), Path(self.former + path)
        return found.st_size == mine.stat().st_size and mine.read_bytes() == theirs.read_bytes()


def _agreed(mine: Live, theirs: Live) -> set[str]:
    return {f"/{path}" for path, digest in mine.files.items() if theirs.files.get(path) == digest}
