"""A small calendar, reckoned by hand: every number here can be checked with a finger on the week below.

Monday to Thursday 08:00-12:00 and 13:00-16:00, Friday 08:00-11:00; Wednesday 7 January 2026 is a holiday, the office is
closed on Thursday 8 January, and from 2 to 6 March it works from 08:00 to 10:00.
"""

import datetime as dt

import pytest

from workflow.calendar.breakdown import MOST_DAYS, Segment, SegmentKind, time_segments
from workflow.calendar.config import Calendar, CalendarFile, Closure, DayOff, Holiday, Holidays, Period, Week
from workflow.calendar.import_holidays import holidays_yaml
from workflow.calendar.working_time import Interval, Timeline, merge_intervals
from workflow.text.field_types import Span, parse_instant

HOUR, DAY = 3600, 86400


def hours(first: int, last: int) -> Span:
    """From one full hour to another."""
    return Span((first * HOUR, last * HOUR))


LONG, SHORT, FAST = (hours(13, 16), hours(8, 12)), (hours(8, 11),), (hours(8, 10),)
WEEK = Week(LONG, LONG, LONG, LONG, SHORT)
FASTING = Week(FAST, FAST, FAST, FAST, FAST)
HOLIDAY, CLOSED = dt.date(2026, 1, 7), dt.date(2026, 1, 8)
FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 3, 6)
CALENDAR = Calendar(
    CalendarFile("Asia/Jakarta", WEEK, (Period("Puasa", FIRST, LAST, FASTING),), (Closure(CLOSED, "Pindah kantor"),)),
    Holidays((2026,), (Holiday(HOLIDAY, "Hari Contoh", DayOff.PUBLIC),)),
)
TIMELINE = Timeline(CALENDAR)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY, NEXT = range(5, 13)
"""Days of January 2026."""


def at(day: int, clock: str = "00:00", month: int = 1) -> int:
    """A moment of 2026 in Jakarta."""
    return parse_instant(f"2026-{month:02}-{day:02}T{clock}+07:00")


def between(day: int, first: str, last: str) -> Interval:
    """Two moments of one day."""
    return at(day, first), at(day, last)


MORNING = between(MONDAY, "09:00", "10:00")
ELAPSED = {
    "a morning": (between(MONDAY, "08:00", "12:00"), [], 4 * HOUR),
    "nothing": (between(MONDAY, "09:00", "09:00"), [], 0),
    "a second": ((at(MONDAY, "09:00"), at(MONDAY, "09:00") + 1), [], 1),
    "backwards": (between(MONDAY, "10:00", "09:00"), [], 0),
    "over the break": (between(MONDAY, "11:00", "14:00"), [], 2 * HOUR),
    "over a night": ((at(MONDAY, "15:00"), at(TUESDAY, "09:00")), [], 2 * HOUR),
    "over a holiday and a closure": ((at(TUESDAY, "15:00"), at(FRIDAY, "09:00")), [], 2 * HOUR),
    "over a week-end": ((at(FRIDAY, "10:00"), at(NEXT, "08:30")), [], 1.5 * HOUR),
    "a hold": (between(MONDAY, "08:00", "12:00"), [MORNING], 3 * HOUR),
    "holds that overlap": (
        between(MONDAY, "08:00", "12:00"),
        [between(MONDAY, "09:30", "11:00"), MORNING],
        2 * HOUR,
    ),
    "a hold that began before": (between(MONDAY, "08:00", "12:00"), [(at(1), at(MONDAY, "09:00"))], 3 * HOUR),
    "a hold that goes on": (between(MONDAY, "08:00", "12:00"), [(at(MONDAY, "11:00"), at(TUESDAY))], 3 * HOUR),
    "a hold on a day off": ((at(FRIDAY, "10:00"), at(NEXT, "08:30")), [(at(SATURDAY), at(SUNDAY))], 1.5 * HOUR),
    "a hold of another day": (between(MONDAY, "08:00", "12:00"), [between(TUESDAY, "09:00", "10:00")], 4 * HOUR),
}


@pytest.mark.parametrize("name", ELAPSED)
def test_elapsed(name: str) -> None:
    """Working time between two moments, less the holds."""
    (start, end), holds, seconds = ELAPSED[name]
    assert TIMELINE.elapsed(start, end, holds) == seconds


