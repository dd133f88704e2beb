"""A request: one letter, its disposition, and the steps taken with it."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from workflow.i18n.message import mark
from workflow.records.key_types import (
    AgencyKey,
    EditionKey,
    OutletKey,
    PersonKey,
    ReasonKey,
    ResultKey,
    RoleKey,
    StatusKey,
)
from workflow.sop.edition import Need, Result
from workflow.text.field_types import Digest, Instant, Line, Number, Prose, Seal, Signature

AgendaNumber = Annotated[
    str,
    Meta(
        pattern=r"^20\d\d-\d{4}$(?!\n)",
        description=mark("an agenda number: the year and four digits"),
        examples=["2024-0107"],
    ),
]
NewsKey = Annotated[
    str,
    Meta(
        pattern=r"^20\d\d/[a-z0-9]+(-[a-z0-9]+)*$(?!\n)",
        max_length=120,
        description=mark("an article: its year and its file name without `.md`"),
        examples=["2024/pekan-imunisasi"],
    ),
]


BOUNDED_LIST = Meta(max_length=100, description=mark("a list of at most 100 entries"), examples=["[]"])
"""Far above what an office needs, and low enough that no file can be made slow to judge."""


class Nature(StrEnum):
    """The nature written on the letter (sifat surat)."""

    ORDINARY = "biasa"
    URGENT = "segera"
    VERY_URGENT = "sangat-segera"
    CONFIDENTIAL = "rahasia"


class Channel(StrEnum):
    """How the sender was told (SOP step 7)."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in-person"


class Letter(Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """The letter that asks for publication. The SOP's clock starts when it is received."""

    number: Line
    date: dt.date
    received: Instant
    sender: AgencyKey
    subject: Line
    nature: Nature
    scan: Digest | None = None
    """The fingerprint of the scanned letter, which lies in the private store and never in Git."""


class Disposition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lembar disposisi: what the head of the office decided. `decision` is a result of that step."""

    decision: ResultKey
    to: RoleKey | None = None
    instruction: Prose
    """For the office alone."""
    public_reason: Prose | None = None
    """Why the office does not publish, in words that the sender gets and anybody may read; older letters have none."""


class Notice(Struct, frozen=True, forbid_unknown_fields=True):
    """That the sender was told, never with the address it went to."""

    channel: Channel
    note: Prose | None = None


class Delay(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a norm was overrun, and who took note of it."""

    reason: ReasonKey
    acknowledged_by: PersonKey
    note: Prose | None = None


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step that was done. Entries are only ever appended."""

    step: Number
    by: PersonKey
    started: Instant | None = None
    finished: Instant
    result: ResultKey | None = None
    note: Prose | None = None
    content: Seal | None = None
    outlets: Annotated[tuple[OutletKey, ...], BOUNDED_LIST] = ()
    notice: Notice | None = None
    report: Line | None = None
    delay: Delay | None = None
    corrects: Number | None = None
    """The place in the list, from 1, of an earlier entry that this one replaces; a mistake is never overwritten."""
    late: Prose | None = None
    """Why the entry was made well after the step was done (susulan)."""
    signature: Signature | None = None
    """The person's SSH signature over this entry, which outlives a squash; `redaksi sign` makes it."""


class Hold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """Time in which the clock stands still because the sender owes the office something."""

    start: Instant
    until: Instant | None = None
    """None while the hold is open."""
    reason: Prose


class Withdrawal(Struct, frozen=True, forbid_unknown_fields=True):
    """That a request or an article was taken back, by whom and why."""

    at: Instant
    by: Line
    reason: Prose


class LetterWithdrawal(Struct, frozen=True, forbid_unknown_fields=True):
    """That the sender took a letter back, after which step, and why; `by` is who entered it."""

    at: Instant
    by: Line
    after: Number
    """The step that was done last; so none can be struck out unseen."""
    reason: Prose


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The header of content/requests/<year>/<number>.md."""

    id: AgendaNumber
    sop: EditionKey
    status: StatusKey
    letter: Letter
    disposition: Disposition | None = None
    news: NewsKey | None = None
    steps: Annotated[tuple[Entry, ...], BOUNDED_LIST]
    holds: Annotated[tuple[Hold, ...], BOUNDED_LIST] = ()
    withdrawn: LetterWithdrawal | None = None

    def result_of(self, index: int, *, decides: bool) -> str:
        """The result key of an entry; "" when none is written.

        The latest entry of the deciding step takes the disposition's decision for its result.
        """
        entry = self.steps[index]
        if entry.result or not decides or self.disposition is None:
            return entry.result or ""
        order = self.standing()
        latest = all(self.steps[later].step != entry.step for later in order[order.index(index) + 1 :])
        return self.disposition.decision if latest else ""

    def standing(self) -> tuple[int, ...]:
        """The indexes of the entries that count, in the procedure's order.

        An entry that corrects another one takes its place; one that corrects nothing that stands does not count.
        """
        order: list[int] = []
        for index, entry in enumerate(self.steps):
            if entry.corrects is None:
                order.append(index)
            elif entry.corrects - 1 in order and self.steps[entry.corrects - 1].step == entry.step:
                order[order.index(entry.corrects - 1)] = index
        return tuple(order)


NEED_VALUES: dict[Need, Callable[[Request, Entry], object]] = {
    Need.DISPOSITION: lambda request, _: request.disposition,
    Need.NEWS: lambda request, _: request.news,
    Need.CONTENT: lambda _, entry: entry.content,
    Need.NOTE: lambda _, entry: entry.note,
    Need.OUTLETS: lambda _, entry: entry.outlets,
    Need.NOTICE: lambda _, entry: entry.notice,
    Need.REPORT: lambda _, entry: entry.report,
}
"""Where what a result needs is held."""


def missing_needs(request: Request, entry: Entry, result: Result) -> list[Need]:
    """What a result needs and the entry (or the request) does not hold."""
    return [need for need in result.needs if not NEED_VALUES[need](request, entry)]
