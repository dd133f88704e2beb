"""deadlines/open: the step whose turn it is should be done by now."""

from collections.abc import Iterator

from workflow.i18n.message import When, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: RequestView) -> Iterator[Hit]:
    """The due time of the next step has not passed, unless the clock stands still."""
    step = view.walk.next
    if step is None or view.record.withdrawn or not view.record.steps:
        return
    due = view.due(step)
    # a second later: on the very minute it is still in time
    if due is not None and view.now.reached(due + 1):
        message = say(
            "Step {number} was due on {when} and is not entered yet.",
            number=step.number,
            when=When(due, view.office.zone),
        )
        help_ = say(
            "It is the turn of {role}: {activity}",
            role=view.edition.performers[step.performer].title,
            activity=step.activity,
        )
        yield Hit(("steps", len(view.record.steps) - 1), message, help_)


RULE = Rule(
    slug="deadlines/open",
    subject=Subject.REQUEST,
    purpose=mark("An open request whose next step is late is shown, so that nobody has to search for it."),
    source=mark("SOP 418/2024, column Waktu"),
    bad=mark("# step 2 ended yesterday, step 3 (15 minutes) is not entered"),
    good=mark("# step 3 entered within its 15 minutes"),
    reads=("sop", "steps", "disposition", "holds", "withdrawn"),
    after=(
        "steps/edition",
        "steps/order",
        "steps/result",
        "steps/time",
        "steps/before-letter",
        "steps/future",
        "steps/hold",
    ),
    severity=Severity.WARNING,
    check=check,
)
