"""When the office works, in words: the same sentence in hand-written pages and in the handbook."""

import datetime as dt
import re
from itertools import pairwise

from workflow.calendar.config import WEEKDAYS, CalendarFile, Week
from workflow.i18n.catalog import tr
from workflow.text.field_types import Span

_YEAR = re.compile(r"\s+\d+(\s+H)?$")
"""What tells one year's special hours from another's, as in "Ramadan 1448 H"."""
_MONDAY = dt.date(2024, 1, 1)


def usual_hours(file: CalendarFile) -> str:
    """ "Senin sampai Kamis pukul 07.30-16.00 WIB dengan istirahat pukul 12.00-13.00 WIB, dan Jumat ..."."""
    return week_in_words(file.hours, zone_word(file))


def special_hours(file: CalendarFile) -> str:
    """The hours of each kind of special period, such as Ramadan, as its latest year has them; "" without any."""
    latest = {_YEAR.sub("", one.name): one for one in sorted(file.periods, key=lambda period: period.start)}
    said = (
        tr("During {name}:", name=name) + f" {week_in_words(one.hours, zone_word(file))}."
        for name, one in latest.items()
    )
    return " ".join(said)


def zone_word(file: CalendarFile) -> str:
    """The zone as people write it behind a time: WIB, WITA or WIT in Indonesia."""
    from workflow.i18n.dates import zone_name

    return zone_name(dt.datetime(_MONDAY.year, 1, 1, tzinfo=dt.UTC), file.zone)


def week_in_words(week: Week, zone: str) -> str:
    """The hours of a week, days with the same ones taken together; "" where nobody ever works."""
    runs = list[tuple[list[int], tuple[Span, ...]]]()
    for number, name in enumerate(WEEKDAYS):
        spans = tuple(sorted(getattr(week, name)))
        if runs and runs[-1][1] == spans:
            runs[-1][0].append(number)
        else:
            runs.append(([number], spans))
    parts = [_run_in_words(days, spans, zone) for days, spans in runs if spans]
    *most, last = parts or [""]
    return ", ".join(most) + tr(", and ") + last if most else last


def _run_in_words(days: list[int], spans: tuple[Span, ...], zone: str) -> str:
    first, last = _day(days[0]), _day(days[-1])
    who = first if first == last else tr("{first} to {last}", first=first, last=last)
    whole = tr("{days} {hours} {zone}", days=who, hours=_stretch(spans[0][0], spans[-1][1]), zone=zone)
    breaks = [_stretch(one[1], two[0]) for one, two in pairwise(spans) if one[1] < two[0]]
    return (
        tr("{hours} with a break {breaks} {zone}", hours=whole, breaks=", ".join(breaks), zone=zone)
        if breaks
        else whole
    )


def _day(number: int) -> str:
    from workflow.i18n.dates import weekday_name

    return weekday_name(_MONDAY + dt.timedelta(days=number))


def _stretch(start: int, end: int) -> str:
    return f"{_clock(start)}\N{EN DASH}{_clock(end)}"


def _clock(second: int) -> str:
    return f"{second // 3600:02}.{second % 3600 // 60:02}"
