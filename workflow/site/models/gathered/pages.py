"""The pages of topics, the agenda and weekly digests, each with its template context. Pure functions of records."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from workflow.records import urls
from workflow.site.models import story_lists
from workflow.site.models.gathered.agenda import AgendaEntry, AgendaMonth, MonthLabel, by_month, month_labels
from workflow.site.models.gathered.digests import Digest, DigestLabel
from workflow.site.models.gathered.topics import TopicPage
from workflow.site.models.public_content import PublicContent
from workflow.site.models.site_page import PageContext, SitePage
from workflow.site.models.story import Card
from workflow.site.models.story_lists import ListPage

PAST_EVENTS = 12
"""Events on the agenda's front that are over."""


class TopicContext(PageContext, frozen=True):
    """A page of a topic: its summary, and its stories."""

    template = "liputan.html"

    topic: TopicPage
    part: ListPage

    @property
    def card(self) -> Card | None:
        """The topic's own."""
        return self.topic.card


class AgendaContext(PageContext, frozen=True):
    """The agenda: what is to come, and the latest of what is over."""

    template = "agenda.html"

    coming: tuple[AgendaMonth, ...]
    past: tuple[AgendaEntry, ...]
    """Latest first."""
    months: tuple[MonthLabel, ...]


class AgendaMonthContext(PageContext, frozen=True):
    """The events that begin in a month."""

    template = "agenda-bulan.html"

    month: AgendaMonth
    months: tuple[MonthLabel, ...]
    over: int
    """How many of them, from the first on, are over."""


class DigestContext(PageContext, frozen=True):
    """The digest of a week."""

    template = "buletin-minggu.html"

    digest: Digest
    newer: DigestLabel | None
    older: DigestLabel | None


class DigestIndexContext(PageContext, frozen=True):
    """All digests, by year."""

    template = "buletin.html"

    years: tuple[tuple[int, tuple[DigestLabel, ...]], ...]


def topic_pages(news: PublicContent) -> Iterator[SitePage]:
    """The pages of each topic: the front with its summary, and numbered ones where it has many stories."""
    for topic in news.topics:
        for part in story_lists.paginate(topic.story_list()):
            shown = topic if not part.number else replace(topic, summary="", parts=(), stories=())
            yield SitePage(part.address, TopicContext(shown, part), topic.changed)


def agenda_pages(events: Sequence[AgendaEntry], changed: int, now: int) -> Iterator[SitePage]:
    """What is to come, and each month that has an event. `events`: the earliest first."""
    coming = [entry for entry in events if entry.event.over > now]
    past = [entry for entry in events if entry.event.over <= now]
    months = by_month(events)
    labels = month_labels(months)
    front = AgendaContext(tuple(by_month(coming)), tuple(reversed(past[-PAST_EVENTS:])), labels)
    yield SitePage(urls.AGENDA, front, changed)
    for month in months:
        over = sum(entry.event.over <= now for entry in month.entries)
        yield SitePage(month.address, AgendaMonthContext(month, labels, over), changed)


def digest_pages(news: PublicContent, changed: int) -> Iterator[SitePage]:
    """The digest of each week, and the page that names them."""
    labels = [digest.label for digest in news.digests]
    years = [(year, tuple(of_year)) for year, of_year in groupby(labels, key=lambda label: label.year)]
    yield SitePage(urls.DIGESTS, DigestIndexContext(tuple(years)), changed)
    for newer, digest, older in zip((None, *labels), news.digests, (*labels[1:], None), strict=False):
        yield SitePage(digest.label.address, DigestContext(digest, newer, older), digest.changed)
