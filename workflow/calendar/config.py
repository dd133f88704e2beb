"""When the office works: the calendar as it is written in site_config/calendar.yml and holidays.yml.

The default hours follow Perpres 21/2023 (37.5 hours a week, 32.5 in Ramadan).
"""

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from workflow.text.field_types import Line, Span


class Week(Struct, frozen=True, forbid_unknown_fields=True):
    """The working hours of each weekday; the gaps between them are breaks."""

    monday: tuple[Span, ...]
    tuesday: tuple[Span, ...]
    wednesday: tuple[Span, ...]
    thursday: tuple[Span, ...]
    friday: tuple[Span, ...]
    saturday: tuple[Span, ...] = ()
    sunday: tuple[Span, ...] = ()

    def on(self, day: dt.date) -> tuple[Span, ...]:
        """The working hours of the weekday that `day` is."""
        return getattr(self, WEEKDAYS[day.weekday()])  # type: ignore[no-any-return]


WEEKDAYS = Week.__struct_fields__


class Period(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """Days, both ends included, on which the office keeps other hours, such as Ramadan."""

    name: Line
    start: dt.date
    until: dt.date
    hours: Week


class Closure(Struct, frozen=True, forbid_unknown_fields=True):
    """A day on which the office is closed though no national list says so."""

    date: dt.date
    name: Line


class DayOff(StrEnum):
    """Why a day of the national list is free."""

    PUBLIC = "public"
    JOINT_LEAVE = "joint-leave"
    """Cuti bersama: decreed leave around a holiday."""


class Holiday(Struct, frozen=True, forbid_unknown_fields=True):
    """One day of the national list."""

    date: dt.date
    name: Line
    kind: DayOff


class Holidays(Struct, frozen=True, forbid_unknown_fields=True):
    """The national list, as `redaksi holidays` writes it from the `holidays` library."""

    years: tuple[int, ...]
    days: tuple[Holiday, ...]


class CalendarFile(Struct, frozen=True, forbid_unknown_fields=True):
    """site_config/calendar.yml."""

    zone: Line
    hours: Week
    periods: tuple[Period, ...] = ()
    closures: tuple[Closure, ...] = ()


class Calendar(Struct, frozen=True):
    """All that decides whether the office works at a given moment."""

    file: CalendarFile
    holidays: Holidays

    def week(self, day: dt.date) -> Week:
        """The hours that hold on a day: a special period's, else the usual ones."""
        for period in self.file.periods:
            if period.start <= day <= period.until:
                return period.hours
        return self.file.hours

    def days_off(self) -> dict[dt.date, str]:
        """Each day on which nobody works, and its name."""
        free = {day.date: day.name for day in self.holidays.days}
        return free | {day.date: day.name for day in self.file.closures}
