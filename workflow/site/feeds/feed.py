"""The feeds, whatever their format: the newest stories, corrections and withdrawals among them.

Every time is a record's. So a feed changes when a record does, and never because the site was built again.
"""

from collections.abc import Iterable, Iterator
from html import escape

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.i18n.dates import long_time
from workflow.records import urls
from workflow.records.article import ActKind
from workflow.site.feeds.digest import digest_html, digest_title
from workflow.site.feeds.xml import absolute_links, absolute_url, plain_tags
from workflow.site.models.gathered.digests import Digest
from workflow.site.models.offered_file import OfferedFile
from workflow.site.models.public_content import PublicContent
from workflow.site.models.retraction import Retraction
from workflow.site.models.story import Picture, Story, StoryFigure

FEED_LENGTH = 50
"""Entries of a feed."""
EMPTY_FEED_UPDATED = 946_684_800
"""2000-01-01, before every record: when a feed without an entry last changed."""


class Enclosure(Struct, frozen=True):
    """A picture or a document that goes with an entry."""

    url: str
    type: str
    size: int
    """Bytes."""
    title: str = ""


class FeedItem(Struct, frozen=True):
    """One entry. Its address is its name; that of a withdrawn story stays."""

    url: str
    title: str
    summary: str
    content: str
    """Safe HTML with absolute links."""
    published: int
    updated: int
    author: str
    category: str
    tags: tuple[str, ...] = ()
    picture: Enclosure | None = None
    documents: tuple[Enclosure, ...] = ()


class Feed(Struct, frozen=True):
    """A list of entries, the latest change first."""

    title: str
    description: str
    page: str
    """Address of the page it belongs to, below the root; the feed's files lie in its folder."""
    items: tuple[FeedItem, ...]

    @property
    def updated(self) -> int:
        """When an entry last changed."""
        return max((item.updated for item in self.items), default=EMPTY_FEED_UPDATED)


def make_feeds(office: Office, news: PublicContent) -> Iterator[Feed]:
    """The feed of the whole site, one for each category and each topic, and that of the weekly digests."""
    everything: tuple[Story | Retraction, ...] = (*news.stories, *news.retractions)
    yield _feed(office, everything, office.identity.site_title, office.identity.tagline, urls.HOME)
    for key, named in office.categories.items():
        own = [story for story in everything if story.category.address == urls.category(key)]
        yield _feed(office, own, f"{office.identity.site_title}: {named.name}", named.description, urls.category(key))
    for topic in news.topics:
        label = topic.label
        members = {story.address for story in topic.members}
        gone = (story for story in news.retractions if label.address in story.topics)
        gathered: tuple[Story | Retraction, ...] = (
            *(story for story in news.stories if story.address in members),
            *gone,
        )
        yield _feed(office, gathered, f"{office.identity.site_title}: {label.title}", topic.summary, label.address)
    yield _digest_feed(office, news)


def _feed(office: Office, stories: Iterable[Story | Retraction], title: str, description: str, page: str) -> Feed:
    own = sorted(stories, key=lambda story: (_changed(story), story.address), reverse=True)
    items = (
        _retracted(one, office) if isinstance(one, Retraction) else _item(one, office) for one in own[:FEED_LENGTH]
    )
    return Feed(title, description, page, tuple(items))


def _digest_feed(office: Office, news: PublicContent) -> Feed:
    """The weekly digests: a feed is how readers get them without leaving an address."""
    title = tr("{office}: weekly digest", office=office.identity.site_title)
    items = tuple(_digest_item(digest, office) for digest in news.digests[:FEED_LENGTH])
    return Feed(title, tr("What a week brought, every Monday."), urls.DIGESTS, items)


def _digest_item(digest: Digest, office: Office) -> FeedItem:
    label = digest.label
    return FeedItem(
        url=absolute_url(office, label.address),
        title=digest_title(label),
        summary="; ".join(story.title for story in digest.stories) or digest_title(label),
        content=digest_html(digest, office),
        published=digest.issued,
        updated=digest.changed,
        author=office.identity.short,
        category=tr("Weekly digest"),
    )


def _changed(story: Story | Retraction) -> int:
    return story.at if isinstance(story, Retraction) else _updated(story)


def _updated(story: Story) -> int:
    """When its entry last changed: the story's end is a change that readers of the feed must see."""
    return max(story.changed, story.valid_until or 0) if story.is_expired else story.changed


