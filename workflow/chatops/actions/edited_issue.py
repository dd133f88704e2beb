"""A letter whose issue was changed after it was sent: entered as it is, and said; never as a third person left it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from workflow.chatops.event.trailers import EDITED
from workflow.forge.edit_history import Edit, edits_of
from workflow.forge.event import Event, Kind
from workflow.forge.rest_api import ForgeError, GitHub
from workflow.i18n.message import Message, When, Words, say
from workflow.services.errors import RefusedError

SHOWN = 10
"""Changes that a commit names."""
NOBODY = "?"
"""Whoever GitHub does not name."""


class History(Struct, frozen=True):
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
            login=_login(last),
            when=When(int(last.edited_at.timestamp()), zone),
        )

    def trailers(self) -> Iterator[str]:
        """The same for the commit, a line for each of the last changes."""
        if not self.is_known:
            yield f"{EDITED}: {NOBODY}"
        for one in sorted(self.edits, key=lambda one: one.edited_at)[-SHOWN:]:
            yield f"{EDITED}: {one.edited_at.astimezone(dt.UTC).isoformat()} {_login(one)}"


def history_of(forge: GitHub, event: Event) -> History:
    """What happened to an issue's text before somebody had it entered. Raises RefusedError for a third person's change.

    A new issue comes as it was sent. Below it, the text is the present one; whoever changed it is either its sender or
    the one who vouches for it now.
    """
    if event.kind is Kind.ISSUE:
        return History()
    try:
        found = edits_of(forge, event.number)
    except ForgeError:
        return History(is_known=False)
    edits = [one for one in found if not _is_making(one, event)]
    theirs = {event.account, event.opener} - {None}
    others = {_login(one) for one in edits if _account(one) not in theirs}
    if others:
        names = Words(tuple(sorted(others)))
        raise RefusedError(
            say(
                "Nothing was entered: the text of this issue was changed by {names}, who neither sent the letter nor "
                "enters it now. Either {names} compares it with the letter and enters it, or a new issue is made.",
                names=names,
            )
        )
    return History(edits)


def _is_making(one: Edit, event: Event) -> bool:
    """Whether a change is the first one, by which GitHub lists the making of the issue."""
    return event.opened is not None and one.edited_at <= event.opened and _account(one) == event.opener


def _account(one: Edit) -> int | None:
    return one.editor.database_id if one.editor else None


def _login(one: Edit) -> str:
    return one.editor.login if one.editor else NOBODY
