"""The office's hours as cron lines: GitHub counts in UTC, an office by its own clock.

Source: GitHub Docs, "Events that trigger workflows", `schedule`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from workflow.calendar.config import WEEKDAYS, CalendarFile
from workflow.i18n.dates import zone_name

OFTEN, SELDOM = (7, 27, 47), (17,)
"""Minutes of an hour: off the full and half hours, when GitHub is crowded and drops runs."""
AWAKE = range(7, 22)
"""Hours of the office's clock in which a story may open."""
EARLY = 6
"""The hour of the office's clock at which the day's first stories are looked for."""
REPORT_HOUR, REPORT_MINUTE = 7, 25
DAYS, HOURS, MINUTES = 7, 24, 60
SUNDAY = 6
_REFERENCE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The day by whose offset the clock is set; zones of Indonesia have no other all year."""


class CronLine(Struct, frozen=True):
    """One line of a schedule."""

    cron: str
    said: str
    """Its times by the office's clock, and what they are for."""


class Runs(Struct, frozen=True):
    """Times of a week by the office's clock; Monday is 0."""

    days: frozenset[int]
    hours: frozenset[int]
    minutes: tuple[int, ...]
    said: str
    every: int = 1
    """Hours from one to the next."""


def offset_minutes(zone: str) -> int:
    """How far the zone's clock is ahead of UTC."""
    moved = _REFERENCE.astimezone(ZoneInfo(zone)).utcoffset() or dt.timedelta()
    return int(moved.total_seconds()) // 60


def clock_lines(calendar: CalendarFile) -> list[CronLine]:
    """When clock.yml asks: often while the office works, hourly around it, rarely on days off."""
    spans = {day: getattr(calendar.hours, name) for day, name in enumerate(WEEKDAYS)}
    work = frozenset(day for day, spans_of_day in spans.items() if spans_of_day)
    starts = [start // 3600 for day in work for start, _ in spans[day]]
    ends = [-(-end // 3600) for day in work for _, end in spans[day]]
    office = frozenset(range(min(starts) + 1, max(ends) - 1)) if work else frozenset[int]()
    free = frozenset(range(DAYS)) - work
    runs = (
        Runs(work, office, OFTEN, "every twenty minutes: office hours"),
        Runs(work, frozenset(AWAKE) - office, SELDOM, "hourly: stories that open"),
        Runs(free, frozenset(AWAKE[::2]), SELDOM, "every two hours: stories that open", every=2),
        Runs(frozenset(range(DAYS)), frozenset((EARLY,)), SELDOM, "stories that open"),
    )
    return [line for one in runs if one.days and one.hours for line in _lines(one, calendar.zone)]


def report_line(zone: str) -> CronLine:
    """When report.yml runs: in the morning of the first, at an hour that is the first in UTC too."""
    hour = max(REPORT_HOUR, -(-offset_minutes(zone) // 60))
    at = hour * MINUTES + REPORT_MINUTE - offset_minutes(zone)
    said = f"{hour:02}.{REPORT_MINUTE} {_zone(zone)} on the first"
    return CronLine(f"{at % MINUTES} {at // MINUTES} 1 * *", said)


def _lines(runs: Runs, zone: str) -> Iterator[CronLine]:
    """The lines that together are these runs: hours that fall on the same days of UTC share one."""
    ahead = offset_minutes(zone)
    shared: dict[tuple[tuple[int, ...], int], list[int]] = {}
    for hour in sorted(runs.hours):
        by_hour: dict[int, list[int]] = {}
        for minute in runs.minutes:
            at = hour * MINUTES + minute - ahead
            by_hour.setdefault(at // MINUTES, []).append(at % MINUTES)
        for at_hour, found in by_hour.items():
            shared.setdefault((tuple(found), at_hour // HOURS), []).append(at_hour)
    for (minutes, moved), hours in shared.items():
        days = sorted({(day + moved) % DAYS for day in runs.days})
        cron = f"{_list(minutes)} {_hours((hour % HOURS for hour in hours), runs.every)} * * {_days(days)}"
        locally = [hour * MINUTES + minute + ahead for hour in hours for minute in minutes]
        yield CronLine(cron, f"{_day_names(runs.days)} {_times(locally, runs.every)} {_zone(zone)}, {runs.said}")


def _zone(zone: str) -> str:
    return zone_name(_REFERENCE, zone)


def _list(values: Iterable[int]) -> str:
    return ",".join(map(str, values))


def _runs_of(values: Iterable[int], every: int = 1) -> list[tuple[int, int]]:
    """Values in order as stretches of equal steps, the first and the last of each."""
    found: list[tuple[int, int]] = []
    for value in sorted(values):
        if found and found[-1][1] == value - every:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def _hours(hours: Iterable[int], every: int = 1) -> str:
    by = "" if every == 1 else f"/{every}"
    return ",".join(str(one) if one == last else f"{one}-{last}{by}" for one, last in _runs_of(hours, every))


def _days(days: list[int]) -> str:
    """Days of cron, which counts from Sunday."""
    return "*" if len(days) == DAYS else _hours((day + 1) % DAYS for day in days)


def _day_names(days: frozenset[int]) -> str:
    if len(days) == DAYS:
        return "every day"
    names = [name.capitalize() for name in WEEKDAYS]
    stretches = _runs_of(days)
    if len(stretches) == 1 and stretches[0][1] - stretches[0][0] > 1:
        return f"{names[stretches[0][0]]} to {names[stretches[0][1]]}"
    return " and ".join(names[day] for day in sorted(days))


def _times(minutes: list[int], every: int) -> str:
    """Minutes of a day as people read them, hours of equal steps as one stretch."""
    shown = []
    for first, last in _runs_of({at // MINUTES for at in minutes}, every):
        begin = min(at for at in minutes if at // MINUTES == first)
        end = max(at for at in minutes if at // MINUTES == last)
        shown.append(_time(begin) if begin == end else f"{_time(begin)} to {_time(end)}")
    return " and ".join(shown)


def _time(at: int) -> str:
    return f"{at // MINUTES % HOURS:02}.{at % MINUTES:02}"
