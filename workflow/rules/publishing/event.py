"""publishing/event: an event that a story announces has a beginning, ends after it, and still lies ahead."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.records.event import Event, EventStatus
from workflow.records.event_time import FIRST_YEAR, LAST_YEAR, LONGEST_DAYS, TimeFlaw, last_moment, time_flaw
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

_BEGINNING = say(
    "Write `{hours}`, or for whole days `{day}`.", hours="starts: 2026-11-28T08:00+07:00", day="day: 2026-11-28"
)
_YEAR = say("Look at the year.")
FLAWS: dict[TimeFlaw, tuple[Message, Message]] = {
    TimeFlaw.NO_BEGINNING: (say("The event has no beginning."), _BEGINNING),
    TimeFlaw.TWO_BEGINNINGS: (say("The event has hours (`starts`) and whole days (`day`) at once."), _BEGINNING),
    TimeFlaw.STRAY_END: (
        say("The event's end is not of the same kind as its beginning."),
        say("`starts` goes with `ends`, `day` with `last_day`."),
    ),
    TimeFlaw.END_BEFORE_BEGINNING: (
        say("The event does not end after it begins."),
        say("Correct the end, or leave it out where it is not known."),
    ),
    TimeFlaw.TOO_LONG: (say("The event would last more than {most} days.", most=LONGEST_DAYS), _YEAR),
    TimeFlaw.ODD_YEAR: (say("The event lies before {first} or after {last}.", first=FIRST_YEAR, last=LAST_YEAR), _YEAR),
}


def check(view: ArticleView) -> Iterator[Hit]:
    """Hours or whole days, in their order; not over before readers hear of it."""
    event = view.record.event
    if event is None:
        return
    flaw = time_flaw(event)
    if flaw:
        yield Hit(_place(event, flaw), *FLAWS[flaw])
    elif event.status is EventStatus.SCHEDULED and _is_over(view, event):
        message = say("The event is over before its story appears: nobody can come any more.")
        help_ = say("Look at the date. A story on what has been needs no `event:`.")
        yield Hit(_place(event), message, help_, severity=Severity.WARNING)


def _place(event: Event, flaw: TimeFlaw | None = None) -> tuple[str, ...]:
    if flaw in (TimeFlaw.NO_BEGINNING, TimeFlaw.TWO_BEGINNINGS):
        return ("event",)
    if flaw in (TimeFlaw.STRAY_END, TimeFlaw.END_BEFORE_BEGINNING, TimeFlaw.TOO_LONG):
        return ("event", "ends" if event.ends is not None else "last_day")
    return ("event", "day" if event.starts is None else "starts")


def _is_over(view: ArticleView, event: Event) -> bool:
    over, appears = last_moment(event, view.office.zone), view.record.publish_at
    return over <= appears if appears is not None else view.now.reached(over)


RULE = Rule(
    slug="publishing/event",
    subject=Subject.ARTICLE,
    purpose=mark(
        "Readers and their calendars go by the date and hour of an event: it has a beginning, its end lies after that, "
        "and it is not over before its story appears."
    ),
    source=mark("RFC 5545 (iCalendar)"),
    bad=mark(
        "event:\n  starts: 2026-11-28T08:00+07:00\n  ends: 2026-11-28T07:00+07:00   # before it begins\n  place: ..."
    ),
    good="event:\n  starts: 2026-11-28T08:00+07:00\n  ends: 2026-11-28T11:30+07:00\n  place: Alun-alun Contoh",
    reads=("event", "publish_at"),
    check=check,
)
