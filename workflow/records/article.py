"""An article: one piece of news, and what was done to it after it had been published."""

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from workflow.i18n.message import mark
from workflow.records.event import Event
from workflow.records.fact_check import FactCheck
from workflow.records.key_types import CategoryKey, PersonKey
from workflow.records.mistake_report import MistakeReport
from workflow.records.request import BOUNDED_LIST, AgendaNumber, Withdrawal
from workflow.text.field_types import Instant, Line, Prose, Seal, Tag
from workflow.text.figure import LONGEST_NAME, PICTURE_NAME


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
        pattern=rf"^{PICTURE_NAME}$(?!\n)",
        max_length=LONGEST_NAME,
        description=mark("the name of a picture file (jpg, png, webp) beside the article, in lower case"),
        examples=["pekan-imunisasi.jpg"],
    ),
]

AttachmentName = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*\.pdf$(?!\n)",
        max_length=120,
        description=mark("the name of a PDF file beside the article, in lower case"),
        examples=["perbup-12-2026.pdf"],
    ),
]


Nothing = Annotated[str, Meta(max_length=0, description=mark("nothing: a story of the former site has none"))]
SourceName = Annotated[
    str,
    Meta(
        pattern=r"^[^\s](?:[^\n]{0,298}[^\s])?$(?!\n)",
        max_length=300,
        description=mark("where a story stood on the former site"),
        examples=["https://lama.contoh.example/?p=123"],
    ),
]


class Image(Struct, frozen=True, forbid_unknown_fields=True):
    """The picture of an article, with the texts that go with it."""

    src: ImageName
    alt: Line | None = None
    caption: Line | None = None
    credit: Line | None = None


class Attachment(Struct, frozen=True, forbid_unknown_fields=True):
    """A document that goes with an article, such as the regulation that it tells of: a PDF file.

    Source: UU 14/2008, article 11 (regulations and decisions are information that is available at all times).
    """

    file: AttachmentName
    title: Line
    """What readers are offered: "Peraturan Bupati tentang Tarif Angkutan"."""
    number: Line | None = None
    """Under which it is cited, where it has one: "Nomor 12 Tahun 2026"."""


class Correction(Struct, frozen=True, forbid_unknown_fields=True):
    """A change to a published text as it was entered until 2026; since then it is an `Act`."""

    at: Instant
    note: Prose
    content: Seal | None = None
    """The seal of the corrected text, so that a later silent change is seen."""


class ActKind(StrEnum):
    """What can be done to a story once step 6 has put it before the public."""

    CORRECTION = "correction"
    """Ralat: the text readers have seen is mended."""
    WITHDRAWAL = "withdrawal"
    """Pencabutan: the text is taken from the site; a page stays that says so."""
    REPUBLICATION = "republication"
    """A withdrawn story is shown again."""
    EMBARGO = "embargo"
    """The time from which the story is shown is moved, before it has come."""
    UPDATE = "update"
    """Pembaruan: what has happened since is told; what stood there was no mistake."""
    REPLY = "reply"
    """Hak jawab: the answer of somebody whom the story is about, shown with it."""
    EXPIRY = "expiry"
    """The time from which on the story no longer holds is set or moved; that may have passed already."""


TEXT_ACTS = (ActKind.CORRECTION, ActKind.UPDATE)
"""Acts that come with another text of a story that readers see."""
SHOWING_ACTS = (*TEXT_ACTS, ActKind.REPUBLICATION, ActKind.REPLY)
"""Acts that put a text before readers; so two people have seen it. A withdrawal takes away and may not wait."""
DATING_ACTS = (ActKind.EMBARGO, ActKind.EXPIRY)
"""Acts that set a time of the story."""


