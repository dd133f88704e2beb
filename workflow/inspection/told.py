"""What one record asks of the site: a page, texts that everybody may read, values that nobody may."""

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

from workflow.inspection.secrets import of_article, of_request
from workflow.records.article import Article, ArticleStatus
from workflow.records.request import Nature, Request
from workflow.rules.fields.path import REQUEST
from workflow.text.document import read_document
from workflow.text.shape import shape

T = TypeVar("T")
LAST = 1 << 62
"""An instant after all others."""


class Told(Struct, frozen=True, array_like=True):
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
    until: int = LAST
    """The instants from which on and before which it asks for this, unless it is changed."""


def tell(path: str, data: bytes, now: int) -> Told:
    """What a record's bytes ask for at an instant; nothing where they are no sound record."""
    document, findings = read_document(path, data)
    if document is None or findings:
        return Told()
    if REQUEST.fullmatch(path):
        request = _sound(Request, document.header, path)
        return _of_request(path, request, document.body) if request else Told()
    article = _sound(Article, document.header, path)
    return _of_article(path, article, document.body, now) if article else Told()


def _sound(kind: type[T], header: object, path: str) -> T | None:
    record, flaws = shape(kind, header, path)  # type: ignore[arg-type]
    return None if flaws else record


def _of_request(path: str, request: Request, body: str) -> Told:
    is_open = request.letter.nature is not Nature.CONFIDENTIAL
    texts = (request.letter.subject,) if is_open else ()
    return Told(texts=texts, secrets=of_request(path, request, body).values())


def _of_article(path: str, article: Article, body: str, now: int) -> Told:
    if article.is_public(now):
        texts = tuple(_public_texts(article, body))
        return Told(is_due=True, author=article.author, texts=texts, since=article.publish_at or 0)
    opens = article.publish_at if article.status is ArticleStatus.PUBLISHED else None
    return Told(
        is_withdrawn=article.status is ArticleStatus.WITHDRAWN,
        secrets=of_article(path, article, body).values(),
        until=LAST if opens is None else opens,
    )


def _public_texts(article: Article, body: str) -> Iterator[str]:
    image = article.image
    yield from (article.title, article.summary, *article.tags, *(act.note for act in article.public_acts), body)
    yield from (text or "" for text in ((image.alt, image.caption, image.credit) if image else ()))
