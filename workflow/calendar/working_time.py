"""Exact working time between two instants, fast enough for a whole archive.

All stretches of work lie on one axis of absolute seconds, with the work done before each summed up.
The work before an instant is then one bisection, and the work between two instants a difference:
additive, monotone and the same in every zone by construction.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from workflow.calendar.config import Calendar

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""The years that an instant can lie in; see text/field_types.py."""

Interval = tuple[int, int]
"""Two instants in seconds since the epoch, the first not after the second."""


class Timeline:
    """The office's working time. Years are laid out when they are first asked for."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.zone = ZoneInfo(calendar.file.zone)
        self._off = calendar.days_off()
        self._first = self._last = 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []
        self._from = self._to = 0

    def _cover(self, earliest: int, latest: int) -> None:
        """Lay out the years around two instants, so that later calls only bisect."""
        first = min(dt.datetime.fromtimestamp(earliest, self.zone).year, self._first or LAST_YEAR)
        last = max(dt.datetime.fromtimestamp(latest, self.zone).year, self._last)
        self._first, self._last = max(first - 1, FIRST_YEAR - 1), min(last + 1, LAST_YEAR + 1)
        self._starts, self._ends, self._before = [], [], []
        done = 0
        day = dt.date(self._first, 1, 1)
        self._from = self.at(day, 0)
        while day.year <= self._last:
            for start, end in self.stretches(day):
                self._starts.append(start)
                self._ends.append(end)
                self._before.append(done)
                done += end - start
            day += dt.timedelta(days=1)
        self._to = self.at(day, 0)

    def at(self, day: dt.date, second: int) -> int:
        """The absolute second of a local time of day; second 86400 is the next midnight."""
        moment = dt.datetime(day.year, day.month, day.day, tzinfo=self.zone) + dt.timedelta(seconds=second)
        return int(moment.timestamp())

    def stretches(self, day: dt.date) -> list[Interval]:
        """The stretches of work of one local day, as absolute seconds."""
        spans = () if day in self._off else self.calendar.week(day).on(day)
        return [(self.at(day, start), self.at(day, end)) for start, end in sorted(spans)]

    def day_of(self, at: int) -> dt.date:
        """The local day of an instant."""
        return dt.datetime.fromtimestamp(at, self.zone).date()

    def day_off(self, day: dt.date) -> str:
        """The name of the holiday or closure that a day is; "" for any other."""
        return self._off.get(day, "")

    def worked_before(self, at: int) -> int:
        """Working seconds from the beginning of the axis to an instant."""
        if not self._from <= at < self._to:
            self._cover(at, at)
        i = bisect_right(self._starts, at) - 1
        if i < 0:
            return 0
        end = self._ends[i]
        return self._before[i] + (min(end, at)) - self._starts[i]

    def elapsed(self, start: int, end: int, holds: Iterable[Interval] = ()) -> int:
        """Working seconds between two instants, less what lies in holds. 0 when `end` is not after `start`."""
        if end <= start:
            return 0
        # the earlier end of the axis may move when a year is laid out: ask for both ends first
        if start < self._from or end >= self._to:
            self._cover(start, end)
        worked = self.worked_before(end) - self.worked_before(start)
        for pause_start, pause_end in merge_intervals(holds) if holds else ():
            low, high = max(start, pause_start), min(end, pause_end)
            if low < high:
                worked -= self.worked_before(high) - self.worked_before(low)
        return worked

    def is_working(self, at: int) -> bool:
        """Whether the office works at an instant; the last second of a stretch still counts."""
        if not self._from <= at < self._to:
            self._cover(at, at)
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at <= self._ends[i]

    def due(self, start: int, seconds: int, holds: Iterable[Interval] = ()) -> int:
        """The first instant by which `seconds` of working time have passed since `start`, holds left out."""
        pauses = merge_intervals(holds)
        moment = start
        remaining = seconds
        for pause_start, pause_end in pauses:
            if pause_end <= moment:
                continue
            available = self.elapsed(moment, pause_start)
            if available >= remaining:
                break
            remaining -= available
            moment = max(moment, pause_end)
        return self._after(moment, remaining)

    def _after(self, start: int, seconds: int) -> int:
        if seconds <= 0:
            return start
        target = self.worked_before(start) + seconds
        while not self._before or target > self._before[-1]:
            if self._last > LAST_YEAR:
                return self._to
            self._cover(start, 2 * self._to - start)  # doubled, for an office that hardly ever works
            target = self.worked_before(start) + seconds
        i = bisect_left(self._before, target) - 1
        return self._starts[i] + target - self._before[i]


def merge_intervals(holds: Iterable[Interval]) -> list[Interval]:
    """Holds in order, overlapping ones made one, so that no second is taken off twice."""
    union: list[Interval] = []
    for start, end in sorted(holds):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        elif start < end:
            union.append((start, end))
    return union
