"""Releases of a site in a folder of this computer."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from workflow.release.copy_site import lay, read_mark, settle
from workflow.release.copy_state import recall, remember
from workflow.release.errors import not_ours, not_pruned, telling
from workflow.release.lock import held
from workflow.release.manifest import Live
from workflow.release.releases import NAME, Finished, NoReleaseError, doomed, next_name, spare


class Store:
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
            with telling(str(self.root)):
                if self._releases.is_symlink():  # another disk would not know the rename
                    raise not_ours(str(self._releases))
                if self._current.exists() and not self._current.is_symlink():
                    raise not_ours(str(self._current))
                self._releases.mkdir(parents=True, exist_ok=True)
                stack.enter_context(held(self.root / ".lock"))
            try:
                yield
            finally:
                with suppress(OSError):
                    self._clear()

    def names(self) -> list[str]:
        """Every release, the newest last."""
        with telling(str(self.root)):
            entries = list(self._releases.iterdir()) if self._releases.is_dir() else []
            found = [entry for entry in entries if entry.is_dir() and not entry.is_symlink()]
        return sorted(entry.name for entry in found if NAME.fullmatch(entry.name))

    def live(self) -> str:
        """The release that is served; "" while there is none."""
        with telling(str(self.root)):
            name = self._current.readlink().name if self._current.is_symlink() else ""
        return name if name in self.names() else ""

    def mark(self, name: str) -> Live | None:
        """What a release says of itself; None where it says nothing that can be read."""
        return read_mark(self._releases / name)

    def admit(self, site: Finished, keep: int) -> str:
        """Copy a site among the releases; what is as in the live one is linked to it.

        Where a release would be thrown away afterwards, it is made the new one: there, too, only what differs is new.
        """
        name, live, staged = next_name(self.names(), site.commit), self.live(), self._staging / "site"
        unneeded = spare(self, keep)
        with telling(str(self.root)):
            self._clear()
            self._staging.mkdir()
            if unneeded:
                (self._releases / unneeded).rename(staged)
            laid = lay(site, staged, self._releases / live if live else None, recall(self.root))
            staged.rename(self._releases / name)
            settle(str(self._releases))
        remember(self.root, laid)
        return name

    def switch(self, name: str) -> None:
        """Serve a release from now on. Raises NoReleaseError."""
        if name not in self.names():
            raise NoReleaseError
        link = self._staging / "current"
        with telling(str(self.root)):
            self._clear()
            self._staging.mkdir()
            link.symlink_to(f"releases/{name}")
            link.replace(self._current)
            settle(str(self.root))

    def prune(self, keep: int) -> None:
        """Throw away all but the newest releases and the live one."""
        try:
            self._staging.mkdir(exist_ok=True)
            for name in doomed(self, keep):
                (self._releases / name).rename(self._staging / name)  # half a release is never among them
            self._clear()
        except OSError as error:
            raise not_pruned(str(error)) from None

    def _clear(self) -> None:
        """Throw away what is unfinished."""
        if self._staging.is_dir() and not self._staging.is_symlink():
            shutil.rmtree(self._staging)
        else:
            self._staging.unlink(missing_ok=True)
