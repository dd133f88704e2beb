"""The arithmetic of the clock, segment by segment, so that anybody can add it up by hand."""

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from workflow.calendar.working_time import Interval, Timeline, merge_intervals


class SegmentKind(StrEnum):
    """Whether a stretch of time counts, and if not, why."""

    WORK = "work"
    HOLD = "hold"
    """Office hours in which the clock stands still, because the sender is asked for data."""
    HOLIDAY = "holiday"
    REST = "rest"
    """A whole day on which the office never works, such as a Sunday."""


class Segment(Struct, frozen=True):
    """A stretch of time on a receipt, in seconds since the epoch."""

    kind: SegmentKind
    start: int
    end: int
    name: str = ""

    @property
    def seconds(self) -> int:
        """What the stretch adds to the clock."""
        return self.end - self.start if self.kind is SegmentKind.WORK else 0


MOST_DAYS = 400
"""Days shown at the most; the sum is exact all the same, see Timeline.elapsed."""


def time_segments(timeline: Timeline, start: int, end: int, holds: Iterable[Interval] = ()) -> list[Segment]:
    """What happened between two instants, in order. The work in it adds up to `timeline.elapsed`."""
    if end <= start:
        return []
    pauses = merge_intervals(holds)
    found: list[Segment] = []
    day, last = timeline.day_of(start), timeline.day_of(end)
    last = min(last, day + dt.timedelta(days=MOST_DAYS))
    while day <= last:
        stretches = timeline.stretches(day)
        for low, high in stretches:
            found += _cut(max(low, start), min(high, end), pauses)
        if not stretches:
            name = timeline.day_off(day)
            found.append(Segment(SegmentKind.HOLIDAY if name else SegmentKind.REST, *_day(timeline, day), name))
        day += dt.timedelta(days=1)
    return found


def _day(timeline: Timeline, day: dt.date) -> Interval:
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=timeline.zone)
    return int(midnight.timestamp()), int((midnight + dt.timedelta(days=1)).timestamp())


def _cut(low: int, high: int, pauses: list[Interval]) -> Iterator[Segment]:
    """One stretch of office hours, cut where the clock stands still."""
    for pause_start, pause_end in pauses:
        start, end = max(low, pause_start), min(high, pause_end)
        if start < end:
            if low < start:
                yield Segment(SegmentKind.WORK, low, start)
            yield Segment(SegmentKind.HOLD, start, end)
            low = end
    if low < high:
        yield Segment(SegmentKind.WORK, low, high)
