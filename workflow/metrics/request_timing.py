"""A request's course: what its way through the SOP says of time, and nothing that names a person or gives a reason.

Everything that is counted or shown of a request's punctuality is read from here; the clock itself is
`RequestView.worked`, the same that the rules judge by.
"""

from enum import StrEnum

from msgspec import Struct

from workflow.queries.open_requests import open_request
from workflow.rules.context import RequestView
from workflow.sop.edition import Edition, Need
from workflow.sop.state_machine import Transition


class RequestOutcome(StrEnum):
    """What became of a request."""

    OPEN = "open"
    CLOSED = "closed"
    """The procedure has come to its end."""
    TAKEN_BACK = "taken-back"
    """Its sender took it back before that."""


class StepTiming(Struct, frozen=True):
    """One step as it was performed, from the hand-over to its finish. A step that is repeated makes a leg each time."""

    number: int
    """The step's number in the edition."""
    handed: int
    """When it was handed over, in seconds since the epoch, like `finished`."""
    finished: int
    worked: int
    """Working seconds between the two, holds left out."""
    norm: int
    """Working seconds that the SOP allows."""
    result: str
    """The key of its result."""
    back: bool
    """The result sent the request back to this or an earlier step."""
    reason: str
    """The key of the coded reason for a delay; "" where none is given."""

    @property
    def late(self) -> bool:
        """Whether it took longer than the SOP allows; on the second of the norm it is still in time."""
        return self.worked > self.norm


class Due(Struct, frozen=True):
    """The step whose turn it is."""

    number: int
    handed: int
    at: int | None
    """When it must be done; None while the clock stands still."""
    worked: int
    """Working seconds so far."""
    late: bool


class RequestTiming(Struct, frozen=True):
    """One request's way, as it stands at an instant."""

    id: str
    edition: str
    received: int
    legs: tuple[StepTiming, ...]
    """In the procedure's order; corrected entries are left out, their corrections stand in their place."""
    pauses: tuple[tuple[int, int | None], ...]
    """When the clock stood still: from, and until; None while it still does."""
    fate: RequestOutcome
    ended: int | None
    """When nothing remained to be done; None while it is open."""
    refused: bool
    """The office decided that there will be no publication."""
    due: Due | None
    total: int
    """Working seconds that the SOP allows from the letter's arrival to the end."""

    @property
    def worked(self) -> int:
        """Working seconds from the letter's arrival until now, or until the last step was finished."""
        return sum(leg.worked for leg in self.legs) + (self.due.worked if self.due else 0)

    @property
    def on_time(self) -> bool:
        """Whether the working time is within the SOP's total."""
        return self.worked <= self.total


def time_request(view: RequestView, now: int) -> RequestTiming:
    """The course of a request whose entries are free of errors. Raises LookupError for an unknown edition."""
    record, turns = view.record, view.walk.turns
    ended: int | None = record.withdrawn.at if record.withdrawn else None
    if ended is None and view.walk.ended:
        ended = view.handed_over
    fate = (
        RequestOutcome.TAKEN_BACK
        if record.withdrawn
        else RequestOutcome.OPEN
        if ended is None
        else RequestOutcome.CLOSED
    )
    return RequestTiming(
        id=record.id,
        edition=view.edition.id,
        received=int(record.letter.received),
        legs=tuple(_leg(view, turn) for turn in turns if turn.step),
        pauses=tuple((int(hold.start), None if hold.until is None else int(hold.until)) for hold in record.holds),
        fate=fate,
        ended=None if ended is None else int(ended),
        refused=fate is not RequestOutcome.TAKEN_BACK and _is_refused(view),
        due=_due(view, now) if fate is RequestOutcome.OPEN else None,
        total=view.edition.total * 60,
    )


def _leg(view: RequestView, turn: Transition) -> StepTiming:
    entry, step, result = view.record.steps[turn.index], turn.step, turn.result
    assert step  # noqa: S101  # the caller leaves unknown steps out
    return StepTiming(
        number=step.number,
        handed=int(view.handovers[turn.index]),
        finished=int(entry.finished),
        worked=view.worked[turn.index],
        norm=step.norm.max * 60,
        result=next((key for key, one in step.results.items() if one is result), ""),
        back=bool(result and result.next is not None and result.next <= step.number),
        reason=entry.delay.reason if entry.delay else "",
    )


def _due(view: RequestView, now: int) -> Due | None:
    """Where an open request stands. A hold stops the clock from the second it begins."""
    stand = open_request(view, now)
    if stand is None:
        return None
    handed = int(view.handed_over)
    return Due(
        number=stand.step.number,
        handed=handed,
        at=stand.due,
        worked=view.office.timeline.elapsed(handed, now, view.holds),
        late=stand.due is not None and stand.due < now,
    )


def _is_refused(view: RequestView) -> bool:
    """Whether no step that publishes was done, and none can come any more."""
    after = view.walk.next
    passed = any(turn.step and _publishes(view.edition, turn.step.number) for turn in view.walk.turns)
    if passed or not view.walk.turns:
        return False
    return after is None or not _ahead(view.edition, after.number)


def _publishes(edition: Edition, number: int) -> bool:
    """Whether a step's result says where the news went out."""
    return any(Need.OUTLETS in result.needs for result in edition.by_number[number].results.values())


def _ahead(edition: Edition, number: int) -> bool:
    """Whether a step that publishes can still be reached from a step."""
    waiting, seen = [number], set[int]()
    while waiting:
        current = waiting.pop()
        if _publishes(edition, current):
            return True
        seen.add(current)
        targets = (result.next for result in edition.by_number[current].results.values())
        waiting += [target for target in targets if target is not None and target not in seen]
    return False
