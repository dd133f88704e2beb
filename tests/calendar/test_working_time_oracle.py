"""An independent library reckons 100,000 random intervals, and agrees on every second of them."""

import datetime as dt
import random
from bisect import bisect_left
from itertools import pairwise

import pytest
import pytz  # type: ignore[import-untyped]
from businesstimedelta import HolidayRule, LunchTimeRule, Rules, WorkDayRule

from tests.support.offices import ROOT
from workflow.config.load import load_office

INTERVALS, CHUNKS = 100_000, 4
OFFICE = load_office(ROOT)[0]
assert OFFICE
ZONE = pytz.FixedOffset(7 * 60)
"""WIB, which knows no summer time; the library is four times as slow with the named zone."""
HOLIDAYS = [*sorted(OFFICE.calendar.days_off()), dt.date(2099, 1, 1)]
PERIODS = [(period.start, period.until) for period in OFFICE.calendar.file.periods]

FIRST = ZONE.localize(dt.datetime.fromisoformat("2024-01-01"))
EDGES = [
    ZONE.localize(dt.datetime.combine(day, dt.time()))
    for first, last in PERIODS
    for day in (first, last + dt.timedelta(days=1))
]
DAY = 86400
LENGTHS = [1800] * 12 + [4 * 3600] * 6 + [DAY] * 2 + [5 * DAY]
"""Mostly as long as steps take, some over a night, a few over a week-end and a holiday."""


def clock(text: str) -> dt.time:
    """A time of day."""
    return dt.time.fromisoformat(text)


def rules(*days: tuple[list[int], str, str, str, str]) -> Rules:
    """Working days, each with begin, break and end."""
    off = HolidayRule(HOLIDAYS, tz=ZONE)
    off.next_holiday = lambda date, **_: HOLIDAYS[bisect_left(HOLIDAYS, date)]  # its own looks day by day
    made = [off]
    for weekdays, begin, pause, resume, end in days:
        made.append(WorkDayRule(clock(begin), clock(end), weekdays, tz=ZONE))
        made.append(LunchTimeRule(clock(pause), clock(resume), weekdays, tz=ZONE))
    return Rules(made)


USUAL = rules(([0, 1, 2, 3], "07:30", "12:00", "13:00", "16:00"), ([4], "07:30", "11:30", "13:00", "16:30"))
FASTING = rules(([0, 1, 2, 3], "08:00", "12:00", "12:30", "15:00"), ([4], "08:00", "11:30", "12:30", "15:30"))


def oracle(start: dt.datetime, end: dt.datetime) -> int:
    """Working seconds by the other library, which knows no periods: so each piece by the rule of its days."""
    cuts = [start, *(edge for edge in EDGES if start < edge < end)]
    cuts.append(end)
    return sum(int(rule(one).difference(one, two).timedelta.total_seconds()) for one, two in pairwise(cuts))


def rule(at: dt.datetime) -> Rules:
    """The rule of the days that begin at an instant."""
    return FASTING if any(first <= at.date() <= last for first, last in PERIODS) else USUAL


@pytest.mark.thorough
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_same_as_businesstimedelta(chunk: int) -> None:
    """Intervals of minutes, hours and days, begun in the daytime, over four years of holidays and four fasting months."""
    assert OFFICE
    numbers = random.Random(chunk)
    for _ in range(INTERVALS // CHUNKS):
        second = numbers.randrange(4 * 365) * DAY + numbers.randrange(6 * 3600, 18 * 3600)
        start = ZONE.normalize(FIRST + dt.timedelta(seconds=second))
        end = ZONE.normalize(start + dt.timedelta(seconds=numbers.randrange(numbers.choice(LENGTHS))))
        mine = OFFICE.timeline.elapsed(int(start.timestamp()), int(end.timestamp()))
        assert mine == oracle(start, end), (start, end)
