"""Who pushed each commit first, by a record of pushes that its author cannot write.

A commit says who made it, but its author may write anything. A forge, or a server's hook, knows whose account pushed
it. A commit's pusher is who made the first push after which a branch reached it, when nothing had reached it before.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from workflow.git.repository import Repository
from workflow.text.object_id import NULL_ID


class PushAccount(Struct, frozen=True):
    """Whose account pushed, in a forge's own record."""

    login: str
    number: int
    """The account's id, which stays the same when the login changes hands."""


class PusherName(Struct, frozen=True):
    """Who pushes, as a server or somebody at a terminal names them: a key, a login or an address."""

    name: str


Pusher = PushAccount | PusherName


class Push(Struct, frozen=True):
    """A ref that moved. NULL_ID stands for the commit of a ref that was, or then is, not there."""

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
    present = _present(repository, ordered)
    graph = _graph(repository, present, base)
    pushed: dict[str, PushedCommit] = {}
    pushers_of_lost: dict[str, set[Pusher | None]] = {}  # by ref: who pushed commits that are gone
    tips: dict[str, set[str]] = {}
    for push in ordered:
        lost, known = pushers_of_lost.setdefault(push.ref, set()), tips.setdefault(push.ref, {NULL_ID})
        if push.before not in present and push.before not in known:
            lost.add(None)  # the record begins too late to say what this branch held
        pushed |= dict.fromkeys(_new(graph, push.before, pushed), UNKNOWN_PUSH)
        if push.after not in present and push.after != NULL_ID:
            lost.add(push.pusher)
        by_this_push = PushedCommit(frozenset({push.pusher, *lost}), push.at)
        for commit in list(_new(graph, push.after, pushed)):
            pushed[commit] = UNKNOWN_PUSH if push.only_after and commit != push.after else by_this_push
        known.add(push.after)
    return pushed


def _present(repository: Repository, pushes: Iterable[Push]) -> frozenset[str]:
    """The commits before and after pushes that the repository has."""
    named = {commit for push in pushes for commit in (push.before, push.after)} - {NULL_ID}
    return frozenset(commit for commit in named if repository.identity(f"{commit}^{{commit}}") == commit)


def _graph(repository: Repository, tips: Iterable[str], base: str) -> dict[str, tuple[str, ...]]:
    """The commits that some tips reach and a base does not, with their parents."""
    revisions = "\n".join([*sorted(tips), *([f"^{base}"] if base else []), ""]).encode()
    listed = repository.run("rev-list", "--parents", "--stdin", data=revisions).decode("ascii")
    rows = (line.split() for line in listed.splitlines())
    return {row[0]: tuple(row[1:]) for row in rows}


def _new(graph: dict[str, tuple[str, ...]], tip: str, known: Mapping[str, PushedCommit]) -> Iterator[str]:
    """What a tip reaches and is not known yet. Of a known commit, all that it reaches is known too."""
    seen, waiting = set(), [tip]
    while waiting:
        commit = waiting.pop()
        if commit in graph and commit not in known and commit not in seen:
            seen.add(commit)
            waiting += graph[commit]
            yield commit
