"""The handbook's example: one letter's way through the office's own SOP, in its own hours, by its own people.

What a clerk copies from it passes the check in that office; the days are in the past or near, the letter is made up.
"""

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from workflow.config.office import Office
from workflow.sop.edition import Edition, Need, Result, Step

EXAMPLE_DAY = dt.date(2026, 11, 19)
"""The letter comes in on the first day from here on on which the office works by the edition."""
MINUTES_AFTER_OPENING = 35
MOST_DAYS = 366
"""Days looked at for one on which the office works."""


class Pass(Struct, frozen=True):
    """One step as it is done in the example."""

    step: Step
    by: str
    """The key of a person; the role's where nobody holds it yet."""
    since: int
    """When it was handed over to them."""
    at: int
    result: str
    """The key of the result that leads on."""
    leads_to: Result
    position: int
    """Of its entry under `steps:`, from 1."""
    back: "Return | None" = None
    """Before that, a result that sent the request back."""


class Return(Struct, frozen=True):
    """A result that sends the request back to the step before, and that step done again."""

    result: str
    leads_to: Result
    at: int
    again_at: int


class Example(Struct, frozen=True):
    """The whole way of one letter."""

    day: dt.date
    received: int
    way: tuple[Pass, ...]

    def first(self, need: Need) -> Pass | None:
        """The step at which something is first recorded; None where the SOP has no such step."""
        return next((one for one in self.way if one.step.leaves(need)), None)


def make_example(office: Office) -> Example:
    """A letter's way by the latest edition."""
    edition = office.editions[-1]
    day = _working_day(office, max(EXAMPLE_DAY, edition.effective))
    received = opening(office, day) + MINUTES_AFTER_OPENING * 60
    return Example(day, received, tuple(_way(office, edition, received)))


def next_day(office: Office, day: dt.date) -> dt.date:
    """The working day after one."""
    return _working_day(office, day + dt.timedelta(days=1))


def opening(office: Office, day: dt.date) -> int:
    """When the office opens on a working day."""
    return next(iter(office.timeline.stretches(day)), (office.timeline.at(day, 8 * 3600), 0))[0]


def _working_day(office: Office, first: dt.date) -> dt.date:
    days = (first + dt.timedelta(days=number) for number in range(MOST_DAYS))
    return next((day for day in days if office.timeline.stretches(day)), first)


def main_way(edition: Edition) -> Iterator[tuple[Step, str]]:
    """Each step of the straight way and the result that leads on: the first listed that does not lead back."""
    step: Step | None = edition.first
    done = set[int]()
    while step and step.number not in done:
        done.add(step.number)
        number = step.number
        onward = (key for key, one in step.results.items() if one.next is None or one.next > number)
        result = next(onward, next(iter(step.results)))
        yield step, result
        step = edition.by_number.get(step.results[result].next or 0)


def _way(office: Office, edition: Edition, received: int) -> Iterator[Pass]:
    at, position, by = received, 0, dict[int, str]()
    for step, result in main_way(edition):
        since, at = at, office.timeline.due(at, _spent(step))
        position += 1
        by[step.number] = _performer(office, step, {by[number] for number in step.not_by if number in by})
        back = _return(office, edition, step, at)
        if back:
            at = office.timeline.due(back.again_at, _spent(step))
            position += 2
        yield Pass(step, by[step.number], since, at, result, step.results[result], position, back)


def _return(office: Office, edition: Edition, step: Step, at: int) -> Return | None:
    for key, one in step.results.items():
        if one.next and one.next == step.number - 1 and not step.decides:
            return Return(key, one, at, office.timeline.due(at, _spent(edition.by_number[one.next])))
    return None


def _spent(step: Step) -> int:
    """Seconds that a step takes here: half of what it may, so that there is time to do one of them again."""
    return max(step.norm.max // 10 * 5, min(step.norm.max, 5)) * 60


def _performer(office: Office, step: Step, barred: set[str]) -> str:
    for role in step.roles:
        for key, person in office.people.items():
            holds = any(one.role == role and not one.until and not one.acting for one in person.roles)
            if holds and key not in barred:
                return key
    return step.performer