def _item(story: Story, office: Office) -> FeedItem:
    url = absolute_url(office, story.address)
    return FeedItem(
        url=url,
        title=": ".join((*([tr("No longer valid")] if story.is_expired else []), story.title)),
        summary=story.summary,
        content=_notes_html(story, office)
        + _text_html(story, office, url)
        + _documents_html(story, office)
        + _replies_html(story, office),
        published=story.published,
        updated=_updated(story),
        author=story.author,
        category=story.category.name,
        tags=(*story.tags, *((tr("Archive of the former site"),) if story.former_site else ())),
        picture=make_enclosure(office, story.picture) if story.picture else None,
        documents=tuple(_document(office, one) for one in story.attachments),
    )


def _text_html(story: Story, office: Office, url: str) -> str:
    """The text with its pictures, each in the one form that every reader shows, and links to its videos."""
    parts = ((plain_tags(absolute_links(part.html, url)), part.figure) for part in story.parts)
    return "".join(html + (_figure_html(figure, office) if figure else "") for html, figure in parts)


def _figure_html(figure: StoryFigure, office: Office) -> str:
    shown = "".join(_picture_html(picture, office) for picture in figure.pictures)
    if not figure.video:
        return shown
    words = escape(tr("Watch the video at {host}", host=figure.host))
    return f'{shown}<p><a href="{escape(figure.video)}">{words}</a></p>'


def _picture_html(picture: Picture, office: Office) -> str:
    address, size = escape(absolute_url(office, picture.address)), f'width="{picture.width}" height="{picture.height}"'
    caption = escape(" ".join(filter(None, (picture.caption, picture.credit))))
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{address}" alt="{escape(picture.alt)}" {size}>{below}</figure>\n'


def _notes_html(story: Story, office: Office) -> str:
    """Its end, its updates and corrections, above the text: who read it before must see what is different."""
    words = {ActKind.CORRECTION: tr("Correction"), ActKind.UPDATE: tr("Update")}
    acts = sorted((one for one in story.acts if one.act in words), key=lambda act: act.at, reverse=True)
    notes = [(words[act.act], act.at, act.note) for act in acts]
    if story.valid_until is not None and story.is_expired:
        notes.insert(0, (tr("No longer valid"), story.valid_until, tr("What stands here was true until then.")))
    lines = "".join(
        f"<p><strong>{escape(f'{word}, {long_time(at, office.zone)}')}:</strong> {escape(note)}</p>"
        for word, at, note in notes
    )
    return f"{lines}<hr>" if lines else ""


def _replies_html(story: Story, office: Office) -> str:
    """The replies of those whom it is about, below the text."""
    word = tr("Reply")
    return "".join(
        f"<hr><p><strong>{escape(f'{word}, {long_time(act.at, office.zone)}')}:</strong> "
        f"{escape(f'{act.respondent}, {act.capacity}')}</p><blockquote><p>{escape(act.note)}</p></blockquote>"
        for act in story.replies
    )


def _documents_html(story: Story, office: Office) -> str:
    """The attachments, below the text: RSS has room for one enclosure only."""
    links = ((escape(absolute_url(office, one.address)), one) for one in story.attachments)
    items = "".join(f'<li><a href="{url}">{escape(one.title)}</a> (PDF, {one.size_words})</li>' for url, one in links)
    title = tr("Attachments")
    return f"<p>{title}:</p><ul>{items}</ul>" if items else ""


def _document(office: Office, one: OfferedFile) -> Enclosure:
    return Enclosure(absolute_url(office, one.address), "application/pdf", one.size, one.title)


def _retracted(story: Retraction, office: Office) -> FeedItem:
    word = tr("Withdrawn")
    said = tr("This story was withdrawn on {when}.", when=long_time(story.at, office.zone))
    return FeedItem(
        url=absolute_url(office, story.address),
        title=f"{word}: {story.title}",
        summary=said,
        content=f"<p><strong>{escape(said)}</strong></p><p>{escape(story.reason)}</p>",
        published=story.published,
        updated=story.at,
        author=office.identity.short,
        category=story.category.name,
    )


def make_enclosure(office: Office, picture: Picture) -> Enclosure:
    """A story's picture as it lies on the site."""
    return Enclosure(absolute_url(office, picture.address), "image/jpeg", picture.size)
