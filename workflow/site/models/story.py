"""An article as the public reads it: what is in here may be printed, and nothing else of it exists for the site."""

from urllib.parse import urlsplit

from msgspec import Struct

from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.records import urls
from workflow.records.article import ActKind, Article, Image, ImportedArticle, PublicAct
from workflow.records.paths import ARTICLE_PATH
from workflow.site.content.request_snapshot import RequestSnapshot
from workflow.site.models.gathered.events import StoryEvent, make_event


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
    acts: tuple[PublicAct, ...] = ()
    """Everything that was done to it since it was published."""
    card: Card | None = None
    former_site: FormerSiteLabel | None = None
    """Where it first appeared, of a story that was imported; None of every other."""
    event: StoryEvent | None = None
    """What it announces."""

    @property
    def changed(self) -> int:
        """When the text last changed."""
        return max([self.published, *(one.at for one in self.acts)])

    @property
    def corrections(self) -> tuple[PublicAct, ...]:
        """The corrections of its text (ralat)."""
        return tuple(one for one in self.acts if one.act is ActKind.CORRECTION)

    @property
    def other_acts(self) -> tuple[PublicAct, ...]:
        """What else was done to it: it was withdrawn and shown again, its embargo was moved."""
        return tuple(one for one in self.acts if one.act is not ActKind.CORRECTION)


def make_story(path: str, article: Article, snapshot: RequestSnapshot | None, office: Office, body: str) -> Story:
    """The public side of an article that is public now and free of errors. `body`: safe HTML.

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
        category=NamedLink(office.categories[article.category].name, urls.category(article.category)),
        agency=agency,
        tags=article.tags,
        picture=_picture(path, article.image) if article.image else None,
        acts=article.public_acts,
        former_site=_former_site(office) if isinstance(article, ImportedArticle) else None,
        event=make_event(article, office.zone, agency.name if agency else ""),
    )


def _author(article: Article, office: Office) -> str:
    person = office.people.get(article.author)
    signed = article.byline if isinstance(article, ImportedArticle) else None
    return signed or (person.name if person else office.identity.short)


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
    return Picture(
        source=f"{path.rpartition('/')[0]}/{image.src}",
        alt=image.alt or "",
        caption=image.caption or "",
        credit=image.credit or "",
    )
