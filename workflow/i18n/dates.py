"""Dates and times as Indonesians write them, from Babel's locale data. Slow to import: import it late."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_name

from workflow.i18n.language import current_language


def local_time(at: int, zone: str) -> dt.datetime:
    """The instant `at` (seconds since the epoch) on the clock of `zone`."""
    return dt.datetime.fromtimestamp(at, ZoneInfo(zone))


def long_time(at: int, zone: str) -> str:
    """ "Senin, 21 Oktober 2024 pukul 08.05 WIB"."""
    moment, locale = local_time(at, zone), current_language()
    day = _day(moment.date(), "EEEE, d MMMM y", locale)
    time = f" pukul {moment:%H.%M}" if locale == "id" else f", {moment:%H:%M}"
    return f"{day}{time} {zone_name(moment, zone)}"


def short_time(at: int, zone: str) -> str:
    """ "21 Okt 2024, 08.05 WIB": for tables."""
    moment, locale = local_time(at, zone), current_language()
    day = _day(moment.date(), "d MMM y", locale)
    time = f"{moment:%H.%M}" if locale == "id" else f"{moment:%H:%M}"
    return f"{day}, {time} {zone_name(moment, zone)}"


@lru_cache(4096)
def _day(day: dt.date, pattern: str, locale: str) -> str:
    """A day in words; Babel takes a tenth of a millisecond, and pages name one day many times."""
    return format_date(day, pattern, locale=locale)


def zone_name(moment: dt.datetime, zone: str) -> str:
    """The zone's short name, "WIB" for Asia/Pontianak in either language."""
    return _zone_name(moment.replace(tzinfo=ZoneInfo(zone), hour=12, minute=0, second=0, microsecond=0), zone)


@lru_cache(4096)
def _zone_name(noon: dt.datetime, zone: str) -> str:  # noqa: ARG001  # equal instants of two zones are two keys
    """The zone's name on a day."""
    return get_timezone_name(noon, width="short", locale="id")


def long_date(day: dt.date) -> str:
    """ "21 Oktober 2024"."""
    return _day(day, "d MMMM y", current_language())


def medium_date(day: dt.date) -> str:
    """ "21 Okt 2024": for lists."""
    return _day(day, "d MMM y", current_language())


def date_span(first: dt.date, last: dt.date) -> str:
    """Two days, with a dash between them; the month or year that both share is said once."""
    locale = current_language()
    shared = "d" if (first.year, first.month) == (last.year, last.month) else "d MMMM"
    start = _day(first, shared if first.year == last.year else "d MMMM y", locale)
    return f"{start}\N{EN DASH}{long_date(last)}" if shared == "d" else f"{start} \N{EN DASH} {long_date(last)}"


def full_date(date: str) -> str:
    """ "Rabu, 25 November 2026", of 2026-11-25."""
    return _day(dt.date.fromisoformat(date), "EEEE, d MMMM y", current_language())


def month_name(year: int, month: int) -> str:
    """ "Oktober 2024"."""
    return _day(dt.date(year, month, 1), "MMMM y", current_language())


def weekday_date(day: dt.date) -> str:
    """ "Sen, 21 Okt 2024": for narrow columns."""
    return format_date(day, "EEE, d MMM y", locale=current_language())


def weekday_name(day: dt.date) -> str:
    """ "Senin"."""
    return _day(day, "EEEE", current_language())
