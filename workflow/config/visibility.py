"""Visibility: one table says who may see each field of a record, and it alone answers "is this public?".

Pages, register, feeds, search and the inspection ask here. What the table does not name is for the office alone.
Source: UU 14/2008 (public information and its exceptions); Pedoman Pemberitaan Media Siber (what stays of a withdrawn
story); docs/decisions/0017-table-of-publicity.md.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from workflow.config.office import Person, Role, SigningKey
from workflow.records.article import Act, Article, ArticleStatus, Attachment, Correction, Image, ImportedArticle
from workflow.records.event import Event
from workflow.records.fact_check import FactCheck
from workflow.records.mistake_report import MistakeReport
from workflow.records.request import (
    Delay,
    Disposition,
    Entry,
    Hold,
    Letter,
    LetterWithdrawal,
    Nature,
    Notice,
    Request,
    Withdrawal,
)

S = TypeVar("S", bound=Struct)
BODY_FIELD = "body"
"""The text below a record's header."""
PLACEHOLDER = "x"
"""Stands where a text of the office was that must be there; it is one of every kind."""


class Audience(StrEnum):
    """Who may see a field."""

    OPEN = "open"
    """Everybody, while the story can be read."""
    READ = "read"
    """Everybody since the story was first open; it stays when the story is withdrawn."""
    LISTED = "listed"
    """Everybody, as the letter stands in the public register."""
    OFFICE = "office"
    """Nobody outside the office."""


_STORY = dict.fromkeys(("summary", "author", "tags", BODY_FIELD), Audience.OPEN)
_TRACE = dict.fromkeys(("title", "request", "status", "publish_at", "valid_until", "category"), Audience.READ)
FIELD_AUDIENCES: dict[type[Struct], dict[str, Audience]] = {
    Article: {**_STORY, **_TRACE, **dict.fromkeys(("editor", "review_at"), Audience.OFFICE)},
    ImportedArticle: {
        **_STORY,
        **_TRACE,
        **dict.fromkeys(("origin", "source"), Audience.READ),
        "byline": Audience.OPEN,
        **dict.fromkeys(("editor", "review_at"), Audience.OFFICE),
    },
    Image: dict.fromkeys(("src", "alt", "caption", "credit"), Audience.OPEN),
    Attachment: dict.fromkeys(("file", "title", "number"), Audience.OPEN),
    Event: {
        **dict.fromkeys(
            ("starts", "ends", "day", "last_day", "status"), Audience.READ
        ),  # so that calendars can strike it out
        **dict.fromkeys(("place", "organiser"), Audience.OPEN),
    },
    Correction: {"at": Audience.READ, "note": Audience.READ, "content": Audience.OFFICE},
    Withdrawal: {"at": Audience.READ, "by": Audience.OFFICE, "reason": Audience.READ},
    Act: {
        **dict.fromkeys(("act", "at", "note", "moved_from", "moved_to"), Audience.READ),
        **dict.fromkeys(("respondent", "capacity", "received"), Audience.READ),
        **dict.fromkeys(("by", "content"), Audience.OFFICE),
    },
    FactCheck: dict.fromkeys(("claim", "claimed_by", "appeared_in", "verdict", "sources"), Audience.OPEN),
    MistakeReport: {
        **dict.fromkeys(("received", "summary", "answered", "outcome", "correction", "reason"), Audience.READ),
        **dict.fromkeys(("by", "answered_by"), Audience.OFFICE),
    },
    Request: {**dict.fromkeys(("id", "sop", "status", "news"), Audience.LISTED), BODY_FIELD: Audience.OFFICE},
    Letter: {
        **dict.fromkeys(("received", "sender", "subject", "nature"), Audience.LISTED),
        **dict.fromkeys(("number", "date", "scan"), Audience.OFFICE),
    },
    Disposition: {
        **dict.fromkeys(("decision", "public_reason"), Audience.LISTED),
        **dict.fromkeys(("to", "instruction"), Audience.OFFICE),
    },
    Entry: {
        **dict.fromkeys(("step", "finished", "result", "corrects"), Audience.LISTED),
        **dict.fromkeys(
            ("by", "started", "note", "content", "outlets", "report", "late", "signature"), Audience.OFFICE
        ),
    },
    Notice: dict.fromkeys(("channel", "note"), Audience.OFFICE),
    Delay: {"reason": Audience.LISTED, **dict.fromkeys(("acknowledged_by", "note"), Audience.OFFICE)},
    Hold: {"start": Audience.LISTED, "until": Audience.LISTED, "reason": Audience.OFFICE},
    LetterWithdrawal: {
        **dict.fromkeys(("at", "after"), Audience.LISTED),
        **dict.fromkeys(("by", "reason"), Audience.OFFICE),
    },
    # a name is public as that of a public story's author, which is the story's text then
    Person: dict.fromkeys(("name", "rank", "github", "emails"), Audience.OFFICE),
    Role: dict.fromkeys(("role", "start", "until", "acting", "decree"), Audience.OFFICE),
    SigningKey: dict.fromkeys(("key", "start", "until", "revoked"), Audience.OFFICE),
}
"""By type and field; a field that holds other records of the table is as public as what is in them."""