DUE = {
    "the end of a stretch": (at(MONDAY, "08:00"), 4 * HOUR, [], at(MONDAY, "12:00")),
    "a second more": (at(MONDAY, "08:00"), 4 * HOUR + 1, [], at(MONDAY, "13:00") + 1),
    "from within the break": (at(MONDAY, "12:30"), HOUR, [], at(MONDAY, "14:00")),
    "over a week-end": (at(FRIDAY, "10:00"), 2 * HOUR, [], at(NEXT, "09:00")),
    "no time, outside office hours": (at(SUNDAY), 0, [], at(SUNDAY)),
    "a second, from outside office hours": (at(SUNDAY), 1, [], at(NEXT, "08:00") + 1),
    "a hold": (at(MONDAY, "08:00"), 4 * HOUR, [MORNING], at(MONDAY, "14:00")),
    "done before the hold": (at(MONDAY, "08:00"), HOUR, [MORNING], at(MONDAY, "09:00")),
    "a second after the hold": (at(MONDAY, "08:00"), HOUR + 1, [MORNING], at(MONDAY, "10:00") + 1),
    "a hold that is over": (at(MONDAY, "10:00"), HOUR, [MORNING], at(MONDAY, "11:00")),
    "begun during a hold": (at(MONDAY, "09:30"), HOUR, [MORNING], at(MONDAY, "11:00")),
    "a hold that is over and one that is not": (
        at(MONDAY, "10:00"),
        2 * HOUR,
        [MORNING, between(MONDAY, "11:00", "12:00")],
        at(MONDAY, "14:00"),
    ),
    "two holds": (
        at(MONDAY, "08:00"),
        3 * HOUR,
        [between(MONDAY, "11:00", "12:00"), MORNING],
        at(MONDAY, "14:00"),
    ),
    "two holds, done between them": (
        at(MONDAY, "08:00"),
        2 * HOUR,
        [between(MONDAY, "13:00", "14:00"), MORNING],
        at(MONDAY, "11:00"),
    ),
}


@pytest.mark.parametrize("name", DUE)
def test_due(name: str) -> None:
    """The first moment by which the time has passed."""
    start, seconds, holds, due = DUE[name]
    assert TIMELINE.due(start, seconds, holds) == due


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        (at(MONDAY, "08:00") - 1, False),
        (at(MONDAY, "08:00"), True),
        (at(MONDAY, "12:00"), True),
        (at(MONDAY, "12:00") + 1, False),
        (at(WEDNESDAY, "09:00"), False),
        (at(THURSDAY, "09:00"), False),
        (at(FRIDAY, "14:00"), False),
        (at(SUNDAY, "09:00"), False),
    ],
)
def test_whether_the_office_works(moment: int, *, working: bool) -> None:
    """From the first second of a stretch to its last."""
    assert TIMELINE.is_working(moment) is working
    assert Timeline(CALENDAR).is_working(moment) is working


def test_a_timeline_asked_one_thing() -> None:
    """The years are laid out by whichever question comes first; the axis begins a year before it."""
    first = sum(
        end - start
        for day in range(365 + 4)
        for start, end in TIMELINE.stretches(dt.date(2025, 1, 1) + dt.timedelta(day))
    )
    assert Timeline(CALENDAR).worked_before(at(MONDAY, "09:00")) == first + HOUR
    assert Timeline(CALENDAR).worked_before(at(MONDAY, "12:30")) == first + 4 * HOUR
    assert Timeline(CALENDAR).worked_before(at(MONDAY, "08:00")) == first
    assert Timeline(CALENDAR).due(at(MONDAY, "09:00"), HOUR) == at(MONDAY, "10:00")


def test_a_long_time() -> None:
    """Years are laid out as far as they are needed, and not further than 2099."""
    year = TIMELINE.elapsed(parse_instant("2031-01-01T00:00+07:00"), parse_instant("2032-01-01T00:00+07:00"))
    days = [dt.date(2031, 1, 1) + dt.timedelta(day) for day in range(365)]
    assert year == sum(7 if day.weekday() < 4 else 3 if day.weekday() == 4 else 0 for day in days) * HOUR
    fresh = Timeline(CALENDAR)
    due = fresh.due(at(MONDAY), 20 * year)
    assert fresh.elapsed(at(MONDAY), due) == 20 * year
    assert Timeline(CALENDAR).due(at(MONDAY), 100 * year) == parse_instant("2099-12-31T00:00+07:00") + 366 * DAY


def test_the_hours_of_a_day() -> None:
    """Stretches in order, whatever the file's order; none on a day off; a special period with both its ends."""
    monday = [between(MONDAY, "08:00", "12:00"), between(MONDAY, "13:00", "16:00")]
    assert TIMELINE.stretches(dt.date(2026, 1, MONDAY)) == monday
    assert (
        TIMELINE.stretches(HOLIDAY) == TIMELINE.stretches(CLOSED) == TIMELINE.stretches(dt.date(2026, 1, SUNDAY)) == []
    )
    assert [CALENDAR.week(day) for day in (FIRST, LAST)] == [FASTING, FASTING]
    assert [CALENDAR.week(FIRST - dt.timedelta(1)), CALENDAR.week(LAST + dt.timedelta(1))] == [WEEK, WEEK]
    assert TIMELINE.elapsed(at(1, month=3), at(10, month=3)) == 5 * 2 * HOUR + 7 * HOUR


