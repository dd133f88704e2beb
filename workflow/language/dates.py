"""Dates and times as Indonesians write them, from Babel's locale data. Slow to import: import it late."""

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_name

from workflow.language.catalog import language


def local(at: int, zone: str) -> dt.datetime:
    """The instant `at` (seconds since the epoch) on the clock of `zone`."""
    return dt.datetime.fromtimestamp(at, ZoneInfo(zone))


def long_time(at: int, zone: str) -> str:
    """ "Senin, 21 Oktober 2024 pukul 08.05 WIB"."""
    moment = local(at, zone)
    pattern = "EEEE, d MMMM y 'pukul' HH.mm" if language() == "id" else "EEEE, d MMMM y, HH:mm"
    text = format_datetime(moment, pattern, tzinfo=ZoneInfo(zone), locale=language())
    return f"{text} {zone_name(moment, zone)}"


def short_time(at: int, zone: str) -> str:
    """ "21 Okt 2024, 08.05 WIB": for tables."""
    moment = local(at, zone)
    pattern = "d MMM y, HH.mm" if language() == "id" else "d MMM y, HH:mm"
    text = format_datetime(moment, pattern, tzinfo=ZoneInfo(zone), locale=language())
    return f"{text} {zone_name(moment, zone)}"


def zone_name(moment: dt.datetime, zone: str) -> str:
    """The zone's short name, "WIB" for Asia/Pontianak in either language."""
    return get_timezone_name(moment.replace(tzinfo=ZoneInfo(zone)), width="short", locale="id")


def long_date(day: dt.date) -> str:
    """ "21 Oktober 2024"."""
    return format_date(day, "d MMMM y", locale=language())


def month_name(year: int, month: int) -> str:
    """ "Oktober 2024"."""
    return format_date(dt.date(year, month, 1), "MMMM y", locale=language())


def weekday_date(day: dt.date) -> str:
    """ "Sen, 21 Okt 2024": for narrow columns."""
    return format_date(day, "EEE, d MMM y", locale=language())
