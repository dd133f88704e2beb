"""Releases of a site, wherever they are: the protocol, and which release comes next, before, or goes.

    PLACE/current -> releases/<number>-<commit>     what the web server serves
    PLACE/releases/                                 whole releases, the newest with the highest number
    PLACE/staging/                                  unfinished work; thrown away by the next run

Each change is one rename(2) of something that is already on the disk: killed at any moment, `current` leads
to a whole release, the old one or the new one.
"""

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from workflow.deploy.manifest import Manifest

RELEASE_NAME = re.compile(r"(\d{6})-[0-9a-f]{12}")
"""A release: a running number, so that no clock is trusted, and the commit it shows."""


class NoReleaseError(Exception):
    """There is no such release."""


class FinishedSite(Struct, frozen=True):
    """A site that was audited and may go live."""

    folder: Path
    commit: str
    """The one it shows."""
    digests: dict[str, str]
    """The SHA-256 of every file when it was audited, by path, but of neither the manifest nor its signature."""


class Releases(Protocol):
    """The releases at one place. What goes wrong there is a ReleaseTargetError."""

    def hold(self) -> AbstractContextManager[None]:
        """Nobody else changes the place meanwhile. Raises BusyError, ReleaseTargetError."""

    def names(self) -> list[str]:
        """Every release, the newest last."""

    def live(self) -> str:
        """The release that is served; "" while there is none."""

    def mark(self, name: str) -> Manifest | None:
        """The manifest of a release; None where there is none that can be read."""

    def admit(self, site: FinishedSite, keep: int) -> str:
        """Copy a site among the releases and give its name there. It is not live yet.

        A release that the next `prune(keep)` would throw away may be gone already.
        """

    def switch(self, name: str) -> None:
        """Serve a release from now on. Raises NoReleaseError."""

    def prune(self, keep: int) -> None:
        """Throw away all but the newest releases and the live one, and whatever is unfinished."""


def next_name(names: list[str], commit: str) -> str:
    """What the next release is called."""
    number = max((int(name[:6]) for name in names), default=0) + 1
    return f"{number:06}-{commit[:12]}"


def previous_release(releases: Releases) -> str:
    """The release before the live one. Raises NoReleaseError."""
    live = releases.live()
    older = [name for name in releases.names() if name < live]
    if not older:
        raise NoReleaseError
    return older[-1]


def reusable_release(releases: Releases, keep: int) -> str:
    """Of the releases that will be thrown away once another one is live, the newest; "" for none."""
    live, names = releases.live(), releases.names()
    return max((name for name in names[: max(0, len(names) + 1 - keep)] if name != live), default="")


def releases_to_prune(releases: Releases, keep: int) -> list[str]:
    """The releases that are neither among the newest nor live."""
    live = releases.live()
    return [name for name in releases.names()[:-keep] if name != live]
