"""history/calendar: a change of the calendar says which open requests it gives more or less time."""

from collections.abc import Iterator

from workflow.i18n.message import InstantValue, mark, say
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: WholeChange) -> Iterator[Hit]:
    """Every open due time that the new calendar moves is listed."""
    for moved in view.moved:
        message = say(
            "Step {number} of this request is now due on {new}, no longer on {old}.",
            number=moved.step,
            new=InstantValue(moved.new, view.zone),
            old=InstantValue(moved.old, view.zone),
        )
        yield Hit(0, message, path=moved.path)


RULE = Rule(
    slug="history/calendar",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("Whoever changes working hours or holidays sees, and shows, whose time they change."),
    decisions=("working-time",),
    bad=mark("(no example: this only informs)"),
    good=mark("(no example: this only informs)"),
    severity=Severity.WARNING,
    check=check,
)
