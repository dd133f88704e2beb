"""Weekly digests: the stories of a week, what was corrected in it, and the events that followed.

A digest is of a week that is over (ISO 8601, on the office's clock), and of nothing that came later: so it stays as it
is, however often the site is built, unless one of its stories is withdrawn.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from workflow.records import urls
from workflow.records.event_time import midnight
from workflow.site.models.corrections import CorrectionEntry
from workflow.site.models.gathered.agenda import AgendaEntry
from workflow.site.models.story import Story
from workflow.text.field_types import SECONDS_PER_DAY

T = TypeVar("T")
EVENT_DAYS = 14
"""Days after a week whose events its digest names."""
MOST_EVENTS = 12


class DigestLabel(Struct, frozen=True):
    """A digest as other pages name it."""

    year: int
    week: int
    """Of the ISO year."""
    first: dt.date
    last: dt.date
    address: str
    count: int
    """Stories in it."""


class Digest(Struct, frozen=True):
    """What a week brought."""

    label: DigestLabel
    issued: int
    """When the week was over, in seconds since the epoch."""
    stories: tuple[Story, ...]
    """Newest first, without their texts."""
    corrections: tuple[CorrectionEntry, ...]
    events: tuple[AgendaEntry, ...]
    """Of the two weeks that followed, as they were to come when the week was over."""

    @property
    def changed(self) -> int:
        """When the page last changed, by what it shows."""
        return max([self.issued, *(story.changed for story in self.stories)])


def make_digests(
    stories: Sequence[Story],
    corrections: Sequence[CorrectionEntry],
    events: Sequence[AgendaEntry],
    zone: str,
    now: int,
) -> list[Digest]:
    """The digest of each week that is over and brought something, the latest first."""
    of_week = _by_week(((story.published, story) for story in stories), zone)
    mended = _by_week(((entry.at, entry) for entry in corrections if entry.act), zone)
    digests = []
    for week in sorted({*of_week, *mended}, reverse=True):
        issued = midnight(dt.date.fromisocalendar(*week, 7) + dt.timedelta(days=1), zone)
        if issued <= now:
            following = (one for one in events if issued <= one.event.starts < issued + EVENT_DAYS * SECONDS_PER_DAY)
            known = tuple(one for one in following if one.announced < issued)[:MOST_EVENTS]
            label = _label(week, len(of_week.get(week, ())))
            digests.append(Digest(label, issued, tuple(of_week.get(week, ())), tuple(mended.get(week, ())), known))
    return digests


def _label(week: tuple[int, int], count: int) -> DigestLabel:
    first = dt.date.fromisocalendar(*week, 1)
    return DigestLabel(*week, first, first + dt.timedelta(days=6), urls.digest(*week), count)


def _by_week(dated: Iterable[tuple[int, T]], zone: str) -> dict[tuple[int, int], list[T]]:
    place = ZoneInfo(zone)
    found: dict[tuple[int, int], list[T]] = {}
    for at, thing in dated:
        day = dt.datetime.fromtimestamp(at, place).date().isocalendar()
        found.setdefault((day.year, day.week), []).append(thing)
    return found
