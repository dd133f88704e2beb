"""deadlines/outside-hours: steps end within office hours."""

from collections.abc import Iterator

from workflow.i18n.message import When, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: RequestView) -> Iterator[Hit]:
    """A finish at night, in a break or on a day off is pointed out; it may be right, it is rarely so."""
    timeline = view.office.timeline
    for index, entry in view.standing:
        if not timeline.is_working(entry.finished):
            message = say(
                "Step {number} ended outside working hours ({when}).",
                number=entry.step,
                when=When(entry.finished, view.office.zone),
            )
            yield Hit(("steps", index, "finished"), message, say("Look whether date and time are right."))


RULE = Rule(
    slug="deadlines/outside-hours",
    subject=Subject.REQUEST,
    purpose=mark("A step that ends outside working hours costs no working time; often the time is mistyped."),
    source=mark("Perpres 21/2023; site_config/calendar.yml"),
    bad=mark("  - {step: 4, finished: 2024-10-20T23:15+07:00}   # a Sunday night"),
    good="  - {step: 4, finished: 2024-10-21T11:20+07:00}",
    reads=("steps",),
    after=("steps/before-letter", "steps/future"),
    severity=Severity.WARNING,
    drifts=True,
    check=check,
)
