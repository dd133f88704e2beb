"""When the clock asks: by the office's time, off the crowded minutes, and never so rarely that an embargo is late."""

import datetime as dt
import re
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.support.offices import ROOT
from tests.workflows.cron import instants
from tests.workflows.workflow_files import workflows

WIB = ZoneInfo("Asia/Pontianak")
MONDAY = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
FILE = ROOT / ".github/workflows/clock.yml"
LINE = re.compile(r'- cron: "([^"]+)" # (.+)')


def week(lines: list[str]) -> list[dt.datetime]:
    """A week's runs by the office's clock."""
    return [at.astimezone(WIB) for at in instants(lines, MONDAY, 7)]


def lines() -> dict[str, str]:
    """What is said of each line."""
    return dict(LINE.findall(FILE.read_text()))


def test_what_is_said_of_each_line_is_so() -> None:
    for line, said in lines().items():
        times = {f"{at:%H.%M}" for at in week([line])}
        days = {at.isoweekday() for at in week([line])}
        first, last = re.findall(r"\d\d\.\d\d", said)[0], re.findall(r"\d\d\.\d\d", said)[-1]
        assert {first, last} == {min(times), max(times)}, said
        assert set(re.findall(r"\d\d\.\d\d", said)) <= times, said
        who = {"Monday to Friday": {1, 2, 3, 4, 5}, "Saturday and Sunday": {6, 7}, "every day": {1, 2, 3, 4, 5, 6, 7}}
        assert days == next(those for name, those in who.items() if said.startswith(name)), said


def test_runs_are_spread_over_the_day_as_stories_and_reminders_need_them() -> None:
    found = week([*lines()])
    for one, other in pairwise(found):
        gap = (other - one).total_seconds() / 60
        is_office = one.isoweekday() <= 5 and one.hour in range(8, 15)
        is_night = other.date() != one.date()
        weekend = one.isoweekday() > 5
        assert gap <= (20 if is_office else 9 * 60 if is_night else 120 if weekend else 60), f"{one} {other}"
    assert {at.hour for at in found} == set(range(6, 22))
    assert len(found) == len(set(found)), "each time once, or it is billed twice"


def test_no_schedule_asks_when_github_is_crowded() -> None:
    for workflow in workflows():
        for one in workflow.triggers.get("schedule", {}).get("cron", []):
            crowded = {at.minute for at in instants([one["cron"]], MONDAY, 31)} & {0, 30}
            assert not crowded, workflow.file


def test_only_what_is_told_of_schedules_has_one() -> None:
    """GitHub switches a whole file off when its schedule sleeps: what is pushed must still be deployed."""
    assert {workflow.file for workflow in workflows() if "schedule" in workflow.triggers} == {"clock.yml", "report.yml"}
