"""The figures of a stretch of time, by whole seconds and whole requests.

What belongs to a stretch: a request is *received* in it by the letter's arrival, *finished* in it when the
procedure's last step was, *taken back* in it when its sender did that. Times, overruns and reasons are those of
the requests finished in it, so a figure of a past month never changes by what happens later. Confidential
letters are not in the courses given, as they are not in the register: anybody can count again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from workflow.metrics.request_timing import RequestOutcome, RequestTiming, StepTiming


class StepFigure(Struct, frozen=True):
    """How one step of one edition was performed. Each performance counts, also after a return."""

    edition: str
    number: int
    norm: int
    """Working seconds that the SOP allows."""
    count: int
    """Performances."""
    median: int
    """Working seconds."""
    late: int
    """Performances that took longer than the norm."""


class ReasonFigure(Struct, frozen=True):
    """How often a coded reason was given for a delay."""

    key: str
    """A key of delays.yml; "" for an overrun without a reason."""
    count: int


class PeriodTally(Struct, frozen=True):
    """The figures of a stretch of time."""

    received: int
    finished: int
    on_time: int
    """Of the finished: those whose working time is within the SOP's total."""
    refused: int
    """Of the finished: those the office did not publish."""
    taken_back: int
    open: int
    """Received and not yet finished or taken back at the stretch's end."""
    corrections: int
    """Corrections of published texts."""
    median: int | None
    """Working seconds of the finished, from the letter's arrival to the end; None where none is finished."""
    steps: tuple[StepFigure, ...]
    """By edition and number; only steps that were performed."""
    reasons: tuple[ReasonFigure, ...]
    """The most frequent first."""

    @property
    def percent(self) -> int | None:
        """The share of the finished that was on time, rounded half up; None where none is finished."""
        return percent(self.on_time, self.finished)


class Events(Struct, frozen=True):
    """What happened in a stretch of time."""

    received: int = 0
    finished: Sequence[RequestTiming] = ()
    taken_back: int = 0
    corrections: int = 0


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent, half a percent rounded up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def median(values: Iterable[int]) -> int | None:
    """The middle value, or the mean of the two middle ones without its fraction; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2


def tally_events(events: Events, open_before: int = 0) -> PeriodTally:
    """The figures of what happened in a stretch that began with some requests open."""
    done = events.finished
    return PeriodTally(
        received=events.received,
        finished=len(done),
        on_time=sum(course.on_time for course in done),
        refused=sum(course.refused for course in done),
        taken_back=events.taken_back,
        open=open_before + events.received - len(done) - events.taken_back,
        corrections=events.corrections,
        median=median(course.worked for course in done),
        steps=_steps(done),
        reasons=_reasons(leg for course in done for leg in course.legs),
    )


def events_between(courses: Iterable[RequestTiming], corrections: Iterable[int], start: int, end: int) -> Events:
    """What happened from an instant on and before another."""
    received, taken_back, finished = 0, 0, []
    for course in courses:
        received += start <= course.received < end
        if course.ended is not None and start <= course.ended < end:
            if course.fate is RequestOutcome.CLOSED:
                finished.append(course)
            else:
                taken_back += 1
    return Events(received, finished, taken_back, sum(start <= at < end for at in corrections))


def _steps(courses: Iterable[RequestTiming]) -> tuple[StepFigure, ...]:
    performed: dict[tuple[str, int], list[StepTiming]] = defaultdict(list)
    for course in courses:
        for leg in course.legs:
            performed[course.edition, leg.number].append(leg)
    return tuple(
        StepFigure(
            edition=edition,
            number=number,
            norm=legs[0].norm,
            count=len(legs),
            median=median(leg.worked for leg in legs) or 0,
            late=sum(leg.late for leg in legs),
        )
        for (edition, number), legs in sorted(performed.items())
    )


def _reasons(legs: Iterable[StepTiming]) -> tuple[ReasonFigure, ...]:
    counts = Counter(leg.reason for leg in legs if leg.reason or leg.late)
    return tuple(ReasonFigure(key, count) for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
