"""An article as the public reads it: what is in here may be printed, and nothing else of it exists for the site."""

from itertools import zip_longest
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.records import urls
from workflow.records.article import TEXT_ACTS, ActKind, Article, Image, ImportedArticle, PublicAct
from workflow.records.fact_check import FactCheck
from workflow.records.paths import ARTICLE_PATH, beside
from workflow.site.content.reported_mistakes import PublicReport, public_reports
from workflow.site.content.request_snapshot import RequestSnapshot
from workflow.site.models.gathered.events import StoryEvent, make_event
from workflow.site.models.offered_file import OfferedFile, offered_files
from workflow.text.figure import Figure, FigureKind
from workflow.text.html_blocks import FIGURE_PLACE
from workflow.text.safe_html import StoryText


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


class StoryFigure(Struct, frozen=True):
    """What stands in a text as one picture, a gallery, or the picture of a video."""

    kind: FigureKind
    pictures: tuple[Picture, ...]
    video: str = ""
    """The address of the video, on another host, which nothing is loaded from."""
    host: str = ""
    """That host, as readers are told of it."""


class StoryPart(Struct, frozen=True):
    """A piece of a story's text."""

    html: str
    """Safe HTML."""
    figure: StoryFigure | None = None
    """What comes after it."""


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
    """Safe HTML, in which each figure has its place."""
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
    figures: tuple[StoryFigure, ...] = ()
    """The pictures within the text, in their order; one that cannot be shown has none."""
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
    def parts(self) -> tuple[StoryPart, ...]:
        """The text, cut where figures stand."""
        pieces = self.body.split(FIGURE_PLACE)
        return tuple(StoryPart(html, figure) for html, figure in zip_longest(pieces, self.figures[: len(pieces) - 1]))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All of its pictures: its own, then those of its text."""
        shown = (picture for figure in self.figures for picture in figure.pictures)
        return (*((self.picture,) if self.picture else ()), *shown)

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
    path: str, article: Article, snapshot: RequestSnapshot | None, office: Office, text: StoryText, now: int
) -> Story:
    """The public side of an article that is public at `now` and free of errors.

    `snapshot`: its letter; None of a story of the former site.
    """
    [key] = ARTICLE_PATH.fullmatch(path).groups()  # type: ignore[union-attr]  # the archive's paths are articles
    address, agency = urls.article(key), _sender(snapshot, office) if snapshot else None
    return Story(
        source=path,
        address=address,
        title=article.title,
        summary=article.summary,
        body=text.html,
        figures=tuple(_figure(path, one) for one in text.figures),
        published=int(article.publish_at or 0),
        author=_author(article, office),
        author_page=_author_page(article, office),
        category=NamedLink(office.categories[article.category].name, urls.category(article.category)),
        agency=agency,
        tags=article.tags,
        picture=_picture(path, article.image) if article.image else None,
        attachments=tuple(offered_files(path, article, address, office)),
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


def _picture(path: str, image: Image) -> Picture:
    return Picture(beside(path, image.src), image.alt or "", image.caption or "", image.credit or "")


def _figure(path: str, figure: Figure) -> StoryFigure:
    pictures = tuple(Picture(beside(path, one.name), one.alt, one.caption, one.credit) for one in figure.pictures)
    video = figure.pictures[0].video
    host = (urlsplit(video).hostname or "").removeprefix("www.").removeprefix("m.")
    return StoryFigure(figure.kind, pictures, video, host)
