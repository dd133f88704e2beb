"""Expectations of one record: a page, texts that everybody may read, values that nobody may."""

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

from workflow.config.visibility import BODY_FIELD, Audience, VisibleText, open_audiences, visible_texts, was_public_once
from workflow.records.article import Article
from workflow.records.read import read_record, record_type
from workflow.records.request import Request
from workflow.site_audit.leaks import PrivateValues
from workflow.text.document import Document, all_strings
from workflow.text.markdown import text_blocks

T = TypeVar("T")
FOREVER = 1 << 62
"""An instant after all others."""
STATE_FIELDS = frozenset(
    ("request", "status", "category", "author", "news", "sop", "letter.sender", "letter.nature", "event.status")
)
"""Keys and states, which say nothing by themselves even where the record is not public."""


class RecordExpectations(Struct, frozen=True, array_like=True):
    """What a record asks for at an instant."""

    is_due: bool = False
    """An article whose page must be there."""
    is_withdrawn: bool = False
    author: str = ""
    """The key of a due article's author, whose name stands on its page."""
    texts: tuple[str, ...] = ()
    """What everybody may read of it."""
    secrets: dict[str, str] = {}
    """What nobody may, and which field it is."""
    since: int = 0
    until: int = FOREVER
    """The instants from which on and before which it asks for this, unless it is changed."""


def expectations_of(path: str, data: bytes, now: int) -> RecordExpectations:
    """What a record's bytes ask for at an instant; of one with flaws nothing is public."""
    version = read_record(record_type(path), path, data)
    if version is None:
        return RecordExpectations()
    if not version.is_whole:
        return _of_flawed(path, version.document)
    if isinstance(version.record, Request):
        return _of_request(path, version.record, version.document.body)
    return _of_article(path, version.record, version.document.body, now)


def _of_flawed(path: str, document: Document) -> RecordExpectations:
    """Of a record with flaws nothing is public, and all of it is looked for."""
    secrets = PrivateValues()
    for text in (*all_strings(document.header), document.body):
        secrets.add(text, path)
    return RecordExpectations(secrets=secrets.values())


def _of_request(path: str, request: Request, body: str) -> RecordExpectations:
    public, secrets = _split(path, request, body, 0)
    return RecordExpectations(texts=public, secrets=secrets)


def _of_article(path: str, article: Article, body: str, now: int) -> RecordExpectations:
    public, secrets = _split(path, article, body, now)
    is_due, is_withdrawn = article.is_public(now), was_public_once(article, now)
    since, until = _validity(article, now)
    return RecordExpectations(is_due, is_withdrawn, article.author, public, secrets, since, until)


def _validity(article: Article, now: int) -> tuple[int, int]:
    """The instants around one between which nothing opens and nothing is taken back."""
    withdrawal = article.withdrawal
    moments = (article.publish_at, withdrawal.at if withdrawal else None)
    changes = [int(at) for at in moments if at is not None]
    return max((at for at in changes if at <= now), default=0), min((at for at in changes if at > now), default=FOREVER)


def _split(path: str, record: Request | Article, body: str, now: int) -> tuple[tuple[str, ...], dict[str, str]]:
    """What everybody may read of a record, and what nobody may."""
    shown, all_texts = open_audiences(record, now), [*visible_texts(record, body)]
    secrets = PrivateValues()
    for text in all_texts:
        is_hidden = text.audience not in shown and text.field not in STATE_FIELDS
        if text.audience is Audience.OFFICE or is_hidden:
            secrets.add(text.value, f"{path} ({text.field})")
    public = tuple(form for text in all_texts if text.audience in shown for form in _as_read(text))
    return public, secrets.values()


def _as_read(text: VisibleText) -> Iterator[str]:
    """A text as it is written and, where it is Markdown, as readers get it: each block, and all of them in a row."""
    yield text.value
    if text.field == BODY_FIELD:
        read = [block.text for block in text_blocks(text.value)]
        yield from (*read, " ".join(read))
