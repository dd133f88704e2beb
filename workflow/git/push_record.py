"""Who brought a commit to the server first, by a record of pushes that its makers cannot write.

A commit says who made it, but that is its maker's word. A forge, or a server's hook, knows whose account pushed it. A
commit's pusher is who made the first push that brought it: it is reached from what the branch held after the push and
from nothing that was there before.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from workflow.git.log import NOTHING
from workflow.git.repository import Repository


class PushAccount(Struct, frozen=True):
    """Whose account pushed, in a forge's own record."""

    login: str
    number: int
    """The account's id, which stays the same when the login changes hands."""


class PusherName(Struct, frozen=True):
    """Who pushes, in the words of a server's login or of somebody at a desk: a key, a login or an address."""

    name: str


Pusher = PushAccount | PusherName


class Push(Struct, frozen=True):
    """A ref that moved. NOTHING stands for the commit of a ref that was, or then is, not there."""

    ref: str
    before: str
    after: str
    at: int
    """Seconds since the epoch, by the server's clock."""
    pusher: Pusher | None
    """None: the record does not say."""
    only_after: bool = False
    """Whether the rest came from elsewhere on the server: a merge by button, whose actor made the last commit only."""


class PushedCommit(Struct, frozen=True):
    """How a commit came to the server."""

    pushers: frozenset[Pusher | None]
    """Those who may have brought it first: more than one where objects of earlier pushes are gone."""
    at: int | None
    """When it was there at the latest; None where no push is known."""


CLOCK_DRIFT_SECONDS = 10 * 60
"""Seconds by which two computers' clocks may differ."""
UNKNOWN_PUSH = PushedCommit(frozenset({None}), None)


def first_pushes(repository: Repository, pushes: Iterable[Push], base: str = "") -> Mapping[str, PushedCommit]:
    """For each commit that a push brought and `base` does not have, how it came. Raises GitError.

    `pushes`: oldest first.
    """
    ordered = tuple(pushes)
    here = _present(repository, ordered)
    graph = _graph(repository, here, base)
    found: dict[str, PushedCommit] = {}
    lost: dict[str, set[Pusher | None]] = {}
    tips: dict[str, set[str]] = {}
    for push in ordered:
        gone, known = lost.setdefault(push.ref, set()), tips.setdefault(push.ref, {NOTHING})
        if push.before not in here and push.before not in known:
            gone.add(None)  # the record begins too late to say what this branch held
        found |= dict.fromkeys(_new(graph, push.before, found), UNKNOWN_PUSH)
        if push.after not in here and push.after != NOTHING:
            gone.add(push.pusher)
        brought = PushedCommit(frozenset({push.pusher, *gone}), push.at)
        for commit in list(_new(graph, push.after, found)):
            found[commit] = UNKNOWN_PUSH if push.only_after and commit != push.after else brought
        known.add(push.after)
    return found


def _present(repository: Repository, pushes: Iterable[Push]) -> frozenset[str]:
    """The commits before and after pushes that the repository has."""
    named = {commit for push in pushes for commit in (push.before, push.after)} - {NOTHING}
    return frozenset(commit for commit in named if repository.identity(f"{commit}^{{commit}}") == commit)


def _graph(repository: Repository, tips: Iterable[str], base: str) -> dict[str, tuple[str, ...]]:
    """The commits that some tips reach and a base does not, with their parents."""
    asked = "\n".join([*sorted(tips), *([f"^{base}"] if base else []), ""]).encode()
    listed = repository.run("rev-list", "--parents", "--stdin", data=asked).decode("ascii")
    rows = (line.split() for line in listed.splitlines())
    return {row[0]: tuple(row[1:]) for row in rows}


def _new(graph: dict[str, tuple[str, ...]], tip: str, known: Mapping[str, PushedCommit]) -> Iterator[str]:
    """What a tip reaches and is not known yet. Whatever is known has all that it reaches known."""
    seen, waiting = set(), [tip]
    while waiting:
        commit = waiting.pop()
        if commit in graph and commit not in known and commit not in seen:
            seen.add(commit)
            waiting += graph[commit]
            yield commit
