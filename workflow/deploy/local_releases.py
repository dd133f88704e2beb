"""Releases of a site in a local folder."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from workflow.deploy.copy_site import fsync, read_manifest, write_copy
from workflow.deploy.copy_state import read_copy_states, write_copy_states
from workflow.deploy.errors import foreign_entry, pruning_failed, system_errors_told
from workflow.deploy.lock import exclusive_lock
from workflow.deploy.manifest import Manifest
from workflow.deploy.releases import (
    RELEASE_NAME,
    FinishedSite,
    NoReleaseError,
    next_name,
    releases_to_prune,
    reusable_release,
)


class LocalReleases:
    """The releases below one folder, as `Releases` says it."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._staging = self.root / "staging"
        self._releases = self.root / "releases"
        self._current = self.root / "current"

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep others out; the system lets them in when the process ends, however it ends."""
        with ExitStack() as stack:
            with system_errors_told(str(self.root)):
                if self._releases.is_symlink():  # another disk would not know the rename
                    raise foreign_entry(str(self._releases))
                if self._current.exists() and not self._current.is_symlink():
                    raise foreign_entry(str(self._current))
                self._releases.mkdir(parents=True, exist_ok=True)
                stack.enter_context(exclusive_lock(self.root / ".lock"))
            try:
                yield
            finally:
                with suppress(OSError):
                    self._clear()

    def names(self) -> list[str]:
        """Every release, the newest last."""
        with system_errors_told(str(self.root)):
            entries = list(self._releases.iterdir()) if self._releases.is_dir() else []
            folders = [entry for entry in entries if entry.is_dir() and not entry.is_symlink()]
        return sorted(entry.name for entry in folders if RELEASE_NAME.fullmatch(entry.name))

    def live(self) -> str:
        """The release that is served; "" while there is none."""
        with system_errors_told(str(self.root)):
            name = self._current.readlink().name if self._current.is_symlink() else ""
        return name if name in self.names() else ""

    def mark(self, name: str) -> Manifest | None:
        """The manifest of a release; None where there is none that can be read."""
        return read_manifest(self._releases / name)

    def admit(self, site: FinishedSite, keep: int) -> str:
        """Copy a site among the releases; what is as in the live one is hard-linked.

        Where a release would be thrown away afterwards, its folder is reused: there, too, only what differs is new.
        """
        name, live, staged = next_name(self.names(), site.commit), self.live(), self._staging / "site"
        reusable = reusable_release(self, keep)
        with system_errors_told(str(self.root)):
            self._clear()
            self._staging.mkdir()
            if reusable:
                (self._releases / reusable).rename(staged)
            copied = write_copy(site, staged, self._releases / live if live else None, read_copy_states(self.root))
            staged.rename(self._releases / name)
            fsync(str(self._releases))
        write_copy_states(self.root, copied)
        return name

    def switch(self, name: str) -> None:
        """Serve a release from now on. Raises NoReleaseError."""
        if name not in self.names():
            raise NoReleaseError
        link = self._staging / "current"
        with system_errors_told(str(self.root)):
            self._clear()
            self._staging.mkdir()
            link.symlink_to(f"releases/{name}")
            link.replace(self._current)
            fsync(str(self.root))

    def prune(self, keep: int) -> None:
        """Throw away all but the newest releases and the live one."""
        try:
            self._staging.mkdir(exist_ok=True)
            for name in releases_to_prune(self, keep):
                (self._releases / name).rename(self._staging / name)  # half a release is never among them
            self._clear()
        except OSError as error:
            raise pruning_failed(str(error)) from None

    def _clear(self) -> None:
        """Throw away what is unfinished."""
        if self._staging.is_dir() and not self._staging.is_symlink():
            shutil.rmtree(self._staging)
        else:
            self._staging.unlink(missing_ok=True)
