"""GitHub's own record of what happened to branches: who pushed which commits, and when.

`GET /repos/{owner}/{repo}/activity`, as its OpenAPI description has it: the newest first, `actor` may be null.
"""

from collections.abc import Iterable
from itertools import chain

import msgspec
from msgspec import Struct

from workflow.forge.event import Commit, Identity, Moment

MAX_LIST_BYTES = 16 << 20
"""Bytes of a list that is still read."""
MERGE_TYPES = frozenset({"pr_merge", "merge_queue_merge"})
PUSH_TYPES = frozenset({"push", "force_push", "branch_creation", "branch_deletion"})


class Actor(Struct, frozen=True):
    """Whose account it was."""

    login: str
    id: Identity


class PushActivity(Struct, frozen=True):
    """What happened once to one ref; what is not needed is not read."""

    id: Identity
    before: Commit
    after: Commit
    ref: str
    timestamp: Moment
    activity_type: str
    actor: Actor | None
    """None: the account was deleted."""

    @property
    def is_merge(self) -> bool:
        """Whether a button merged what was on the server already."""
        return self.activity_type in MERGE_TYPES

    @property
    def is_known(self) -> bool:
        """Whether it is of a kind of which it is clear what its actor did."""
        return self.activity_type in MERGE_TYPES | PUSH_TYPES


def read_activity(data: bytes) -> list[PushActivity]:
    """The record in a JSON list, or in the list of pages that `gh api --paginate --slurp` makes.

    Raises ValueError for anything else.
    """
    if len(data) > MAX_LIST_BYTES:
        raise ValueError(len(data))
    try:
        found = msgspec.json.decode(data, type=list[PushActivity | list[PushActivity]])
    except RecursionError:
        raise ValueError(len(data)) from None
    pages = (one if isinstance(one, list) else [one] for one in found)
    return list(chain.from_iterable(pages))


def oldest_first(found: Iterable[PushActivity]) -> list[PushActivity]:
    """Activities of several lists, the oldest first; the same one may be in several."""
    return sorted(found, key=lambda one: (one.timestamp, one.id))
