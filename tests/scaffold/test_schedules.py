"""The office's hours in GitHub's clock: read back by the cron lines' own meaning, in every zone and week."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.cron import instants
from workflow.calendar.config import WEEKDAYS, CalendarFile, Week
from workflow.scaffold.schedules import CronLine, clock_lines, report_line
from workflow.text.field_types import Span

MONDAY = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def at_home(lines: list[CronLine], zone: str) -> list[dt.datetime]:
    """A week's runs from Monday by the office's clock."""
    found = [at.astimezone(ZoneInfo(zone)) for line in lines for at in instants([line.cron], MONDAY, 9)]
    return sorted(at for at in found if 17 <= at.day <= 23)


@st.composite
def calendars(draw: st.DrawFn) -> CalendarFile:
    days = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    begin, hours = draw(st.integers(6, 9)), draw(st.integers(3, 9))
    spans = (Span((begin * 3600 + draw(st.sampled_from((0, 1800))), (begin + hours) * 3600)),)
    return CalendarFile(draw(st.sampled_from(ZONES)), Week(**{day: spans if day in days else () for day in WEEKDAYS}))


@given(calendars())
def test_it_is_asked_often_while_the_office_works_and_never_twice_at_once(calendar: CalendarFile) -> None:
    found = at_home(clock_lines(calendar), calendar.zone)
    assert len(found) == len(set(found)), "each run is billed"
    for day in range(17, 24):
        times = [at for at in found if at.day == day]
        [*spans] = getattr(calendar.hours, WEEKDAYS[times[0].weekday()])
        assert {at.hour for at in times} >= {6}
        for start, end in spans:
            for hour in range(start // 3600 + 1, end // 3600 - 1):
                assert [at.minute for at in times if at.hour == hour and at.minute != 17] == [7, 27, 47]
        rest = {at.hour for at in times if at.minute == 17}
        office = {at.hour for at in times} - rest if spans else set()
        assert rest | office == (set(range(6, 22)) if spans else {6, *range(7, 22, 2)})


@given(calendars())
def test_what_is_said_of_each_line_is_when_it_runs(calendar: CalendarFile) -> None:
    for line in clock_lines(calendar):
        found = at_home([line], calendar.zone)
        times = [f"{at:%H.%M}" for at in found]
        told = re.findall(r"\d\d\.\d\d", line.said)
        assert (told[0], told[-1]) == (min(times), max(times)), line
        assert set(told) <= set(times), line
        days = {NAMES[at.weekday()] for at in found}
        named = {name for name in NAMES if name in line.said}
        assert named <= days if " to " in line.said.partition(told[0])[0] else named in (days, set()), line
        assert {7: "WIB", 8: "WITA", 9: "WIT"}[int(found[0].utcoffset().total_seconds()) // 3600] in line.said  # type: ignore[union-attr]


@pytest.mark.parametrize("zone", [*ZONES, "Asia/Pontianak"])
def test_the_report_runs_in_the_morning_of_the_first_everywhere(zone: str) -> None:
    line = report_line(zone)
    [at] = instants([line.cron], dt.datetime(2026, 3, 1, tzinfo=dt.UTC), 31)
    home = at.astimezone(ZoneInfo(zone))
    assert (home.day, home.hour in range(7, 10)) == (1, True)
    assert line.said.startswith(f"{home:%H.%M} ")
