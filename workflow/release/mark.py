"""What a site says of itself at `/.well-known/redaksi.json`, and what may take its place."""

import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from workflow.history.errors import GitError
from workflow.history.git import Repository
from workflow.language.dates import local
from workflow.language.message import Message, say
from workflow.text.leaves import instant

ADDRESS = ".well-known/redaksi.json"
SHORT = 12
"""Letters of a commit's name as people read it."""


class Mark(Struct, frozen=True):
    """Which state of the office a site shows."""

    version: Literal[1]
    commit: Annotated[str, Meta(pattern="^[0-9a-f]{40}$")]
    committed: int
    """When the commit was made, in seconds since the epoch."""
    now: str
    """The time that the site was built for (ISO 8601 with its offset)."""

    @property
    def at(self) -> int:
        """`now` in seconds since the epoch. Raises ValueError."""
        return int(instant(self.now))


def make_mark(repository: Repository, commit: str, now: int, zone: str) -> Mark:
    """The mark of a site. Raises GitError."""
    return Mark(1, commit, repository.committed(commit), local(now, zone).isoformat())


def write_mark(site: Path, mark: Mark) -> None:
    """Put the mark into a site."""
    file = site / ADDRESS
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(msgspec.json.encode(mark) + b"\n")


def read_mark(data: bytes) -> Mark | None:
    """The mark in some bytes; None where it is no mark."""
    try:
        mark = msgspec.json.decode(data, type=Mark)
        mark.at  # noqa: B018  # a time that is none makes it no mark
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return mark if re.fullmatch("[0-9a-f]{40}", mark.commit) else None


def obstacle(repository: Repository, commit: str, now: int, live: Mark) -> Message | None:
    """Why a commit may not take the place of what is live; None when it may."""
    if commit == live.commit:
        early = say("The live site was built for a later time ({now}); an embargo could close again.", now=live.now)
        return early if now < live.at else None
    names = {"live": live.commit[:SHORT], "commit": commit[:SHORT]}
    try:
        repository.resolve(live.commit)
        base = repository.merge_base(live.commit, commit)
    except GitError as error:
        return error.message
    if base == live.commit:
        return None
    if base == commit:
        return say("Commit {commit} is older than {live}, which is live.", **names)
    return say("Commit {commit} does not come after {live}, which is live: their histories parted.", **names)
