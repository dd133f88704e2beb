"""A request's way through the procedure: which step each entry should have been, and what comes next."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from workflow.sop.edition import Edition, Result, Step


class Deviation(StrEnum):
    """How an entry departs from the procedure."""

    UNKNOWN = "unknown"
    """There is no step of this number."""
    SKIPPED = "skipped"
    """A step that should have come first is missing."""
    REPEATED = "repeated"
    """The step was done already, and nothing sent the request back to it."""
    AFTER_END = "after-end"
    """The procedure had ended."""


class Transition(Struct, frozen=True):
    """One entry, judged: the step it claims, the one that was due, and where it leads."""

    index: int
    number: int
    expected: int | None
    step: Step | None
    result: Result | None
    deviation: Deviation | None = None


class ProcedureState(Struct, frozen=True):
    """The whole way so far."""

    turns: tuple[Transition, ...]
    next: Step | None
    """The step whose turn it is; none when the procedure has ended."""
    status: str | None
    """The status that the last entry leads to; none when its result is missing or unknown."""
    ended: bool
    """Whether nothing remains to be done."""


def replay_steps(edition: Edition, entries: Sequence[tuple[int, int, str]]) -> ProcedureState:
    """Follow `(index, step number, result key)` entries through an edition.

    After a deviation the way goes on from the entry as it stands, so that one mistake is one finding.
    """
    turns: list[Transition] = []
    expected: int | None = edition.first.number
    known = True  # whether what comes next is known: a missing result leaves it open
    done: set[int] = set()
    result: Result | None = None
    for index, number, result_key in entries:
        step = edition.by_number.get(number)
        deviation = _deviation(number, step, expected, done) if known or not step else None
        result = step.results.get(result_key or step.only_result) if step else None
        turns.append(Transition(index, number, expected if known else number, step, result, deviation))
        known = result is not None
        expected = result.next if result else None
        done.add(number)
    following = edition.by_number.get(expected) if known and expected is not None else None
    return ProcedureState(tuple(turns), following, result.status if result else None, known and expected is None)


def _deviation(number: int, step: Step | None, expected: int | None, done: set[int]) -> Deviation | None:
    if step is None:
        return Deviation.UNKNOWN
    if number == expected:
        return None
    if expected is None:
        return Deviation.AFTER_END
    return Deviation.REPEATED if number in done else Deviation.SKIPPED
