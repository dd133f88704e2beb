"""Figures by month and by year of the office's calendar, in one pass over all requests."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from workflow.calendar.working_time import Timeline
from workflow.metrics.aggregate import Events, PeriodTally, events_between, tally_events
from workflow.metrics.request_timing import RequestOutcome, RequestTiming

First = Callable[[dt.date], dt.date]
"""From a day to the first day of the period it lies in."""


class Period(Struct, frozen=True):
    """A calendar month or year, and its figures."""

    first: dt.date
    figures: PeriodTally


def month_of(day: dt.date) -> dt.date:
    """The first day of a day's month."""
    return day.replace(day=1)


def year_of(day: dt.date) -> dt.date:
    """The first day of a day's year."""
    return day.replace(month=1, day=1)


def following(first: dt.date, begin: First) -> dt.date:
    """The first day of the period after one."""
    return begin(first + dt.timedelta(days=31 if begin is month_of else 366))


def by_period(
    courses: Iterable[RequestTiming], corrections: Iterable[int], timeline: Timeline, now: int, begin: First
) -> list[Period]:
    """The figures of every month (or year) from the first letter until now, the quiet ones too, oldest first."""
    received, taken_back, ralat = Counter[dt.date](), Counter[dt.date](), Counter[dt.date]()
    finished: dict[dt.date, list[RequestTiming]] = defaultdict(list)
    for course in courses:
        received[begin(timeline.day_of(course.received))] += 1
        if course.ended is None:
            continue
        end = begin(timeline.day_of(course.ended))
        if course.fate is RequestOutcome.CLOSED:
            finished[end].append(course)
        else:
            taken_back[end] += 1
    ralat.update(begin(timeline.day_of(at)) for at in corrections)
    periods, waiting = [], 0
    for first in _periods([*received, *ralat], begin(timeline.day_of(now)), begin):
        figures = tally_events(Events(received[first], finished[first], taken_back[first], ralat[first]), waiting)
        waiting = figures.open
        periods.append(Period(first, figures))
    return periods


def _periods(seen: Iterable[dt.date], last: dt.date, begin: First) -> Iterator[dt.date]:
    first = min([last, *seen])
    while first <= last:
        yield first
        first = following(first, begin)


class Recent(Struct, frozen=True):
    """The last twelve months, and what is open now."""

    since: dt.date
    """The first day."""
    figures: PeriodTally
    late: int
    """Of the open: those whose next step is overdue."""


def recent(courses: Iterable[RequestTiming], corrections: Iterable[int], timeline: Timeline, now: int) -> Recent:
    """The figures from the same day a year ago until now; 29 February looks back to 1 March."""
    courses = list(courses)
    today = timeline.day_of(now)
    start = dt.date(today.year - 1, today.month, 1) + dt.timedelta(days=today.day - 1)
    since = timeline.at(start, 0)
    events = events_between(courses, corrections, since, now + 1)
    before = sum(course.received < since and (course.ended is None or course.ended >= since) for course in courses)
    late = sum(course.due is not None and course.due.late for course in courses)
    return Recent(start, tally_events(events, before), late)


class ServicePromise(Struct, frozen=True):
    """The service promise in three figures."""

    percent: int | None
    """The share of requests finished in the last twelve months within the SOP's total."""
    finished: int
    median: int | None
    """Working seconds from the letter to the report."""
    total: int
    """Working seconds that the SOP in force allows."""
    open: int


def promise(recently: Recent, total: int) -> ServicePromise:
    """What the home page says, of the last twelve months."""
    figures = recently.figures
    return ServicePromise(figures.percent, figures.finished, figures.median, total, figures.open)
