"""steps/time: time does not run backwards."""

from collections.abc import Iterator

from workflow.i18n.message import InstantValue, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """No entry ends before the one before it or before it began; none begins before its hand-over."""
    zone = view.office.zone
    before: int | None = None
    for index, entry in view.standing:
        if entry.started is not None and entry.finished < entry.started:
            message = say("Step {number} ends before it begins.", number=entry.step)
            yield Hit(("steps", index, "finished"), message, say("Correct `started` or `finished`."))
        if before is None:
            pass
        elif entry.finished < before:
            message = say(
                "Step {number} ends before the step before it ended ({when}).",
                number=entry.step,
                when=InstantValue(before, zone),
            )
            yield Hit(("steps", index, "finished"), message, say("Correct the time, or the order of the entries."))
        elif entry.started is not None and entry.started < before:
            message = say(
                "Step {number} begins before the step before it ended ({when}).",
                number=entry.step,
                when=InstantValue(before, zone),
            )
            help_ = say("Correct `started`; without that line the step began when the one before it ended.")
            yield Hit(("steps", index, "started"), message, help_)
        before = entry.finished


RULE = Rule(
    slug="steps/time",
    subject=Subject.REQUEST,
    purpose=mark("Entries stand in the order in which things happened: each ends after the one before it."),
    source=mark("SOP 418/2024, table of steps"),
    decisions=("working-time",),
    bad="  - {step: 2, finished: 2024-10-21T08:28+07:00}\n  - {step: 3, finished: 2024-10-21T08:05+07:00}",
    good="  - {step: 2, finished: 2024-10-21T08:28+07:00}\n  - {step: 3, finished: 2024-10-21T08:40+07:00}",
    reads=("steps",),
    check=check,
)
