"""When an event is: its first and last moment on the office's clock, and what is wrong with the two."""

import datetime as dt
from enum import StrEnum
from zoneinfo import ZoneInfo

from workflow.records.event import Event
from workflow.text.field_types import SECONDS_PER_DAY

LONGEST_DAYS = 366
"""Days of one event; more is a mistyped year."""
FIRST_YEAR, LAST_YEAR = 2000, 2098
"""Of whole days, like those of instants; the day after the last still has a name."""


class TimeFlaw(StrEnum):
    """Why nobody can say when an event is."""

    NO_BEGINNING = "no-beginning"
    TWO_BEGINNINGS = "two-beginnings"
    STRAY_END = "stray-end"
    """`ends` beside whole days, or `last_day` beside hours."""
    END_BEFORE_BEGINNING = "end-before-beginning"
    TOO_LONG = "too-long"
    ODD_YEAR = "odd-year"


def time_flaw(event: Event) -> TimeFlaw | None:
    """What is wrong with an event's times; None where they can be used."""
    timed, whole = event.starts is not None, event.day is not None
    if not timed and not whole:
        return TimeFlaw.NO_BEGINNING
    if timed and whole:
        return TimeFlaw.TWO_BEGINNINGS
    if (event.last_day if timed else event.ends) is not None:
        return TimeFlaw.STRAY_END
    if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in (event.day, event.last_day) if day):
        return TimeFlaw.ODD_YEAR
    days = length_in_days(event)
    if days is None or 0 < days <= LONGEST_DAYS:
        return None
    return TimeFlaw.TOO_LONG if days > 0 else TimeFlaw.END_BEFORE_BEGINNING


def length_in_days(event: Event) -> int | None:
    """Days from its beginning to its end, begun ones whole; 0 or less where it does not end after it begins.

    None where no end is named.
    """
    if event.starts is not None and event.ends is not None:
        return -((int(event.starts) - int(event.ends)) // SECONDS_PER_DAY)
    if event.day is not None and event.last_day is not None:
        return (event.last_day - event.day).days + 1
    return None


def midnight(day: dt.date, zone: str) -> int:
    """The instant at which a day begins in a zone."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())


def first_moment(event: Event, zone: str) -> int:
    """When an event without a `time_flaw` begins: whole days at midnight."""
    return int(event.starts) if event.starts is not None else midnight(_day(event), zone)


def last_moment(event: Event, zone: str) -> int:
    """From when on an event without a `time_flaw` is over. Hours without an end are over when their day is."""
    if event.ends is not None:
        return int(event.ends)
    if event.starts is not None:
        last = dt.datetime.fromtimestamp(int(event.starts), ZoneInfo(zone)).date()
    else:
        last = event.last_day or _day(event)
    return midnight(last + dt.timedelta(days=1), zone)


def _day(event: Event) -> dt.date:
    assert event.day  # noqa: S101  # where there are no hours, there is a day
    return event.day