def test_days() -> None:
    """Which day a moment lies in, and what a day off is called."""
    assert TIMELINE.day_of(at(MONDAY)) == dt.date(2026, 1, MONDAY)
    assert TIMELINE.day_of(at(MONDAY) - 1) == dt.date(2026, 1, MONDAY - 1)
    assert TIMELINE.day_off(HOLIDAY) == "Hari Contoh"
    assert TIMELINE.day_off(CLOSED) == "Pindah kantor"
    assert TIMELINE.day_off(dt.date(2026, 1, MONDAY)) == ""
    assert TIMELINE.at(dt.date(2026, 1, MONDAY), 90) == at(MONDAY) + 90
    assert TIMELINE.at(dt.date(2026, 1, MONDAY), DAY) == at(TUESDAY)


def test_holds_that_touch_are_one() -> None:
    """In order, overlapping and touching ones joined, empty ones left out."""
    assert merge_intervals([]) == []
    assert merge_intervals([(5, 7), (1, 3), (3, 4), (9, 9), (6, 6)]) == [(1, 4), (5, 7)]
    assert merge_intervals([(1, 9), (2, 3), (8, 10)]) == [(1, 10)]


def work(day: int, first: str, last: str) -> Segment:
    """A stretch that counts."""
    return Segment(SegmentKind.WORK, *between(day, first, last))


def whole(kind: SegmentKind, day: int, name: str = "") -> Segment:
    """A day on which nobody works."""
    return Segment(kind, at(day), at(day + 1), name)


RECEIPTS = {
    "nothing": (between(MONDAY, "09:00", "09:00"), [], []),
    "backwards": (between(MONDAY, "10:00", "09:00"), [], []),
    "within a stretch": (between(MONDAY, "09:00", "10:00"), [], [work(MONDAY, "09:00", "10:00")]),
    "within the break": (between(MONDAY, "12:00", "13:00"), [], []),
    "a hold over the night": (
        (at(MONDAY, "11:00"), at(TUESDAY, "10:00")),
        [(at(MONDAY, "14:00"), at(TUESDAY, "09:00"))],
        [
            work(MONDAY, "11:00", "12:00"),
            work(MONDAY, "13:00", "14:00"),
            Segment(SegmentKind.HOLD, *between(MONDAY, "14:00", "16:00")),
            Segment(SegmentKind.HOLD, *between(TUESDAY, "08:00", "09:00")),
            work(TUESDAY, "09:00", "10:00"),
        ],
    ),
    "two holds in one stretch": (
        between(MONDAY, "08:00", "12:00"),
        [between(MONDAY, "10:00", "11:00"), between(MONDAY, "08:00", "09:00")],
        [
            Segment(SegmentKind.HOLD, *between(MONDAY, "08:00", "09:00")),
            work(MONDAY, "09:00", "10:00"),
            Segment(SegmentKind.HOLD, *between(MONDAY, "10:00", "11:00")),
            work(MONDAY, "11:00", "12:00"),
        ],
    ),
    "days off": (
        (at(TUESDAY, "15:00"), at(NEXT, "09:00")),
        [],
        [
            work(TUESDAY, "15:00", "16:00"),
            whole(SegmentKind.HOLIDAY, WEDNESDAY, "Hari Contoh"),
            whole(SegmentKind.HOLIDAY, THURSDAY, "Pindah kantor"),
            work(FRIDAY, "08:00", "11:00"),
            whole(SegmentKind.REST, SATURDAY),
            whole(SegmentKind.REST, SUNDAY),
            work(NEXT, "08:00", "09:00"),
        ],
    ),
}


@pytest.mark.parametrize("name", RECEIPTS)
def test_receipt(name: str) -> None:
    """What happened between two moments, in order."""
    (start, end), holds, expected = RECEIPTS[name]
    assert time_segments(TIMELINE, start, end, holds) == expected
    assert [segment.seconds for segment in expected] == [
        segment.end - segment.start if segment.kind is SegmentKind.WORK else 0 for segment in expected
    ]


def test_a_receipt_is_no_book() -> None:
    """What took years is shown as far as anybody would read."""
    shown = time_segments(TIMELINE, at(MONDAY), at(MONDAY) + 3 * 365 * DAY)
    assert TIMELINE.day_of(shown[-1].start) == dt.date(2026, 1, MONDAY) + dt.timedelta(days=MOST_DAYS)


def test_the_national_list_as_a_file() -> None:
    """Names stand in quotes, as they are."""
    days = (Holiday(HOLIDAY, 'Hari "Contoh" é', DayOff.PUBLIC), Holiday(CLOSED, "Cuti", DayOff.JOINT_LEAVE))
    assert holidays_yaml(Holidays((2026, 2027), days)).splitlines()[-4:] == [
        "years: [2026, 2027]",
        "days:",
        '  - {date: 2026-01-07, name: "Hari \\"Contoh\\" é", kind: public}',
        '  - {date: 2026-01-08, name: "Cuti", kind: joint-leave}',
    ]
