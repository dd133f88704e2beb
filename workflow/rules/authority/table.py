"""The table of authority: for every field of a record, in every state, whose it is and what must come along.

What no row names is refused. Rows that refuse stand here only for their reason. Files outside content/ belong to the
owners that site_config/policy.yml names, by default to the head (see `code_owners.py`).

Source: SOP 418/2024, column Pelaksana; UU 43/2009 on archives; Pedoman Pemberitaan Media Siber.
"""

from enum import StrEnum
from typing import Any

from msgspec import Struct

from workflow.i18n.message import mark
from workflow.records.article import Article, ImportedArticle
from workflow.records.request import Request
from workflow.rules.authority.fields import ANSWERS, ATTACHED, BODY, FORM, PICTURE, REPORTS
from workflow.rules.authority.party import Party
from workflow.rules.authority.state import State


class Occasion(StrEnum):
    """What a change must bring along for a field to change."""

    ENTRY = "entry"
    DISPOSITION = "disposition"
    DRAFTING = "drafting"
    APPROVAL = "approval"
    RELEASE = "release"
    TAKING_BACK = "taking-back"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    REPUBLICATION = "republication"
    EMBARGO = "embargo"
    UPDATE = "update"
    EXPIRY = "expiry"


OCCASION_NAMES: dict[Occasion, str] = {
    Occasion.ENTRY: mark("a new entry under `steps:`"),
    Occasion.DISPOSITION: mark("a new entry of the step that disposes of the letter"),
    Occasion.DRAFTING: mark("a new entry of the step that writes the story"),
    Occasion.APPROVAL: mark("a new approval of the story as it then is"),
    Occasion.RELEASE: mark("a new entry of the step that publishes"),
    Occasion.TAKING_BACK: mark("the block `withdrawn:`"),
    Occasion.CORRECTION: mark("a new entry `act: correction` under `acts:`"),
    Occasion.WITHDRAWAL: mark("a new entry `act: withdrawal` under `acts:`"),
    Occasion.REPUBLICATION: mark("a new entry `act: republication` under `acts:`"),
    Occasion.EMBARGO: mark("a new entry `act: embargo` under `acts:`"),
    Occasion.UPDATE: mark("a new entry `act: update` under `acts:`"),
    Occasion.EXPIRY: mark("a new entry `act: expiry` under `acts:`"),
}


class Cell(Struct, frozen=True):
    """Whose a field is in one state."""

    who: Party
    along: tuple[Occasion, ...] = ()
    """One of these comes with it, in the same change; empty: nothing is asked for."""
    why: str = ""
    """The reason, where it is not plain."""


class Row(Struct, frozen=True):
    """Some fields that are alike in some states."""

    kind: type[Any]
    fields: tuple[str, ...]
    states: tuple[State, ...]
    cell: Cell


APPEND_ONLY = mark("Entries are only appended, each by the person it names.")
REPORTS_APPEND_ONLY = mark("Reports are only appended and answered.")
ANSWERED_BY_ANOTHER = mark("Whoever answers a reader may approve texts, and is not who wrote the story.")
HOLDS_APPEND_ONLY = mark("Holds are only appended and closed.")
NOT_IN_TABLE = Cell(Party.NOBODY, why=mark("No rule says that anybody may change this."))
FORMER_FIELD = Cell(Party.NOBODY, why=mark("This is the former way to write it; add an entry under `acts:` instead."))
FIXED_AT_REGISTRATION = Cell(Party.NOBODY, why=mark("It was fixed when the letter was registered."))
CLOSED_LETTER = Cell(Party.NOBODY, why=mark("The letter is closed."))

READER_FIELDS = (
    "title", "category", "tags", "summary", "author", "editor",
    "image.src", "image.alt", "image.caption", "image.credit", "attachments", "byline", PICTURE, ATTACHED, BODY,
    "fact_check.claim", "fact_check.claimed_by", "fact_check.appeared_in", "fact_check.verdict", "fact_check.sources",
    "event.starts", "event.ends", "event.day", "event.last_day", "event.place", "event.organiser", "event.status",
)  # fmt: skip
"""What a reader sees of a story, and an approval's seal covers."""
LETTER_FIELDS = ("letter.number", "letter.date", "letter.from", "letter.subject", "letter.scan")
REGISTRATION_FIELDS = ("id", "sop", "letter.received")
DISPOSITION = ("disposition.decision", "disposition.to", "disposition.instruction", "disposition.public_reason")
WITHDRAWAL_FIELDS = ("withdrawn.at", "withdrawn.by", "withdrawn.after", "withdrawn.reason")
UNPUBLISHED_STATES = (State.NEW, State.DRAFT, State.APPROVED)
TEXT_OCCASIONS = (Occasion.CORRECTION, Occasion.UPDATE)
"""What another text of a story that readers see must bring along."""
PUBLIC_STATES = (State.EMBARGOED, State.PUBLISHED, State.WITHDRAWN)
ARTICLE_STATES = (*UNPUBLISHED_STATES, *PUBLIC_STATES)
CLOSED_REQUEST_STATES = (State.FINISHED, State.TAKEN_BACK)
OPEN_REQUEST_STATES = (State.NEW, State.REGISTERED, State.OPEN)
REQUEST_STATES = (*OPEN_REQUEST_STATES, *CLOSED_REQUEST_STATES)

