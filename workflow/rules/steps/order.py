"""steps/order: steps come one after the other, as the SOP's table has them."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.sop.state_machine import Deviation, Turn


def check(view: RequestView) -> Iterator[Hit]:
    """Each entry is the step whose turn it was; none is unknown, skipped or repeated without a return."""
    if not view.record.steps:
        number = view.edition.first.number
        help_ = say("Write the entry of step {number}.", number=number)
        yield Hit(("steps",), say("The request has no step yet; registering the letter is one."), help_)
    for turn in view.walk.turns:
        if turn.deviation and turn.deviation is not Deviation.AFTER_END:
            yield Hit(("steps", turn.index, "step"), _message(turn), _help(view, turn))


def _message(turn: Turn) -> Message:
    if turn.deviation is Deviation.UNKNOWN:
        return say("The SOP has no step {number}.", number=turn.number)
    if turn.deviation is Deviation.REPEATED:
        return say("Step {number} was done already and nothing sent the request back to it.", number=turn.number)
    return say(
        "Step {number} comes too early: step {wanted} is missing before it.",
        number=turn.number,
        wanted=turn.expected or 0,
    )


def _help(view: RequestView, turn: Turn) -> Message | None:
    step = view.edition.by_number.get(turn.expected or 0)
    if step is None:
        return None
    return say("Now it is the turn of step {number}: {activity}", number=step.number, activity=step.activity)


RULE = Rule(
    slug="steps/order",
    subject=Subject.REQUEST,
    purpose=mark("The steps of a request follow the SOP: none is skipped, none is repeated unless it was sent back."),
    source=mark("SOP 418/2024, table of steps"),
    bad=mark("steps:\n  - {step: 1, ...}\n  - {step: 3, ...}   # step 2 is missing"),
    good="steps:\n  - {step: 1, ...}\n  - {step: 2, ...}\n  - {step: 3, ...}",
    reads=("sop", "steps", "disposition"),
    after=("steps/edition",),
    check=check,
)
