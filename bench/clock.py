"""Working time of 100,000 intervals, beside the library businesstimedelta, which must give the same answers."""

import datetime as dt
import random
import time
from collections.abc import Callable

import pytz  # type: ignore[import-untyped]
from businesstimedelta import HolidayRule, Rules, WorkDayRule
from msgspec.structs import replace

from bench.archive import REPOSITORY, the_office
from bench.measure import medians
from bench.setting import Setting
from bench.table import Row
from workflow.calendar.config import Calendar
from workflow.calendar.working_time import Interval, Timeline

COUNT = 100_000
LONGEST = 3 * 86400
"""Seconds of the longest interval: what a step may lie over a weekend. Longer ones only make the peer slower."""
FIRST = int(dt.datetime(2025, 1, 2, tzinfo=dt.UTC).timestamp())


def run(setting: Setting) -> list[Row]:
    """Time both on the same intervals. Raises ValueError when an answer differs."""
    office = the_office(REPOSITORY)
    # the peer knows one week for all the year, so special periods are left out for both
    calendar = replace(office.calendar, file=replace(office.calendar.file, periods=()))
    chance = random.Random(418)
    starts = [FIRST + chance.randrange(600 * 1440) * 60 for _ in range(COUNT)]
    intervals = [(start, start + chance.randrange(LONGEST // 60) * 60) for start in starts]
    answers: dict[str, list[int]] = {}
    ours, peer = medians(
        setting.times,
        lambda: _timed(lambda: answers.update(ours=_ours(calendar, intervals))),
        lambda: _timed(lambda: answers.update(peer=_peer(calendar, intervals))),
    )
    if answers["ours"] != answers["peer"]:
        raise ValueError(answers)
    return [Row("100,000 intervals, businesstimedelta", ours, 50, peer=peer, times_faster=True)]


def _timed(task: Callable[[], None]) -> float:
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun


def _ours(calendar: Calendar, intervals: list[Interval]) -> list[int]:
    timeline = Timeline(calendar)  # laying out the years is part of the price
    return [timeline.elapsed(start, end) for start, end in intervals]


def _peer(calendar: Calendar, intervals: list[Interval]) -> list[int]:
    zone = pytz.timezone(calendar.file.zone)
    rules = [
        WorkDayRule(start_time=_clock(start), end_time=_clock(end), working_days=[day], tz=zone)
        for day, weekday in enumerate(calendar.file.hours.__struct_fields__)
        for start, end in getattr(calendar.file.hours, weekday)
    ]
    hours = Rules([*rules, HolidayRule(list(calendar.days_off()), tz=zone)])
    moments = [[dt.datetime.fromtimestamp(at, zone) for at in interval] for interval in intervals]
    return [int(hours.difference(*pair).timedelta.total_seconds()) for pair in moments]


def _clock(second: int) -> dt.time:
    return dt.time(second // 3600, second // 60 % 60)
