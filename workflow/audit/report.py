"""What an audit of the whole history says: every entry with its witness, and everything that was rewritten."""

from enum import StrEnum

from msgspec import Struct

from workflow.config.policy import Level
from workflow.records.article import ActKind


class AuditedEntry(Struct, frozen=True):
    """One entry as it came to main. Instants are seconds since the epoch."""

    path: str
    request: str
    """The agenda number."""
    edition: str
    position: int
    """Its place in the list of steps, from 1."""
    step: int
    by: str
    result: str | None
    started: int | None
    finished: int
    """When the step was done, as the entry claims."""
    corrects: int | None
    late: bool
    """Whether the entry says itself that it was made later (susulan)."""
    level: Level
    """What the entry is worth by what Git alone witnesses, and on a server its record of pushes.

    Reviews, and GitHub's record of pushes, are kept by GitHub.
    """
    commit: str
    """The commit that first held the entry."""
    author: str
    """The name its author gave."""
    committed: int
    """When that commit was made, as it says."""
    received: int
    """When main took it in: the date of the commit of main's own line, never earlier than one before it.

    Where a server's record says that it got that commit later, that time.
    """
    lag: int
    """Working seconds from `finished` to `committed`, or to when the server got the commit where that is later."""


class AuditedAct(Struct, frozen=True):
    """One act on a published story as it came to main. Instants are seconds since the epoch."""

    path: str
    request: str
    """The agenda number of the story's letter."""
    position: int
    """Its place in the list of acts, from 1."""
    act: ActKind
    by: str
    at: int
    """When it was done, as the act claims."""
    note: str
    level: Level
    """What the act is worth by what Git alone witnesses."""
    commit: str
    author: str
    committed: int
    received: int


class AuditedImport(Struct, frozen=True):
    """A story of the former site as it came to main. Instants are seconds since the epoch."""

    path: str
    source: str
    by: str
    """Whose commit brought it, as far as Git witnesses; "" where it witnesses nobody."""
    level: Level
    """What that is worth by what Git alone witnesses."""
    is_of_head: bool
    """Whether the head's commit brought it, or took it in."""
    commit: str
    author: str
    committed: int
    received: int


class RewriteKind(StrEnum):
    """How the past was touched."""

    CHANGED = "changed"
    MOVED = "moved"
    DELETED = "deleted"
    FILE_DELETED = "file-deleted"
    UNREADABLE = "unreadable"
    TEXT_CHANGED = "text-changed"
    """What readers see of a story changed, and no act says so."""
    UNPUBLISHED = "unpublished"
    """A story that was public became a draft."""
    IMPORTED = "imported"
    """A story of the former site came in by no commit of the head's. An approval of its pull request, GitHub keeps."""


class Rewrite(Struct, frozen=True):
    """Something that stood on main and then did not stand there any more as it was."""

    path: str
    kind: RewriteKind
    position: int | None
    """The place of the entry, from 1; None where the whole file is meant."""
    commit: str
    """The commit of main's own line that did it."""
    author: str
    received: int


class Audit(Struct, frozen=True):
    """The whole history of a branch, oldest first."""

    head: str
    commits: int
    entries: tuple[AuditedEntry, ...]
    rewrites: tuple[Rewrite, ...]
    acts: tuple[AuditedAct, ...] = ()
    imports: tuple[AuditedImport, ...] = ()
