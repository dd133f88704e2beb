"""An article as the public reads it: what is in here may be printed, and nothing else of it exists for the site."""

import hashlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.pdf.read import read_pdf
from workflow.records import urls
from workflow.records.article import TEXT_ACTS, ActKind, Article, Image, ImportedArticle, PublicAct
from workflow.records.fact_check import FactCheck
from workflow.records.paths import ARTICLE_PATH, beside
from workflow.site.content.reported_mistakes import PublicReport, public_reports
from workflow.site.content.request_snapshot import RequestSnapshot
from workflow.site.models.gathered.events import StoryEvent, make_event

KILOBYTE, MEGABYTE = 1000, 1_000_000


class NamedLink(Struct, frozen=True):
    """A category or an agency, and where its list lies."""

    name: str
    address: str


class ImageSource(Struct, frozen=True):
    """A picture in one format, in several widths."""

    type: str
    """As HTTP names it."""
    widths: tuple[tuple[str, int], ...]
    """Addresses, and pixels."""


class Picture(Struct, frozen=True):
    """A picture on the article's page. What it is shown as is known once site/images/attach.py made it."""

    source: str
    """Path of the uploaded file below the root, which is never on the site."""
    alt: str
    caption: str
    credit: str
    address: str = ""
    """Of the JPEG that everybody can show."""
    width: int = 0
    height: int = 0
    size: int = 0
    """Bytes."""
    sources: tuple[ImageSource, ...] = ()
    """What browsers may show instead, best first."""


class OfferedFile(Struct, frozen=True):
    """A document that a story offers: a PDF file that was looked through."""

    source: str
    """Path of the uploaded file below the root."""
    address: str
    title: str
    number: str
    size: int
    """Bytes."""
    pages: int
    digest: str
    """SHA-256 of the file, in hexadecimal digits."""
    text: str
    """Its words, for the search."""

    @property
    def size_words(self) -> str:
        """The size as readers know it from their telephones: "48 KB", "1,4 MB"."""
        if self.size < MEGABYTE:
            return f"{max(1, round(self.size / KILOBYTE))} KB"
        return f"{self.size / MEGABYTE:.1f} MB".replace(".", ",")


class Card(Struct, frozen=True):
    """The picture of a story that messengers and social media show with a link."""

    address: str
    width: int
    height: int


class FormerSiteLabel(Struct, frozen=True):
    """The office's former site, as readers are told of it."""

    name: str
    """Its host."""
    address: str


class Story(Struct, frozen=True):
    """A published article whose time has come."""

    source: str
    """Path of its file below the root; never shown."""
    address: str
    title: str
    summary: str
    body: str
    """Safe HTML."""
    published: int
    """Seconds since the epoch, like every time here."""
    author: str
    category: NamedLink
    agency: NamedLink | None
    tags: tuple[str, ...]
    picture: Picture | None
    attachments: tuple[OfferedFile, ...] = ()
    acts: tuple[PublicAct, ...] = ()
    """Everything that was done to it since it was published."""
    card: Card | None = None
    author_page: str = ""
    """The address of what the author wrote; "" where nobody of the office signed."""
    former_site: FormerSiteLabel | None = None
    """Where it first appeared, of a story that was imported; None of every other."""
    valid_until: int | None = None
    """From when on it no longer holds; None where it says nothing that ends."""
    is_expired: bool = False
    """Whether that time has come."""
    fact_check: FactCheck | None = None
    """The claim that it answers."""
    reports: tuple[PublicReport, ...] = ()
    """What readers have reported as wrong in it."""
    event: StoryEvent | None = None
    """What it announces."""

    @property
    def changed(self) -> int:
        """When the text last changed."""
        return max([self.published, *(one.at for one in self.acts)])

    @property
    def corrections(self) -> tuple[PublicAct, ...]:
        """The corrections of its text (ralat)."""
        return self.acts_of(ActKind.CORRECTION)

    @property
    def updates(self) -> tuple[PublicAct, ...]:
        """What has happened since it was published, the latest first."""
        return self.acts_of(ActKind.UPDATE)[::-1]

    @property
    def replies(self) -> tuple[PublicAct, ...]:
        """The replies of those whom it is about (hak jawab)."""
        return self.acts_of(ActKind.REPLY)

    @property
    def noted(self) -> int:
        """When there was last something new about it: an act, a report, its end."""
        times = (max(one.received, one.answered or 0) for one in self.reports)
        return max([self.changed, *times, *([self.valid_until] if self.valid_until and self.is_expired else [])])

    def acts_of(self, kind: ActKind) -> tuple[PublicAct, ...]:
        """The acts of one kind, in order."""
        return tuple(one for one in self.acts if one.act is kind)

    @property
    def other_acts(self) -> tuple[PublicAct, ...]:
        """What else was done to it: it was withdrawn and shown again, its embargo or expiry was moved."""
        return tuple(one for one in self.acts if one.act not in (*TEXT_ACTS, ActKind.REPLY))


