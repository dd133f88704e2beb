"""deadlines/total: the whole request within the SOP's total."""

from collections.abc import Iterator

from workflow.i18n.message import Duration, mark, say
from workflow.rules.context import RequestView
from workflow.rules.deadlines._delay import EXCUSED, HELP, delay_objection
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: RequestView) -> Iterator[Hit]:
    """Working time from the letter's arrival never exceeds the total, but with an acknowledged delay."""
    total = view.edition.total * 60
    spent = 0
    for index, entry in view.standing:
        spent += view.worked[index]
        if spent > total:
            excused = any(e.delay and not delay_objection(view, e.delay, e.finished) for _, e in view.standing)
            message = say(
                "With step {number} the request has taken {spent} of working time; the SOP allows {total}.",
                number=entry.step,
                spent=Duration(spent),
                total=Duration(total),
            )
            severity = Severity.WARNING if excused else Severity.ERROR
            yield Hit(("steps", index, "finished"), message, EXCUSED if excused else HELP, severity=severity)
            return


RULE = Rule(
    slug="deadlines/total",
    subject=Subject.REQUEST,
    purpose=mark(
        "All steps together stay within the SOP's total; returns count too. One acknowledged delay excuses it."
    ),
    source=mark("SOP 418/2024, row Jumlah: 6.25 hours"),
    bad=mark("# steps 4 and 5 done twice, 7 hours in all, no `delay` anywhere"),
    good=mark("    delay: {reason: gangguan-jaringan, acknowledged_by: kadis}   # at the entry that crossed the total"),
    reads=("sop", "letter", "steps", "holds"),
    after=("steps/edition", "steps/time", "steps/before-letter", "steps/future", "steps/hold"),
    drifts=True,
    check=check,
)
