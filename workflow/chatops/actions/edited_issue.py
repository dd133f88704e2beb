"""A letter whose issue was changed after it was sent: entered as it is, and said; never as a third person left it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from workflow.chatops.event.trailers import EDITED_TRAILER
from workflow.forge.edit_history import Edit, issue_edits
from workflow.forge.event import Event, EventKind
from workflow.forge.rest_api import ForgeError, GitHub
from workflow.i18n.message import InstantValue, Message, WordList, say
from workflow.services.errors import RefusedError

MAX_EDITS_IN_COMMIT = 10
"""Changes that a commit names."""
UNKNOWN_EDITOR = "?"
"""Whoever GitHub does not name."""


class EditHistory(Struct, frozen=True):
    """What happened to a text between its sending and its entering."""

    edits: Sequence[Edit] = ()
    is_known: bool = True
    """Whether the forge said so."""

    def said(self, zone: str) -> Message | None:
        """What whoever enters the letter is told; None where nothing happened."""
        if not self.is_known:
            return say(
                "GitHub does not say whether the text was changed after it was sent. It was entered as it is now."
            )
        if not self.edits:
            return None
        last = max(self.edits, key=lambda one: one.edited_at)
        return say(
            "The text was changed after it was sent, last by {login} on {when}. It was entered as it is now.",
            login=_editor_login(last),
            when=InstantValue(int(last.edited_at.timestamp()), zone),
        )

    def trailers(self) -> Iterator[str]:
        """The same for the commit, a line for each of the last changes."""
        if not self.is_known:
            yield f"{EDITED_TRAILER}: {UNKNOWN_EDITOR}"
        for one in sorted(self.edits, key=lambda one: one.edited_at)[-MAX_EDITS_IN_COMMIT:]:
            yield f"{EDITED_TRAILER}: {one.edited_at.astimezone(dt.UTC).isoformat()} {_editor_login(one)}"


def issue_history(forge: GitHub, event: Event) -> EditHistory:
    """What happened to an issue's text before somebody had it entered. Raises RefusedError for a third person's change.

    A new issue comes as it was sent. Below it, the text is the present one; whoever changed it is either its sender or
    the one who vouches for it now.
    """
    if event.kind is EventKind.ISSUE:
        return EditHistory()
    try:
        found = issue_edits(forge, event.number)
    except ForgeError:
        return EditHistory(is_known=False)
    edits = [one for one in found if not _is_creation(one, event)]
    theirs = {event.account, event.opener} - {None}
    others = {_editor_login(one) for one in edits if _editor_account(one) not in theirs}
    if others:
        names = WordList(tuple(sorted(others)))
        raise RefusedError(
            say(
                "Nothing was entered: the text of this issue was changed by {names}, who neither sent the letter nor "
                "enters it now. Either {names} compares it with the letter and enters it, or a new issue is made.",
                names=names,
            )
        )
    return EditHistory(edits)


def _is_creation(one: Edit, event: Event) -> bool:
    """Whether a change is the first one, by which GitHub lists the making of the issue."""
    return event.opened is not None and one.edited_at <= event.opened and _editor_account(one) == event.opener


def _editor_account(one: Edit) -> int | None:
    return one.editor.database_id if one.editor else None


def _editor_login(one: Edit) -> str:
    return one.editor.login if one.editor else UNKNOWN_EDITOR
