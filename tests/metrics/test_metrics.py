"""Figures counted a second time, from the receipts and with the standard library."""

import datetime as dt
import math
import statistics
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.offices import ROOT, sample_now
from workflow.calendar.breakdown import time_segments
from workflow.config.load import load_office
from workflow.metrics.aggregate import events_between, median, percent, tally_events
from workflow.metrics.periods import by_period, month_of, promise, recent, year_of
from workflow.metrics.request_timing import RequestOutcome, RequestTiming, StepTiming, time_request
from workflow.queries.open_requests import load_requests
from workflow.rules.context import RequestView

OFFICE = load_office(ROOT)[0]
assert OFFICE
NOW = sample_now(OFFICE)
VIEWS = [view for _, view in load_requests(ROOT, OFFICE, NOW) if view]
COURSES = [time_request(view, NOW) for view in VIEWS]
DAY = 86_400

legs = st.builds(
    StepTiming,
    number=st.integers(1, 8),
    handed=st.just(0),
    finished=st.just(0),
    worked=st.integers(0, 40_000),
    norm=st.sampled_from([900, 1800, 10_800]),
    result=st.just(""),
    back=st.booleans(),
    reason=st.sampled_from(["", "a", "b"]),
)


@st.composite
def courses(draw: st.DrawFn) -> RequestTiming:
    """A request received and perhaps ended in the three years before NOW."""
    received = draw(st.integers(NOW - 1000 * DAY, NOW))
    fate = draw(st.sampled_from(RequestOutcome))
    ended = None if fate is RequestOutcome.OPEN else draw(st.integers(received, NOW))
    way = tuple(draw(st.lists(legs, max_size=6)))
    refused = draw(st.booleans())
    return RequestTiming("2026-0001", "x", received, way, (), fate, ended, refused, None, 22_500)


@given(st.lists(st.integers(0, 10**9)))
def test_the_median_is_the_library_s_without_a_fraction(values: list[int]) -> None:
    assert median(values) == (math.floor(statistics.median(map(Fraction, values))) if values else None)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_rounded_half_up(part: int, whole: int) -> None:
    assert percent(part, whole) == math.floor(Fraction(100 * part, whole) + Fraction(1, 2))


@given(st.lists(courses(), max_size=30), st.lists(st.integers(NOW - 1000 * DAY, NOW), max_size=5))
def test_months_and_years_add_up(made: list[RequestTiming], ralat: list[int]) -> None:
    assert OFFICE
    months = by_period(made, ralat, OFFICE.timeline, NOW, month_of)
    years = by_period(made, ralat, OFFICE.timeline, NOW, year_of)
    for name in ("received", "finished", "on_time", "refused", "taken_back", "corrections"):
        of_years = Counter(period.first.year for period in months for _ in range(getattr(period.figures, name)))
        assert of_years == Counter({y.first.year: n for y in years if (n := getattr(y.figures, name))})
    assert months[-1].figures.open == years[-1].figures.open == sum(one.fate is RequestOutcome.OPEN for one in made)
    assert all((two.first - one.first).days in range(28, 32) for one, two in pairwise(months))


@given(st.lists(courses(), max_size=30))
def test_a_month_is_what_a_plain_count_says(made: list[RequestTiming]) -> None:
    assert OFFICE
    zone = OFFICE.timeline.zone
    for period in by_period(made, [], OFFICE.timeline, NOW, month_of):
        start = dt.datetime(period.first.year, period.first.month, 1, tzinfo=zone)
        end = (start + dt.timedelta(days=32)).replace(day=1)
        done = [
            one
            for one in made
            if one.fate is RequestOutcome.CLOSED and start.timestamp() <= (one.ended or 0) < end.timestamp()
        ]
        figures = period.figures
        assert figures.finished == len(done)
        assert figures.on_time == sum(sum(leg.worked for leg in one.legs) <= 22_500 for one in done)
        for step in figures.steps:
            worked = [leg.worked for one in done for leg in one.legs if leg.number == step.number]
            assert (step.count, step.median) == (len(worked), math.floor(statistics.median(map(Fraction, worked))))
        said = Counter(leg.reason for one in done for leg in one.legs if leg.reason or leg.worked > leg.norm)
        assert {reason.key: reason.count for reason in figures.reasons} == said
        again = tally_events(events_between(made, [], int(start.timestamp()), int(end.timestamp())), figures.open)
        assert (again.received, again.finished, again.steps) == (figures.received, figures.finished, figures.steps)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view.record.id))
def test_a_course_is_what_the_receipt_says(view: RequestView) -> None:
    course, record = time_request(view, NOW), view.record
    received, at = record.letter.received, record.letter.received
    standing = [record.steps[index] for index in record.standing()]
    assert [leg.number for leg in course.legs] == [entry.step for entry in standing]
    for leg, entry in zip(course.legs, standing, strict=True):
        assert leg.worked == sum(
            part.seconds for part in time_segments(view.office.timeline, at, entry.finished, view.holds)
        )
        at = entry.finished
    end = NOW if course.fate is RequestOutcome.OPEN else at
    whole = time_segments(view.office.timeline, received, end, view.holds)
    assert course.worked == sum(part.seconds for part in whole)


def test_the_sample_s_fates() -> None:
    fates = Counter(course.fate for course in COURSES)
    statuses = Counter(view.record.status for view in VIEWS)
    assert fates[RequestOutcome.CLOSED] == statuses["reported"]
    assert fates[RequestOutcome.TAKEN_BACK] == statuses["withdrawn"]
    declined = {
        view.record.id for view in VIEWS if view.record.disposition and view.record.disposition.decision == "decline"
    }
    assert {course.id for course in COURSES if course.refused} == declined
    assert declined


def test_a_course_holds_nothing_of_a_person() -> None:
    assert OFFICE
    text = repr(COURSES)
    assert [key for key in OFFICE.people if f"'{key}'" in text] == []
    assert [hold.reason for view in VIEWS for hold in view.record.holds if hold.reason in text] == []


def test_the_promise_is_that_of_the_last_twelve_months() -> None:
    assert OFFICE
    since = int(dt.datetime(2025, 11, 20, tzinfo=OFFICE.timeline.zone).timestamp())
    done = [one for one in COURSES if one.fate is RequestOutcome.CLOSED and (one.ended or 0) >= since]
    found = promise(recent(COURSES, [], OFFICE.timeline, NOW), OFFICE.editions[0].total * 60)
    assert found.finished == len(done)
    assert found.percent == math.floor(100 * sum(one.on_time for one in done) / len(done) + 0.5)
    assert found.median == math.floor(statistics.median(one.worked for one in done))
    assert found.open == sum(one.fate is RequestOutcome.OPEN for one in COURSES)
