"""deadlines/norm: each step within its norm, or the overrun explained."""

from collections.abc import Iterator

from workflow.i18n.message import Duration, mark, say
from workflow.rules.context import RequestView
from workflow.rules.deadlines._delay import EXCUSED, delay_objection
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: RequestView) -> Iterator[Hit]:
    """Working time from the hand-over to the finish is at most the norm's upper bound."""
    steps = view.record.steps
    for turn in view.walk.turns:
        if turn.step is None:
            continue
        entry, norm = steps[turn.index], turn.step.norm.max * 60
        worked = view.worked[turn.index]
        if worked <= norm:
            continue
        wrong = delay_objection(view, entry.delay, entry.finished)
        message = say(
            "Step {number} took {worked} of working time; the norm is {norm}.",
            number=entry.step,
            worked=Duration(worked),
            norm=Duration(norm),
        )
        severity = Severity.ERROR if wrong else Severity.WARNING
        yield Hit(("steps", turn.index, "finished"), message, wrong or EXCUSED, severity=severity)


RULE = Rule(
    slug="deadlines/norm",
    subject=Subject.REQUEST,
    purpose=mark(
        "A step that takes longer than its norm needs a coded reason and the acknowledgement of the head; with "
        "both it is only a warning."
    ),
    source=mark("SOP 418/2024, column Waktu"),
    bad="  - {step: 4, finished: 2024-10-22T15:00+07:00}",
    good="  - step: 4\n    finished: 2024-10-22T15:00+07:00\n"
    "    delay: {reason: gangguan-jaringan, acknowledged_by: kadis}",
    reads=("sop", "letter", "steps", "disposition", "holds"),
    after=("steps/edition", "steps/time", "steps/before-letter", "steps/future", "steps/hold"),
    drifts=True,
    check=check,
)
