"""Variants of an office's news for trial builds, so that a trial meets every kind of page that templates make.

Pure functions. Their texts are ones that the office publishes anyway; nothing made here is ever published.
"""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from itertools import cycle, islice

from msgspec.structs import replace

from workflow.config.office import Office
from workflow.config.pages.topics import Topic, TopicKind
from workflow.metrics.request_timing import Due, RequestOutcome, RequestTiming, StepTiming
from workflow.records import urls
from workflow.records.article import ActKind, PublicAct
from workflow.records.fact_check import FactCheck, Verdict
from workflow.records.mistake_report import ReportOutcome
from workflow.site.content.reported_mistakes import PublicReport
from workflow.site.models.gathered.events import StoryEvent
from workflow.site.models.public_content import PublicContent
from workflow.site.models.register_row import RegisterRow, progress_of, topic_of
from workflow.site.models.retraction import Retraction
from workflow.site.models.service_report import make_service_report
from workflow.site.models.story import NamedLink, Story
from workflow.site.models.story_lists import STORIES_PER_PAGE
from workflow.site.models.yearly_lists import ENTRIES_PER_PAGE as ROWS
from workflow.sop.edition import Edition
from workflow.text.field_types import SECONDS_PER_DAY, Instant

SLUG = "contoh"
"""How the addresses of what is made here begin."""


class Variant(StrEnum):
    """Which news a site is made of."""

    ACTUAL = "actual"
    BARE = "bare"
    """Stories have nothing that they may do without."""
    FULL = "full"
    """Everything that can be there is there, and lists are long enough to be cut into several pages."""
    EMPTY = "empty"
    """No story and no letter."""


def make_variant(news: PublicContent, variant: Variant, office: Office, now: int) -> PublicContent:
    """The news of a variant."""
    match variant:
        case Variant.ACTUAL:
            return news
        case Variant.BARE:
            stories = news.stories or (_story(office, now),)
            bare = (_without(story, is_shown=bool(place % 2)) for place, story in enumerate(stories))
            return replace(news, stories=tuple(bare))
        case Variant.FULL:
            return _full(news, office, now)
        case Variant.EMPTY:
            return PublicContent((), (), {}, (), make_service_report(office, [], [], now))


def _without(story: Story, *, is_shown: bool) -> Story:
    """A story that has at most a picture without words."""
    picture = replace(story.picture, caption="", credit="") if story.picture and is_shown else None
    return replace(story, picture=picture, card=None, agency=None, tags=(), acts=(), event=None)


def _full(news: PublicContent, office: Office, now: int) -> PublicContent:
    pattern = next((story for story in news.stories if story.picture), None) or _story(office, now)
    stories = tuple(islice(_copies(pattern, office), 3 * STORIES_PER_PAGE))
    timings = dict(islice(_timings(office, now), ROWS + 1))
    listed = timings if office.agencies else {}  # the register names a sender, and a new office may know none
    rows = tuple(_register_row(timing, office, pattern) for timing in reversed(listed.values()))
    taken = Retraction(
        source=pattern.source,
        address=urls.article(f"2026/{SLUG}-dicabut"),
        title=pattern.title,
        category=pattern.category,
        published=pattern.published,
        at=now,
        reason=pattern.title,
        acts=(PublicAct(ActKind.WITHDRAWAL, now, pattern.title), *stories[0].acts),
    )
    service = make_service_report(office, [*timings.values()], [pattern.published], now)
    return PublicContent((*news.stories, *stories), rows, timings, (), service, (*news.retractions, taken))


def _story(office: Office, now: int) -> Story:
    """A story for an office that has none."""
    key, category = next(iter(office.categories.items()))
    name = office.identity.short
    named = NamedLink(category.name, urls.category(key))
    return Story("", urls.article(f"2026/{SLUG}"), name, name, "", now, name, named, None, (), None)


