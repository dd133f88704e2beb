"""An article: one piece of news, and the fingerprint of its text."""

import hashlib
import unicodedata
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Annotated

from msgspec import Meta, Struct

from workflow.language.message import mark
from workflow.records.keys import CategoryKey, PersonKey
from workflow.records.request import BOUNDED, AgendaNumber, Withdrawal
from workflow.text.leaves import Digest, Instant, Line, Prose, Tag


class ArticleStatus(StrEnum):
    """An article's own state; correcting a live article does not unpublish it."""

    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"
    """On the site, or under embargo while `publish_at` lies ahead."""
    WITHDRAWN = "withdrawn"

    @property
    def was_public(self) -> bool:
        """Whether readers have (or may have) seen it, so that its text must not change silently."""
        return self in (ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN)


ImageName = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*\.(jpg|jpeg|png|webp)$(?!\n)",
        max_length=120,
        description=mark("the name of a picture file (jpg, png, webp) beside the article, in lower case"),
        examples=["pekan-imunisasi.jpg"],
    ),
]


class Image(Struct, frozen=True, forbid_unknown_fields=True):
    """The picture of an article, with the texts that go with it."""

    src: ImageName
    alt: Line | None = None
    caption: Line | None = None
    credit: Line | None = None


class Correction(Struct, frozen=True, forbid_unknown_fields=True):
    """A change to a published text, shown on the page (ralat)."""

    at: Instant
    note: Prose
    content: Digest | None = None
    """The fingerprint of the corrected text, so that a later silent change is seen."""


class Article(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The header of content/news/<year>/<slug>.md."""

    title: Line
    request: AgendaNumber
    status: ArticleStatus
    publish_at: Instant | None = None
    category: CategoryKey
    tags: Annotated[tuple[Tag, ...], BOUNDED] = ()
    summary: Line
    author: PersonKey
    editor: PersonKey | None = None
    image: Image | None = None
    corrections: Annotated[tuple[Correction, ...], BOUNDED] = ()
    withdrawn: Withdrawal | None = None

    def is_public(self, now: int) -> bool:
        """Whether readers may see the text now: published, and its embargo over."""
        due = self.publish_at is not None and self.publish_at <= now
        return self.status is ArticleStatus.PUBLISHED and due


def fingerprint(article: Article, body: str) -> str:
    """The digest of everything a reader sees of an article: title, summary, body and the picture's texts.

    Unicode is normalised (NFC) first, so that the same letters give the same digest on every computer.
    """
    image = article.image
    picture = (image.src, image.alt or "", image.caption or "", image.credit or "") if image else ()
    texts = ", ".join(map(encode_basestring, (article.title, article.summary, body)))
    whole = f"[{texts}, [{', '.join(map(encode_basestring, picture))}]]"  # as json.dumps writes it, ten times as fast
    return "sha256:" + hashlib.sha256(unicodedata.normalize("NFC", whole).encode()).hexdigest()
