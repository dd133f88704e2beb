"""steps/status: the status is what the steps say."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """`status` equals where the last entry leads, or the withdrawn one."""
    edition, record = view.edition, view.record
    wanted = edition.withdrawn if record.withdrawn else view.walk.status
    if wanted and record.status != wanted:
        message = say(
            "The status is `{status}`, but the steps lead to `{wanted}`.", status=record.status, wanted=wanted
        )
        help_ = say("Write `status: {wanted}`, or enter the step that is missing.", wanted=wanted)
        yield Hit(("status",), message, help_)
    last = view.standing[-1][1].step if view.standing else 0
    if record.withdrawn and record.withdrawn.after != last:
        message = say(
            "The letter was withdrawn after step {number}, but the latest entry is step {last}.",
            number=record.withdrawn.after,
            last=last,
        )
        yield Hit(("withdrawn", "after"), message, say("Put the missing entry back, or correct `after`."))


RULE = Rule(
    slug="steps/status",
    subject=Subject.REQUEST,
    purpose=mark("The status at the top is never a wish: it must equal what the entered steps lead to."),
    source=mark("SOP 418/2024, table of steps; statuses in site_config/sop"),
    bad=mark("status: published        # but the last entry is step 4"),
    good="status: drafted",
    reads=("sop", "status", "steps", "disposition", "withdrawn"),
    after=("steps/edition", "steps/result"),
    check=check,
)
