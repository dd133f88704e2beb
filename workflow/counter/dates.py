"""A day as people write it in a comment: "Senin 30 November", "30/11/2026", "besok"; never a guess."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from babel.dates import get_day_names, get_month_names

LONGEST = 80
"""Characters of a day that are read."""
LANGUAGES = ("id", "en")
AHEAD = {"hari ini": 0, "today": 0, "besok": 1, "tomorrow": 1, "lusa": 2}
"""Days from today. "Minggu depan" is not among them: it names no single day."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DIGITS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?", re.ASCII)
_WORDS = re.compile(r"(?:tanggal |tgl\.? )?(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?", re.ASCII)
_SPACES = re.compile(r"[\s,]+")


def read_day(text: str, today: dt.date) -> dt.date | None:
    """The one day that a text names; None where it names none, or contradicts itself.

    A day without a year is the next such day from today on. A weekday alone is the next one after today. A weekday
    beside a date must be that date's: people who write both have looked at a calendar, and one of the two is wrong.
    """
    if len(text) > LONGEST:
        return None
    words = _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip(" .").casefold()
    if words in AHEAD:
        return today + dt.timedelta(AHEAD[words])
    first, _, rest = words.partition(" ")
    weekday = _weekdays().get(first.removesuffix("."))
    if weekday is None:
        return _date(words, today)
    if not rest:
        return today + dt.timedelta((weekday - today.weekday() - 1) % 7 + 1)
    day = _date(rest, today)
    return day if day and day.weekday() == weekday else None


def _date(words: str, today: dt.date) -> dt.date | None:
    if found := _ISO.fullmatch(words):
        year, month, day = found.groups()
        return _real(int(year), int(month), int(day))
    if found := _DIGITS.fullmatch(words):
        return _next(found[3], int(found[2]), int(found[1]), today)
    found = _WORDS.fullmatch(words)
    month_number = _months().get(found[2]) if found else None
    return _next(found[3], month_number, int(found[1]), today) if found and month_number else None


def _next(year: str | None, month: int, day: int, today: dt.date) -> dt.date | None:
    if year:
        return _real(int(year), month, day)
    this = _real(today.year, month, day)
    return this if this and this >= today else _real(today.year + 1, month, day)


def _real(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@lru_cache(1)
def _weekdays() -> dict[str, int]:
    """Names of the days from Monday, 0; with the spellings that the locale data lack."""
    names = {name.casefold(): day for tongue in LANGUAGES for day, name in get_day_names(locale=tongue).items()}
    return names | {"jum'at": names["jumat"], "jum\u2019at": names["jumat"], "ahad": names["minggu"]}


@lru_cache(1)
def _months() -> dict[str, int]:
    return {
        name.casefold().rstrip("."): month
        for tongue in LANGUAGES
        for width in ("wide", "abbreviated")
        for month, name in get_month_names(width, locale=tongue).items()
    }
