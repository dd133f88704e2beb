"""The event that a story announces, as readers see it."""

import datetime as dt
from zoneinfo import ZoneInfo

from msgspec import Struct

from workflow.records.article import Article
from workflow.records.event import EventStatus
from workflow.records.event_time import first_moment, last_moment, time_flaw


class StoryEvent(Struct, frozen=True):
    """When and where something is that a story announces."""

    starts: int
    """Seconds since the epoch, like `over`; whole days begin at midnight in the office's zone."""
    over: int
    """From when on it is over."""
    is_timed: bool
    """It has hours; else it takes whole days."""
    has_end: bool
    """`over` was named, and is not just the end of the day."""
    first_day: dt.date
    last_day: dt.date
    """Included."""
    place: str
    organiser: str
    """"" for nobody that is named."""
    is_cancelled: bool

    @property
    def has_one_day(self) -> bool:
        """Whether it begins and ends on the same day."""
        return self.first_day == self.last_day


def make_event(article: Article, zone: str, organiser: str = "") -> StoryEvent | None:
    """The event of an article; None where it has none, or one of which nobody can say when it is.

    `organiser`: who counts as it where none is named.
    """
    event = article.event
    if event is None or time_flaw(event):
        return None
    starts, over = first_moment(event, zone), last_moment(event, zone)
    return StoryEvent(
        starts=starts,
        over=over,
        is_timed=event.starts is not None,
        has_end=event.ends is not None,
        first_day=_day(starts, zone),
        last_day=_day(over - 1, zone),
        place=event.place,
        organiser=event.organiser or organiser,
        is_cancelled=event.status is EventStatus.CANCELLED,
    )


def _day(at: int, zone: str) -> dt.date:
    return dt.datetime.fromtimestamp(at, ZoneInfo(zone)).date()
