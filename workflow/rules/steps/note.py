"""steps/note: whoever sends a text back says why."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.sop.edition import Need


def check(view: RequestView) -> Iterator[Hit]:
    """An entry whose result needs a note has one."""
    for turn in view.walk.turns:
        if turn.result and Need.NOTE in turn.result.needs and not view.record.steps[turn.index].note:
            message = say("Step {number} was returned without a note.", number=turn.number)
            help_ = say("Add a line `note:` that says what has to be mended.")
            yield Hit(("steps", turn.index, "result"), message, help_)


RULE = Rule(
    slug="steps/note",
    subject=Subject.REQUEST,
    purpose=mark("A text that is sent back comes with a reason, so that its writer knows what to mend."),
    source=mark("SOP 418/2024, step 5 (correction of the material)"),
    bad="  - step: 5\n    result: returned",
    good="  - step: 5\n    result: returned\n    note: Kutipan belum ada sumbernya.",
    reads=("sop", "steps", "disposition"),
    after=("steps/edition",),
    check=check,
)