ROWS: tuple[Row, ...] = (
    Row(
        Article, (*READER_FIELDS, "request", "publish_at", "valid_until"), (State.NEW, State.DRAFT),
        Cell(Party.NEWSROOM),
    ),
    Row(
        Article, ("status",), UNPUBLISHED_STATES,
        Cell(Party.NEWSROOM, why=mark("It becomes public only by the step of the SOP that publishes.")),
    ),
    Row(Article, (*READER_FIELDS, "valid_until"), (State.APPROVED,), Cell(Party.NEWSROOM, (Occasion.APPROVAL,))),
    Row(Article, ("review_at",), ARTICLE_STATES, Cell(Party.NEWSROOM)),
    Row(Article, ("publish_at",), (State.APPROVED,), Cell(Party.NEWSROOM, (Occasion.APPROVAL, Occasion.RELEASE))),
    Row(
        Article, ("request",), (State.APPROVED, *PUBLIC_STATES),
        Cell(Party.NOBODY, why=mark("The letter's own entries vouch for this story.")),
    ),
    Row(Article, READER_FIELDS, (State.EMBARGOED, State.PUBLISHED), Cell(Party.NEWSROOM, TEXT_OCCASIONS)),
    Row(Article, READER_FIELDS, (State.WITHDRAWN,), Cell(Party.NEWSROOM, (Occasion.REPUBLICATION,))),
    Row(Article, ("publish_at",), (State.EMBARGOED,), Cell(Party.NEWSROOM, (Occasion.EMBARGO,))),
    Row(Article, ("valid_until",), (State.EMBARGOED, State.PUBLISHED), Cell(Party.NEWSROOM, (Occasion.EXPIRY,))),
    Row(
        Article, ("valid_until",), (State.WITHDRAWN,),
        Cell(Party.NOBODY, why=mark("Nobody can read it now. Show the story again first.")),
    ),
    Row(
        Article, (REPORTS, ANSWERS), UNPUBLISHED_STATES,
        Cell(Party.NOBODY, why=mark("Readers report mistakes of what they can read.")),
    ),
    Row(Article, (REPORTS,), PUBLIC_STATES, Cell(Party.NEWSROOM, why=REPORTS_APPEND_ONLY)),
    Row(Article, (ANSWERS,), PUBLIC_STATES, Cell(Party.EDITORS, why=ANSWERED_BY_ANOTHER)),
    Row(
        Article, ("publish_at",), (State.PUBLISHED, State.WITHDRAWN),
        Cell(Party.NOBODY, why=mark("Readers have seen it; a story is taken away by withdrawing it.")),
    ),
    Row(Article, ("status",), (State.EMBARGOED, State.PUBLISHED), Cell(Party.NEWSROOM, (Occasion.WITHDRAWAL,))),
    Row(Article, ("status",), (State.WITHDRAWN,), Cell(Party.NEWSROOM, (Occasion.REPUBLICATION,))),
    Row(
        Article, ("acts",), UNPUBLISHED_STATES,
        Cell(Party.NOBODY, why=mark("What the step that publishes puts out is what was approved.")),
    ),
    Row(Article, ("acts",), PUBLIC_STATES, Cell(Party.EDITORS, why=APPEND_ONLY)),
    Row(Article, ("corrections", "withdrawn.at", "withdrawn.by", "withdrawn.reason"), ARTICLE_STATES, FORMER_FIELD),
    Row(Article, (FORM,), ARTICLE_STATES, Cell(Party.NEWSROOM)),
    Row(
        ImportedArticle, (*READER_FIELDS, "origin", "source", "status", "publish_at", "valid_until", "review_at"),
        (State.NEW,),
        Cell(Party.HEAD, why=mark("Nobody approved it by the SOP; the head answers for what the former site said.")),
    ),
    Row(ImportedArticle, READER_FIELDS, (State.PUBLISHED,), Cell(Party.NEWSROOM, TEXT_OCCASIONS)),
    Row(ImportedArticle, ("valid_until",), (State.PUBLISHED,), Cell(Party.NEWSROOM, (Occasion.EXPIRY,))),
    Row(
        ImportedArticle, ("valid_until",), (State.WITHDRAWN,),
        Cell(Party.NOBODY, why=mark("Nobody can read it now. Show the story again first.")),
    ),
    Row(ImportedArticle, ("review_at",), (State.PUBLISHED, State.WITHDRAWN), Cell(Party.NEWSROOM)),
    Row(
        ImportedArticle, (REPORTS,), (State.PUBLISHED, State.WITHDRAWN),
        Cell(Party.NEWSROOM, why=REPORTS_APPEND_ONLY),
    ),
    Row(
        ImportedArticle, (ANSWERS,), (State.PUBLISHED, State.WITHDRAWN),
        Cell(Party.EDITORS, why=ANSWERED_BY_ANOTHER),
    ),
    Row(ImportedArticle, READER_FIELDS, (State.WITHDRAWN,), Cell(Party.NEWSROOM, (Occasion.REPUBLICATION,))),
    Row(ImportedArticle, ("status",), (State.PUBLISHED,), Cell(Party.NEWSROOM, (Occasion.WITHDRAWAL,))),
    Row(ImportedArticle, ("status",), (State.WITHDRAWN,), Cell(Party.NEWSROOM, (Occasion.REPUBLICATION,))),
    Row(ImportedArticle, ("acts",), (State.PUBLISHED, State.WITHDRAWN), Cell(Party.EDITORS, why=APPEND_ONLY)),
    Row(ImportedArticle, (FORM,), (State.PUBLISHED, State.WITHDRAWN), Cell(Party.NEWSROOM)),
    Row(
        ImportedArticle, ("origin", "source", "publish_at"), (State.PUBLISHED, State.WITHDRAWN),
        Cell(Party.NOBODY, why=mark("Where a story comes from does not change.")),
    ),
    Row(
        Request, (*REGISTRATION_FIELDS, *LETTER_FIELDS, "letter.nature", BODY), (State.NEW,),
        Cell(Party.REGISTRY, (Occasion.ENTRY,)),
    ),
    Row(Request, REGISTRATION_FIELDS, (State.REGISTERED, State.OPEN, *CLOSED_REQUEST_STATES), FIXED_AT_REGISTRATION),
    Row(Request, (*LETTER_FIELDS, BODY), (State.REGISTERED,), Cell(Party.REGISTRY)),
    Row(Request, (BODY,), (State.OPEN,), Cell(Party.REGISTRY)),
    Row(
        Request, LETTER_FIELDS, (State.OPEN,),
        Cell(Party.HEAD, why=mark("The head has disposed of the letter as it is.")),
    ),
    Row(
        Request, (*LETTER_FIELDS, BODY), CLOSED_REQUEST_STATES,
        Cell(Party.HEAD, why=mark("The letter is closed and its record is public; only the head mends it.")),
    ),
    Row(
        Request, ("letter.nature",), (State.REGISTERED, State.OPEN, *CLOSED_REQUEST_STATES),
        Cell(Party.HEAD, why=mark("It decides whether the public register shows the letter.")),
    ),
    Row(Request, DISPOSITION, OPEN_REQUEST_STATES, Cell(Party.DECIDERS, (Occasion.DISPOSITION,))),
    Row(Request, ("news",), OPEN_REQUEST_STATES, Cell(Party.NEWSROOM, (Occasion.DRAFTING,))),
    Row(Request, ("status",), OPEN_REQUEST_STATES, Cell(Party.STAFF, (Occasion.ENTRY, Occasion.TAKING_BACK))),
    Row(Request, ("steps",), REQUEST_STATES, Cell(Party.STAFF, why=APPEND_ONLY)),
    Row(Request, ("holds",), OPEN_REQUEST_STATES, Cell(Party.STAFF, why=HOLDS_APPEND_ONLY)),
    Row(Request, WITHDRAWAL_FIELDS, OPEN_REQUEST_STATES, Cell(Party.STAFF, why=mark("Once, by the person it names."))),
    Row(Request, (*DISPOSITION, "news", "status", "holds", *WITHDRAWAL_FIELDS), CLOSED_REQUEST_STATES, CLOSED_LETTER),
    Row(Request, (FORM,), REQUEST_STATES, Cell(Party.STAFF)),
)  # fmt: skip


def cell(kind: type[Any], field: str, state: State) -> Cell:
    """Whose a field of a kind of record is in a state; refused where no row says."""
    if state is State.UNREADABLE:
        return Cell(Party.HEAD)
    rows = (row.cell for row in ROWS if row.kind is kind and field in row.fields and state in row.states)
    return next(rows, NOT_IN_TABLE)
