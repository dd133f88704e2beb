"""steps/after-end: nothing follows the last step."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.sop.state_machine import Deviation


def check(view: RequestView) -> Iterator[Hit]:
    """No entry stands after the procedure has ended, or after the sender took the request back."""
    for turn in view.walk.turns:
        if turn.deviation is Deviation.AFTER_END:
            message = say("Step {number} stands after the end of the procedure.", number=turn.number)
            yield Hit(("steps", turn.index, "step"), message, say("A new request needs a new letter and a new number."))
    withdrawn = view.record.withdrawn
    for index, entry in view.standing:
        if withdrawn and entry.finished > withdrawn.at:
            message = say("Step {number} was done after the request was withdrawn.", number=entry.step)
            yield Hit(
                ("steps", index, "finished"), message, say("Take the entry out: after it nothing is done any more.")
            )


RULE = Rule(
    slug="steps/after-end",
    subject=Subject.REQUEST,
    purpose=mark("A request that is finished or withdrawn gets no further steps."),
    source=mark("SOP 418/2024, table of steps"),
    bad="  - {step: 8, ...}\n  - {step: 8, ...}",
    good=mark("  - {step: 8, ...}   # the last one"),
    reads=("sop", "steps", "disposition", "withdrawn"),
    after=("steps/edition",),
    check=check,
)
