"""Releases of a site in a folder, one of which is live.

    DIR/current -> releases/<number>-<commit>     what the web server serves
    DIR/releases/                                 whole releases, the newest with the highest number
    DIR/staging/                                  unfinished work; thrown away by the next run

Each change is one rename(2) of something that is already on the disk: killed at any moment, `current` leads
to a whole release, the old one or the new one.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.release.lock import held

NAME = re.compile(r"(\d{6})-[0-9a-f]{12}")
"""A release: a running number, so that no clock is trusted, and the commit it shows."""


class NoReleaseError(Exception):
    """There is no such release."""


class Store:
    """The releases below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.staging = self.root / "staging"
        self._releases = self.root / "releases"
        self._current = self.root / "current"

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Nobody else changes the folder meanwhile; the system lets go when the process ends. Raises BusyError."""
        self._releases.mkdir(parents=True, exist_ok=True)
        with held(self.root / ".lock"):
            yield

    def names(self) -> list[str]:
        """Every release, the newest last."""
        found = self._releases.iterdir() if self._releases.is_dir() else ()
        return sorted(entry.name for entry in found if NAME.fullmatch(entry.name) and not entry.is_symlink())

    def live(self) -> str:
        """The release that is served; "" while there is none."""
        if not self._current.is_symlink():
            return ""
        name = self._current.readlink().name
        return name if name in self.names() else ""

    def folder(self, name: str) -> Path:
        """Where a release lies."""
        return self._releases / name

    def fresh(self) -> Path:
        """Where the next release is to be built; what an earlier run left behind is gone.

        The place is new each time: a builder whose parent was killed may still be writing into the last one.
        """
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(dir=self.staging)) / "site"

    def admit(self, site: Path, commit: str) -> str:
        """Take a finished site, built at `fresh()`, among the releases. It is not live yet."""
        os.sync()  # thousands of files: one call for all, before any name points at them
        number = max((int(name[:6]) for name in self.names()), default=0) + 1
        name = f"{number:06}-{commit[:12]}"
        site.rename(self._releases / name)
        _settle(self._releases)
        return name

    def switch(self, name: str) -> None:
        """Serve a release from now on. Raises NoReleaseError."""
        if name not in self.names():
            raise NoReleaseError
        link = self.staging / "current"
        self.staging.mkdir(exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(f"releases/{name}")
        link.replace(self._current)
        _settle(self.root)

    def former(self) -> str:
        """The release before the live one. Raises NoReleaseError."""
        older = [name for name in self.names() if name < self.live()]
        if not older:
            raise NoReleaseError
        return older[-1]

    def prune(self, keep: int) -> None:
        """Throw away all but the newest releases and the live one."""
        live = self.live()
        for name in self.names()[:-keep]:
            if name != live:
                doomed = self.staging / name
                (self._releases / name).rename(doomed)  # half a release is never among them
                shutil.rmtree(doomed, ignore_errors=True)
        shutil.rmtree(self.staging, ignore_errors=True)


def _settle(folder: Path) -> None:
    """What was renamed in a folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