def make_story(
    path: str, article: Article, snapshot: RequestSnapshot | None, office: Office, body: str, now: int
) -> Story:
    """The public side of an article that is public at `now` and free of errors. `body`: safe HTML.

    `snapshot`: its letter; None of a story of the former site.
    """
    [key] = ARTICLE_PATH.fullmatch(path).groups()  # type: ignore[union-attr]  # the archive's paths are articles
    address, agency = urls.article(key), _sender(snapshot, office) if snapshot else None
    return Story(
        source=path,
        address=address,
        title=article.title,
        summary=article.summary,
        body=body,
        published=int(article.publish_at or 0),
        author=_author(article, office),
        author_page=_author_page(article, office),
        category=NamedLink(office.categories[article.category].name, urls.category(article.category)),
        agency=agency,
        tags=article.tags,
        picture=_picture(path, article.image) if article.image else None,
        attachments=tuple(_offered_files(path, article, address, office)),
        acts=measured_acts(article, office),
        former_site=_former_site(office) if isinstance(article, ImportedArticle) else None,
        event=make_event(article, office.zone, agency.name if agency else ""),
        valid_until=None if article.valid_until is None else int(article.valid_until),
        is_expired=article.is_expired(now),
        fact_check=article.fact_check,
        reports=public_reports(article, key, office),
    )


def measured_acts(article: Article, office: Office) -> tuple[PublicAct, ...]:
    """Everything that was done to it; of replies, how long they waited in working time.

    Source: Pedoman Pemberitaan Media Siber, butir 4, which asks for replies to be shown promptly.
    """
    elapsed = office.timeline.elapsed
    return tuple(
        act if act.received is None else replace(act, worked=elapsed(act.received, act.at))
        for act in article.public_acts
    )


def _author(article: Article, office: Office) -> str:
    person = office.people.get(article.author)
    signed = article.byline if isinstance(article, ImportedArticle) else None
    return signed or (person.name if person else office.identity.short)


def _author_page(article: Article, office: Office) -> str:
    person = office.people.get(article.author)
    signed = isinstance(article, ImportedArticle) and article.byline
    return urls.author(person.name) if person and not signed else ""


def _former_site(office: Office) -> FormerSiteLabel | None:
    """Without the declaration the story has an error and is not shown."""
    site = office.policy.former_site
    return FormerSiteLabel(urlsplit(site.address).hostname or site.address, site.address) if site else None


def _sender(snapshot: RequestSnapshot, office: Office) -> NamedLink | None:
    """The agency that asked; nobody learns from a page who sent a confidential letter."""
    if not is_listed(snapshot.nature):
        return None
    return NamedLink(office.agencies[snapshot.sender].name, urls.agency(snapshot.sender))


def _offered_files(path: str, article: Article, page: str, office: Office) -> Iterator[OfferedFile]:
    """The attachments that may be handed to readers; a preview of a draft leaves out what the check refuses."""
    for one in article.attachments:
        source = beside(path, one.file)
        data = office.files.read(source, LARGEST_PDF_BYTES)
        pdf = read_pdf(data) if data is not None else None
        if data is not None and pdf and pdf.is_harmless:
            yield OfferedFile(
                source=source,
                address=f"{page}{one.file}",
                title=one.title,
                number=one.number or "",
                size=len(data),
                pages=pdf.pages,
                digest=hashlib.sha256(data).hexdigest(),
                text=pdf.text.replace("\f", " "),
            )


def _picture(path: str, image: Image) -> Picture:
    return Picture(
        source=f"{path.rpartition('/')[0]}/{image.src}",
        alt=image.alt or "",
        caption=image.caption or "",
        credit=image.credit or "",
    )