def _copies(pattern: Story, office: Office) -> Iterator[Story]:
    """Stories with all that a story can have, each as old as the pattern, so that they share a month."""
    agency = next((NamedLink(one.name, urls.agency(key)) for key, one in office.agencies.items()), None)
    at, name = pattern.published, pattern.title
    acts = tuple(PublicAct(kind, at, name, at, at + SECONDS_PER_DAY, name, name, at) for kind in ActKind)
    whole = replace(
        pattern,
        agency=pattern.agency or agency,
        tags=(*pattern.tags, SLUG),
        acts=acts,
        event=_event(pattern),
        valid_until=at,
        is_expired=True,
        fact_check=FactCheck(claim=name, claimed_by=name, appeared_in=name, verdict=Verdict.FALSE, sources=(name,)),
        reports=(
            PublicReport("L-1", at, name),
            PublicReport("L-2", at, name, at, ReportOutcome.CORRECTED, at),
            PublicReport("L-3", at, name, at, ReportOutcome.REJECTED, reason=name),
        ),
    )
    for number in range(1, 1_000):
        yield replace(whole, address=urls.article(f"2026/{SLUG}-{number}"))


def _event(pattern: Story) -> StoryEvent:
    """One of two days with hours, that was called off."""
    first = dt.datetime.fromtimestamp(pattern.published, dt.UTC).date()
    return StoryEvent(
        starts=pattern.published,
        over=pattern.published + SECONDS_PER_DAY,
        is_timed=True,
        has_end=True,
        first_day=first,
        last_day=first + dt.timedelta(days=1),
        place=pattern.title,
        organiser=pattern.title,
        is_cancelled=True,
    )


def variant_topics(variant: Variant, office: Office, now: int) -> dict[str, Topic]:
    """The topics of a variant: the office's own, and one of each kind where everything is to be there."""
    if variant is not Variant.FULL:
        return office.topics
    title = office.identity.short
    keys = tuple(f"2026/{SLUG}-{number}" for number in (1, 2, 3))
    return office.topics | {
        SLUG: Topic(title, TopicKind.LIVE, title, Instant(now)),
        f"{SLUG}-selesai": Topic(title, TopicKind.LIVE, title, Instant(now), Instant(now), (SLUG,)),
        f"{SLUG}-seri": Topic(title, TopicKind.SERIES, title, Instant(now), stories=keys, parts=4),
    }


def _timings(office: Office, now: int) -> Iterator[tuple[str, RequestTiming]]:
    """Courses of letters, by number, in every state in which a letter can be."""
    edition = office.editions[-1]
    step = edition.steps[0]
    start = now - SECONDS_PER_DAY
    due = Due(step.number, start, now, 0, late=False)
    late = Due(step.number, start, start, SECONDS_PER_DAY, late=True)
    still = Due(step.number, start, None, 0, late=False)
    legs = tuple(_step_timings(edition, office, start))
    whole = RequestTiming(
        id="",
        edition=edition.id,
        received=start,
        legs=legs,
        pauses=((start, now),),
        fate=RequestOutcome.CLOSED,
        ended=now,
        refused=False,
        due=None,
        total=edition.total * 60,
    )
    opened = replace(whole, legs=(), pauses=(), fate=RequestOutcome.OPEN, ended=None)
    states = (
        whole,
        replace(whole, refused=True),
        replace(whole, fate=RequestOutcome.TAKEN_BACK, legs=legs[:1]),
        replace(opened, due=due),
        replace(opened, due=late, legs=legs),
        replace(opened, due=still, pauses=((start, None),)),
    )
    for number, timing in enumerate(cycle(states), 1):
        name = f"2026-{number:04}"
        yield name, replace(timing, id=name)


def _step_timings(edition: Edition, office: Office, start: int) -> Iterator[StepTiming]:
    """Each step with each of its results, in time and late."""
    reason = next(iter(office.delays), "")
    for step in edition.steps:
        for key, result in step.results.items():
            is_back = result.next is not None and result.next <= step.number
            norm = step.norm.max * 60
            yield StepTiming(step.number, start, start, norm, norm, key, is_back, "")
            yield StepTiming(step.number, start, start, norm + 60, norm, key, is_back, reason)


def _register_row(timing: RequestTiming, office: Office, story: Story) -> RegisterRow:
    key, agency = next(iter(office.agencies.items()))
    waiting = timing.fate is RequestOutcome.CLOSED and timing.refused
    return RegisterRow(
        number=timing.id,
        agency=NamedLink(agency.short, urls.agency(key)),
        subject=story.title,
        topic=topic_of(story.title),
        state=next(iter(office.editions[-1].statuses.values())),
        progress=progress_of(timing, waiting=waiting),
        ended=timing.ended is not None,
        received=timing.received,
        changed=timing.ended or timing.received,
        story=story.address if timing.fate is RequestOutcome.CLOSED and not timing.refused and story.source else "",
        waiting=waiting,
    )