class VisibleText(Struct, frozen=True):
    """A text in a field, and who may see it."""

    field: str
    value: str
    audience: Audience


def audience_of(kind: type[Struct], field: str) -> Audience:
    """Who may see a field of a kind of record."""
    return FIELD_AUDIENCES.get(kind, {}).get(field, Audience.OFFICE)


def is_listed(nature: Nature) -> bool:
    """Whether the register shows a letter of this nature."""
    return nature is not Nature.CONFIDENTIAL


def was_public_once(article: Article, now: int) -> bool:
    """Whether a withdrawn article had been public: one withdrawn before its embargo ended never was."""
    withdrawal, opened = article.withdrawal, article.publish_at
    if article.status is not ArticleStatus.WITHDRAWN or withdrawal is None or opened is None:
        return False
    return opened <= withdrawal.at <= now


def open_audiences(record: Article | Request, now: int) -> frozenset[Audience]:
    """Which fields of a record everybody may see at an instant. One that contradicts itself is as closed as it says."""
    if isinstance(record, Request):
        return frozenset([Audience.LISTED] if is_listed(record.letter.nature) else [])
    if record.is_public(now) and not record.is_taken_back:
        return frozenset([Audience.OPEN, Audience.READ])
    return frozenset([Audience.READ] if was_public_once(record, now) else [])


def visible_texts(record: Struct, body: str = "") -> Iterator[VisibleText]:
    """Every text of a record, with its own below the header."""
    kind = type(record)
    for field in kind.__struct_fields__:
        yield from _texts(getattr(record, field), field, audience_of(kind, field))
    if body:
        yield VisibleText(BODY_FIELD, body, audience_of(kind, BODY_FIELD))


def _texts(value: Any, field: str, audience: Audience) -> Iterator[VisibleText]:
    if isinstance(value, Struct):
        yield from (VisibleText(f"{field}.{one.field}", one.value, one.audience) for one in visible_texts(value))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, field, audience)
    elif isinstance(value, str):
        yield VisibleText(field, str(value), audience)


def without_office_texts(record: S) -> S:
    """A record without the office's own texts, so that page models have none to show.

    What may be missing is; where a text must be there stands one that says nothing. Numbers, instants and closed
    vocabularies stay: metrics are computed from them.
    """
    kind = type(record)
    optional = _may_be_missing(kind)
    return replace(
        record,
        **{
            name: _without(getattr(record, name), audience_of(kind, name), None if name in optional else PLACEHOLDER)
            for name in kind.__struct_fields__
        },
    )


@cache
def _may_be_missing(kind: type[Struct]) -> frozenset[str]:
    return frozenset(one.name for one in fields(kind) if one.default is None)


def _without(value: Any, audience: Audience, instead: str | None) -> Any:
    if isinstance(value, Struct):
        return without_office_texts(value)
    if isinstance(value, tuple):
        items = (_without(item, audience, None) for item in value)
        return tuple(item for item in items if item is not None)
    if isinstance(value, str) and not isinstance(value, StrEnum) and audience is Audience.OFFICE:
        return instead
    return value
