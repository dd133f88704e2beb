"""The clock's laws: it adds up, never runs backwards, ignores zones and the order of holds, and due undoes elapsed."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.offices import BASE, ROOT, base_office, check, edited, requests, shorts
from workflow.calendar.breakdown import SegmentKind, time_segments
from workflow.calendar.config import WEEKDAYS, Calendar, CalendarFile, Week
from workflow.calendar.import_holidays import holidays_yaml, national_holidays
from workflow.calendar.working_time import Interval, Timeline, merge_intervals
from workflow.config.load import load_office
from workflow.records.file_source import DEFAULTS_FOLDER
from workflow.text.field_types import Span, parse_instant

OFFICE = load_office(ROOT)[0]
assert OFFICE
CALENDAR = OFFICE.calendar
TIMELINE = OFFICE.timeline
NOON = 12 * 3600

FIRST, LAST = parse_instant("2023-12-20T00:00+07:00"), parse_instant("2028-01-10T00:00+07:00")
instants = st.integers(FIRST, LAST)
near = st.integers(0, 40 * 86400)


@st.composite
def spans_of_time(draw: st.DrawFn) -> tuple[int, int]:
    """An interval of up to forty days."""
    start = draw(instants)
    return start, start + draw(near)


@st.composite
def holds_near(draw: st.DrawFn) -> tuple[int, int, list[Interval]]:
    """An interval and up to five holds around it, some of them empty, overlapping or outside."""
    start, end = draw(spans_of_time())
    moment = st.integers(start - 86400, end + 86400)
    holds = draw(st.lists(st.tuples(moment, st.integers(0, 5 * 86400)), max_size=5))
    return start, end, [(begin, begin + length) for begin, length in holds]


@given(spans_of_time(), near)
def test_additive(span: tuple[int, int], more: int) -> None:
    """Two stretches, one after the other, are worth as much as the whole."""
    start, middle = span
    end = middle + more
    assert TIMELINE.elapsed(start, middle) + TIMELINE.elapsed(middle, end) == TIMELINE.elapsed(start, end)


@given(holds_near(), near)
def test_additive_with_holds(case: tuple[int, int, list[Interval]], more: int) -> None:
    """With holds too."""
    start, middle, holds = case
    end = middle + more
    parts = TIMELINE.elapsed(start, middle, holds) + TIMELINE.elapsed(middle, end, holds)
    assert parts == TIMELINE.elapsed(start, end, holds)


@given(spans_of_time(), near)
def test_monotone(span: tuple[int, int], more: int) -> None:
    """A later end is never worth less, and nothing is worth more than the time on the wall."""
    start, end = span
    assert 0 <= TIMELINE.elapsed(start, end) <= TIMELINE.elapsed(start, end + more)
    assert TIMELINE.elapsed(start, end) <= end - start


@given(spans_of_time())
def test_backwards_is_nothing(span: tuple[int, int]) -> None:
    """An end before the start is worth nothing, never less."""
    start, end = span
    assert TIMELINE.elapsed(end, start) == 0


@given(holds_near(), st.randoms())
def test_holds(case: tuple[int, int, list[Interval]], random: object) -> None:
    """Holds never make time negative nor add to it; their order, and how they are cut up, do not matter."""
    start, end, holds = case
    worth = TIMELINE.elapsed(start, end, holds)
    assert 0 <= worth <= TIMELINE.elapsed(start, end)
    shuffled = [*holds, *holds]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert TIMELINE.elapsed(start, end, shuffled) == worth
    halves = [(a, (a + b) // 2) for a, b in holds] + [((a + b) // 2, b) for a, b in holds]
    assert TIMELINE.elapsed(start, end, halves) == worth
    one_by_one = sum(TIMELINE.elapsed(max(a, start), min(b, end)) for a, b in merge_intervals(holds))
    assert worth == TIMELINE.elapsed(start, end) - one_by_one


@given(instants, st.integers(1, 200 * 3600))
def test_due_undoes_elapsed(start: int, seconds: int) -> None:
    """The due time is the first instant by which the time has passed."""
    due = TIMELINE.due(start, seconds)
    assert TIMELINE.elapsed(start, due) == seconds
    assert TIMELINE.elapsed(start, due - 1) == seconds - 1


@given(holds_near(), st.integers(1, 60 * 3600))
def test_due_undoes_elapsed_with_holds(case: tuple[int, int, list[Interval]], seconds: int) -> None:
    """With holds too."""
    start, _, holds = case
    due = TIMELINE.due(start, seconds, holds)
    assert TIMELINE.elapsed(start, due, holds) == seconds
    assert TIMELINE.elapsed(start, due - 1, holds) == seconds - 1


@given(holds_near())
def test_due_of_nothing(case: tuple[int, int, list[Interval]]) -> None:
    """What takes no time is due at once, also during a hold."""
    start, _, holds = case
    due = TIMELINE.due(start, 0, holds)
    assert TIMELINE.elapsed(start, due, holds) == 0


@given(instants)
def test_is_working(at: int) -> None:
    """The office works at an instant exactly when the second before or after it counts."""
    assert TIMELINE.is_working(at) == (TIMELINE.elapsed(at - 1, at + 1) > 0)


@given(holds_near())
def test_receipt_adds_up(case: tuple[int, int, list[Interval]]) -> None:
    """The segments of a receipt add up to the time, stand in order, and never count a second twice."""
    start, end, holds = case
    found = time_segments(TIMELINE, start, end, holds)
    assert sum(segment.seconds for segment in found) == TIMELINE.elapsed(start, end, holds)
    assert all(one.end <= two.start for one, two in pairwise(found))
    counted = [s for s in found if s.kind in {SegmentKind.WORK, SegmentKind.HOLD}]
    assert all(start <= s.start < s.end <= end for s in counted)
    assert sum(s.end - s.start for s in counted) == TIMELINE.elapsed(start, end)
    assert all(bool(s.name) == (s.kind is SegmentKind.HOLIDAY) for s in found)


def shifted(week: Week, seconds: int) -> Week:
    """A week whose hours lie later on the clock face."""
    days = ({day: [Span((a + seconds, b + seconds)) for a, b in getattr(week, day)]} for day in WEEKDAYS)
    return Week(**{day: tuple(spans) for entry in days for day, spans in entry.items()})


@given(holds_near())
def test_the_zone_is_only_a_name(case: tuple[int, int, list[Interval]]) -> None:
    """An office an hour further east whose clock shows an hour more works at the same instants."""
    start, end, holds = case
    assert EASTERN.elapsed(start, end, holds) == TIMELINE.elapsed(start, end, holds)
    assert EASTERN.due(start, 7200, holds) == TIMELINE.due(start, 7200, holds)


EASTERN = Timeline(
    Calendar(
        replace(
            CALENDAR.file,
            zone="Asia/Makassar",
            hours=shifted(CALENDAR.file.hours, 3600),
            periods=tuple(replace(period, hours=shifted(period.hours, 3600)) for period in CALENDAR.file.periods),
        ),
        CALENDAR.holidays,
    )
)


@pytest.mark.parametrize("hours", [-9, 0, 5.5, 9])
def test_offsets_do_not_change_a_verdict(hours: float, tmp_path: Path) -> None:
    """The same instants written with other offsets are judged the same, good and bad ones."""
    root = base_office(tmp_path / "office")
    zone = dt.timezone(dt.timedelta(hours=hours))
    edited(root, "content/requests/2026/0001.md", "2026-11-02T08:40+07:00", "2026-11-02T08:20+07:00")
    before = shorts(check(root).findings)
    assert before
    for path in requests(root):
        path.write_text(in_zone(path.read_text(), zone))
        assert "+07:00" not in path.read_text()
    assert shorts(check(root).findings) == before


def in_zone(text: str, zone: dt.timezone) -> str:
    """A text with every instant in it written for another zone."""
    words = text.split("T")
    moments = {f"{a[-10:]}T{b[:11]}" for a, b in pairwise(words) if b[5:11] == "+07:00"}
    for moment in moments:
        text = text.replace(moment, dt.datetime.fromisoformat(moment).astimezone(zone).isoformat(timespec="minutes"))
    return text


def calendar(**hours: str) -> Calendar:
    """A calendar with the given hours and no days off."""
    week = {day: tuple(Span(_seconds(span)) for span in hours.get(day, "").split()) for day in WEEKDAYS}
    return Calendar(CalendarFile("Europe/Berlin", Week(**week)), replace(CALENDAR.holidays, days=()))


def _seconds(text: str) -> tuple[int, int]:
    start, end = (int(part) * 3600 for part in text.split("-"))
    return start, end


def test_a_summer_night_is_as_long_as_it_is() -> None:
    """Where clocks are changed, a shift over the change is an hour shorter or longer, as lived."""
    night = Timeline(calendar(sunday="0-6"))
    start = dt.datetime(2026, 3, 29, tzinfo=night.zone)
    assert night.elapsed(int(start.timestamp()), int(start.timestamp()) + 86400) == 5 * 3600
    start = dt.datetime(2026, 10, 25, tzinfo=night.zone)
    assert night.elapsed(int(start.timestamp()), int(start.timestamp()) + 86400) == 7 * 3600


def test_an_office_that_never_works() -> None:
    """Nothing elapses there and nothing is ever due, and both are said in finite time."""
    idle = Timeline(calendar())
    assert idle.elapsed(FIRST, LAST) == 0
    assert idle.due(FIRST, 60) > parse_instant("2099-12-31T23:59Z")


def test_round_the_clock() -> None:
    """Where work never stops, working time is time."""
    always = Timeline(calendar(**dict.fromkeys(WEEKDAYS, "0-24")))
    assert always.elapsed(FIRST, LAST) == LAST - FIRST
    assert always.due(FIRST, 12345) == FIRST + 12345


@pytest.mark.parametrize("text", ["2000-01-01T00:00+14:00", "2099-12-31T23:59-12:00"])
def test_the_ends_of_the_axis(text: str) -> None:
    """The first and last instants that can be written are reckoned with like any other."""
    fresh, at = Timeline(CALENDAR), parse_instant(text)
    assert fresh.elapsed(at - 86400 * 7, at) == fresh.elapsed(at - 86400 * 7, at - 86400) + fresh.elapsed(
        at - 86400, at
    )
    assert fresh.elapsed(at, at + 86400 * 7) > 0


def test_laying_out_years_changes_nothing() -> None:
    """Asked in any order, the same interval is worth the same."""
    fresh = Timeline(CALENDAR)
    worth = fresh.elapsed(FIRST, FIRST + NOON)
    for year in (2040, 2010):
        fresh.elapsed(parse_instant(f"{year}-06-01T00:00Z"), parse_instant(f"{year}-07-01T00:00Z"))
        assert fresh.elapsed(FIRST, FIRST + NOON) == worth


def test_the_national_list_is_the_library_s() -> None:
    """The holidays.yml that the program brings along is what `redaksi holidays` writes."""
    years = CALENDAR.holidays.years
    text = (DEFAULTS_FOLDER / "site_config/holidays.yml").read_text()
    assert text == holidays_yaml(national_holidays(range(min(years), max(years) + 1)))


def test_the_week_of_the_regulation() -> None:
    """Perpres 21/2023: 37.5 hours a week, 32.5 in Ramadan."""
    week = [parse_instant("2026-11-02T00:00+07:00"), parse_instant("2026-11-09T00:00+07:00")]
    fast = [parse_instant("2026-03-02T00:00+07:00"), parse_instant("2026-03-09T00:00+07:00")]
    assert TIMELINE.elapsed(week[0], week[1]) == 37.5 * 3600
    assert TIMELINE.elapsed(fast[0], fast[1]) == 32.5 * 3600


def test_base_and_office_agree() -> None:
    """The cases' office keeps the real hours, so that its cases mean what they say."""
    base = load_office(BASE)[0]
    assert base
    assert base.calendar.file.hours == CALENDAR.file.hours