class Act(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that was done to a published story: who, when, why. Acts are only ever appended, like steps.

    Source: Pedoman Pemberitaan Media Siber (ralat, koreksi, pencabutan).
    """

    act: ActKind
    by: PersonKey
    at: Instant
    note: Prose
    """Why, in words that the public reads; of a reply the reply itself."""
    moved_from: Instant | None = None
    """The time of publication, or of expiry, until then; only of a moved embargo or expiry."""
    moved_to: Instant | None = None
    respondent: Line | None = None
    """Who replied, and below in which capacity and when that came in; only of a reply."""
    capacity: Line | None = None
    received: Instant | None = None
    content: Seal | None = None
    """The seal of the story as the act leaves it; the check prints it where it is missing."""


REPEATED_BY: dict[ActKind, tuple[ActKind, ...]] = {
    ActKind.UPDATE: TEXT_ACTS,
    ActKind.REPLY: (ActKind.REPLY,),
}
"""Of the acts that tell readers something in words: the earlier ones that may have told it already."""


def tells_again(told: Act, earlier: Iterable[Act]) -> bool:
    """Whether an act tells readers only what an earlier one has told them; the story itself is another matter."""
    kinds = REPEATED_BY.get(told.act, ())
    return _words_of(told) in (_words_of(one) for one in earlier if one.act in kinds)


def _words_of(act: Act) -> tuple[str, ...]:
    return tuple(" ".join(words.casefold().split()).rstrip(".") for words in (act.note, act.respondent or ""))


class PublicAct(Struct, frozen=True):
    """What readers are told of an act: everything but who did it."""

    act: ActKind
    at: int
    note: str
    moved_from: int | None = None
    moved_to: int | None = None
    respondent: str = ""
    capacity: str = ""
    received: int | None = None
    worked: int | None = None
    """Working seconds from a reply's receipt until it was shown; known where the office's hours are."""


class Article(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The header of content/news/<year>/<slug>.md."""

    title: Line
    request: AgendaNumber
    status: ArticleStatus
    publish_at: Instant | None = None
    valid_until: Instant | None = None
    """From then on the story no longer holds, as an alert that has ended; it stays, and says so."""
    review_at: dt.date | None = None
    """When the office looks whether it still holds; readers do not see that."""
    category: CategoryKey
    tags: Annotated[tuple[Tag, ...], BOUNDED_LIST] = ()
    summary: Line
    author: PersonKey
    editor: PersonKey | None = None
    image: Image | None = None
    attachments: Annotated[tuple[Attachment, ...], BOUNDED_LIST] = ()
    fact_check: FactCheck | None = None
    """Of a story that answers a claim (klarifikasi hoaks), which one and what is true of it."""
    event: Event | None = None
    """What it announces, for the agenda."""
    corrections: Annotated[tuple[Correction, ...], BOUNDED_LIST] = ()
    """As they were entered until 2026; only read."""
    withdrawn: Withdrawal | None = None
    """As it was entered until 2026; only read."""
    acts: Annotated[tuple[Act, ...], BOUNDED_LIST] = ()
    reports: Annotated[tuple[MistakeReport, ...], BOUNDED_LIST] = ()
    """Mistakes that readers have reported."""

    def is_public(self, now: int) -> bool:
        """Whether readers may see the text now: published, and its embargo over."""
        due = self.publish_at is not None and self.publish_at <= now
        return self.status is ArticleStatus.PUBLISHED and due

    def is_expired(self, now: int) -> bool:
        """Whether what it says no longer holds."""
        return self.valid_until is not None and self.valid_until <= now

    @property
    def public_acts(self) -> tuple[PublicAct, ...]:
        """Everything that was done to it since it was published, in order, in whatever form it was entered."""
        former = [PublicAct(ActKind.CORRECTION, int(one.at), one.note) for one in self.corrections]
        if self.withdrawn:
            former.append(PublicAct(ActKind.WITHDRAWAL, int(self.withdrawn.at), self.withdrawn.reason))
        return (*former, *map(_public_act, self.acts))

    @property
    def withdrawal(self) -> PublicAct | None:
        """The act by which it is withdrawn now; None where it is not."""
        withdrawals = [one for one in self.public_acts if one.act is ActKind.WITHDRAWAL]
        return withdrawals[-1] if withdrawals and self.is_taken_back else None

    @property
    def is_taken_back(self) -> bool:
        """Whether the latest withdrawal or republication was a withdrawal."""
        kinds = [one.act for one in self.acts if one.act in (ActKind.WITHDRAWAL, ActKind.REPUBLICATION)]
        return kinds[-1] is ActKind.WITHDRAWAL if kinds else self.withdrawn is not None


class Origin(StrEnum):
    """Where a story comes from that no letter asked for."""

    IMPORT = "import"
    """The office's former site, by `redaksi import`."""


class ImportedArticle(Article, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A story of the office's former site: it was never asked for, written or approved by the SOP, and says so.

    Its file begins like any article's and has `origin: import`. What is done to it later is an act, as with any other.
    """

    origin: Origin
    source: SourceName
    """Which one it was there; so a second run knows it again."""
    byline: Line | None = None
    """Who had signed it there."""
    request: Nothing = ""
    author: Nothing = ""
    editor: Nothing | None = None


def article_type(header: Mapping[str, object]) -> type[Article]:
    """Which kind of story a file with this header holds."""
    return ImportedArticle if header.get("origin") == Origin.IMPORT.value else Article


def _public_act(act: Act) -> PublicAct:
    old, new, received = (None if at is None else int(at) for at in (act.moved_from, act.moved_to, act.received))
    return PublicAct(act.act, int(act.at), act.note, old, new, act.respondent or "", act.capacity or "", received)
