"""The national list of days off, taken from the `holidays` library into a file people can review.

The library is slow to import (0.3 s) and its data changes with its version: in a file, a new list is
a reviewed change with a date, and every computer judges by the same days.
"""

import datetime as dt
import json

from workflow.calendar.config import DayOff, Holiday, Holidays
from workflow.extras import Extra, need

FILE_HEADER = """\
# yaml-language-server: $schema=./schema/holidays.schema.json
# Hari libur nasional dan cuti bersama, dibuat oleh `redaksi holidays --write` dari pustaka `holidays`.
# Jangan disunting dengan tangan: libur daerah dan perubahan ditulis di calendar.yml (closures).
"""


def national_holidays(years: range) -> Holidays:
    """Public holidays and cuti bersama of Indonesia in some years. Raises MissingExtraError."""
    need(Extra.CALENDAR)
    from holidays.countries.indonesia import Indonesia

    def of(category: str) -> dict[dt.date, str]:
        return dict(Indonesia(years=years, categories=(category,), language="id"))

    public, joint = of("public"), of("government")
    days = [Holiday(day, name, DayOff.PUBLIC) for day, name in public.items()]
    days += [Holiday(day, name, DayOff.JOINT_LEAVE) for day, name in joint.items() if day not in public]
    return Holidays(tuple(years), tuple(sorted(days, key=lambda day: day.date)))


def holidays_yaml(holidays: Holidays) -> str:
    """The list as the file's text; names are quoted as JSON strings, which are YAML too."""
    lines = [FILE_HEADER, f"years: [{', '.join(map(str, holidays.years))}]\n", "days:\n"]
    for day in holidays.days:
        name = json.dumps(day.name, ensure_ascii=False)
        lines.append(f"  - {{date: {day.date}, name: {name}, kind: {day.kind}}}\n")
    return "".join(lines)
