"""Pull requests, as GitHub's REST API gives them."""

import datetime as dt
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Struct

from workflow.forge.event import Commit, Identity, Moment
from workflow.forge.github import ForgeError, GitHub
from workflow.language.message import say

T = TypeVar("T")
TAKEN = 422
"""GitHub's answer where such a pull request is open already."""


class _Repository(Struct, frozen=True):
    full_name: str


class Side(Struct, frozen=True):
    """One end of a pull request."""

    ref: str
    sha: Commit
    repo: _Repository | None = None
    """None: the repository was deleted."""


class Pull(Struct, frozen=True):
    """A pull request; what is not needed is not read."""

    number: Identity
    state: str
    head: Side
    base: Side
    html_url: str
    merged: bool = False
    merge_commit_sha: Commit | None = None


class _Activity(Struct, frozen=True):
    after: Commit
    timestamp: Moment


def pull(forge: GitHub, number: int) -> Pull:
    """A pull request by its number. Raises ForgeError."""
    return _read(forge.get(f"pulls/{number}"), Pull)


def open_pull(forge: GitHub, branch: str, base: str, title: str, body: str) -> Pull:
    """The open pull request of a branch: a new one, or the one that is there. Raises ForgeError."""
    try:
        return _read(forge.post("pulls", {"title": title, "head": branch, "base": base, "body": body}), Pull)
    except ForgeError as error:
        if error.status != TAKEN:
            raise
    found = open_pulls(forge, branch)
    if not found:
        raise ForgeError(say("GitHub opened no pull request for the branch {name}.", name=branch))
    return found[0]


def open_pulls(forge: GitHub, branch: str) -> list[Pull]:
    """The open pull requests of a branch. Raises ForgeError."""
    owner = forge.repository.partition("/")[0]
    return _read(forge.get(f"pulls?state=open&head={quote(owner)}:{quote(branch)}"), list[Pull])


def tip_at(forge: GitHub, branch: str, at: dt.datetime) -> str:
    """The commit that a branch had then, by GitHub's own record of pushes; "" where it does not say. Raises ForgeError.

    A commit's own dates are its maker's word; this record is not. A push in the same second counts as later.
    """
    found = _read(forge.get(f"activity?ref=refs/heads/{quote(branch)}&per_page=100"), list[_Activity])
    before = [one for one in found if one.timestamp < at.replace(microsecond=0)]
    return max(before, key=lambda one: one.timestamp).after if before else ""


def _read(data: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError:
        raise ForgeError(say("GitHub gave an answer that is not understood.")) from None
