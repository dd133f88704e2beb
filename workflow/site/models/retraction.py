"""A withdrawn story: its page says so, when and why. Its text, picture and summary are gone."""

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.records import urls
from workflow.records.article import Article, PublicAct
from workflow.records.paths import ARTICLE_PATH
from workflow.site.content.reported_mistakes import PublicReport, public_reports
from workflow.site.models.gathered.events import StoryEvent, make_event
from workflow.site.models.gathered.topics import belongs, topic_addresses
from workflow.site.models.story import NamedLink, measured_acts


class Retraction(Struct, frozen=True):
    """What stays of a withdrawn story."""

    source: str
    """Path of its file below the root; never shown."""
    address: str
    title: str
    category: NamedLink
    published: int
    """When readers first could read it, in seconds since the epoch."""
    at: int
    """When it was taken back."""
    reason: str
    acts: tuple[PublicAct, ...] = ()
    """Everything that was done to it since it was published."""
    reports: tuple[PublicReport, ...] = ()
    """What readers had reported as wrong in it: numbers and outcomes, without the words that tell what it said."""
    event: StoryEvent | None = None
    """What it announced, struck out: calendars that have it need to know when it was, and nothing else."""
    topics: frozenset[str] = frozenset()
    """Addresses of the topics that it belonged to, whose feeds say that it is gone."""


def make_retraction(path: str, article: Article, office: Office) -> Retraction:
    """The public side of a withdrawn article that `was_read` and is free of errors."""
    [key] = ARTICLE_PATH.fullmatch(path).groups()  # type: ignore[union-attr]  # the archive's paths are articles
    withdrawal, event = article.withdrawal, make_event(article, office.zone)
    address = urls.article(key)
    topics = office.topics.items()
    return Retraction(
        source=path,
        address=address,
        title=article.title,
        category=NamedLink(office.categories[article.category].name, urls.category(article.category)),
        published=int(article.publish_at or 0),
        at=withdrawal.at if withdrawal else 0,
        reason=withdrawal.note if withdrawal else "",
        acts=measured_acts(article, office),
        reports=tuple(replace(one, summary="", reason="") for one in public_reports(article, key, office)),
        event=replace(event, place="", organiser="", is_cancelled=True) if event else None,
        topics=frozenset(
            urls.tag(name) for name, topic in topics if belongs(address, article.tags, topic_addresses(name, topic))
        ),
    )
