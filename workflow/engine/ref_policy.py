"""Which refs a server of the office has, what may be done to each, and how what comes in by it is judged.

One table; what it does not name is refused, so that no ref which Git gives a meaning of its own (`refs/replace/`,
`refs/notes/`, `refs/original/` ...) is ever taken in.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from workflow.config.file_names import fold_name, is_portable
from workflow.git.repository import Repository
from workflow.i18n.message import Message, say

NONE = "0" * 40
"""What Git says for a ref that is not there."""
HEADS, TAGS = "refs/heads/", "refs/tags/"
OUTBOX = "refs/redaksi/outbox"


class RefAction(StrEnum):
    """What a push does to a ref."""

    CREATE = "create"
    FORWARD = "forward"
    """Move it to a commit that has the old one among its ancestors."""
    REWIND = "rewind"
    """Move it anywhere else: what it held is lost."""
    DELETE = "delete"


class ContentCheck(StrEnum):
    """How what comes in is judged."""

    RULES = "rules"
    """Every commit of the own line by all rules of the one before it."""
    FILES = "files"
    """No file that could do harm in any commit; letters and articles may be unfinished."""
    LEDGER = "ledger"
    """Small files are only ever added, and by people of the office."""


class RefRule(Struct, frozen=True):
    """One row of the table."""

    pattern: str
    """The full name, or how it begins where it ends with a slash."""
    judgement: ContentCheck
    deeds: frozenset[RefAction]


APPEND_ONLY = frozenset({RefAction.CREATE, RefAction.FORWARD})
REF_RULES = (
    RefRule(HEADS, ContentCheck.FILES, APPEND_ONLY),
    RefRule(TAGS, ContentCheck.FILES, frozenset({RefAction.CREATE})),
    RefRule(OUTBOX, ContentCheck.LEDGER, APPEND_ONLY),
)
"""Beside the office's own branch, whose name the server says (its HEAD)."""


def rule_for(name: str, main: str) -> RefRule | None:
    """The row of a ref; None for one that the server does not take in. `main`: the office's branch, in full."""
    if name == main:
        return RefRule(main, ContentCheck.RULES, APPEND_ONLY)
    fits = (
        row for row in REF_RULES if name == row.pattern or (row.pattern[-1] == "/" and name.startswith(row.pattern))
    )
    return next(fits, None)


def action_of(repository: Repository, old: str, new: str) -> RefAction:
    """What a push does to a ref. Raises GitError where the commits cannot be compared."""
    if new == NONE:
        return RefAction.DELETE
    if old == NONE:
        return RefAction.CREATE
    ahead = repository.run("rev-list", "--max-count=1", "--end-of-options", old, f"^{new}")
    return RefAction.REWIND if ahead.strip() else RefAction.FORWARD


def push_objection(repository: Repository, name: str, old: str, new: str, main: str) -> Message | None:
    """Why a push may not do to a ref what it does; None where it may, and only what it brings is to be judged."""
    row = rule_for(name, main)
    if row is None:
        return say("This server takes in branches, tags and the office's outbox, and no other ref.")
    deed = action_of(repository, old, new)
    if deed not in row.deeds:
        return say("A branch only goes on: fetch it, add yours after it, and push again. Nothing is deleted or moved.")
    if deed is not RefAction.CREATE or row.pattern in (main, OUTBOX):
        return None
    return name_objection(name.removeprefix(row.pattern), row.pattern, _all_names(repository), main)


def name_objection(short: str, space: str, known: Iterable[str], main: str) -> Message | None:
    """Why a new branch or tag may not be called so. `space`: HEADS or TAGS; `known`: refs that are there, in full."""
    if not is_portable(short):
        return say("Not every computer can hold a branch or tag of this name.")
    first = fold_name(short).partition("/")[0]
    if first in ("refs", "heads", "tags", "remotes", "origin", "head", "@") or re.fullmatch(
        r"[0-9a-f]{40}(?:[0-9a-f]{24})?", fold_name(short)
    ):
        return say("Git would take this name for something else. Choose another one.")
    for other in (*known, main):
        name = other.removeprefix(HEADS).removeprefix(TAGS)
        if fold_name(name) == fold_name(short) and other != space + short:
            return say("There is a branch or tag {name} already, which this one would be taken for.", name=name)
    return None


def _all_names(repository: Repository) -> list[str]:
    listed = repository.run("for-each-ref", "--format=%(refname)", HEADS, TAGS)
    return listed.decode("utf-8", "surrogateescape").splitlines()
