"""steps/future: nobody has done tomorrow's work."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place


def check(view: RequestView) -> Iterator[Hit]:
    """Everything that is said to have happened lies before now."""
    record, reached, help_ = view.record, view.now.reached, STOPPED if view.office.identity.sample else WHEN_DONE
    if not reached(record.letter.received):
        yield _future(("letter", "received"), help_)
    for index, entry in view.standing:
        if not reached(entry.finished):
            yield _future(("steps", index, "finished"), help_)
    for index, hold in enumerate(record.holds):
        if not reached(hold.start):
            yield _future(("holds", index, "from"), help_)
    if record.withdrawn and not reached(record.withdrawn.at):
        yield _future(("withdrawn", "at"), help_)


def _future(place: Place, help_: Message) -> Hit:
    return Hit(place, say("This lies in the future."), help_)


WHEN_DONE = say("Enter a step when it is done, with the time it ended.")
STOPPED = say(
    "Enter a step when it is done, with the time it ended. The clock of this sample office stands still: delete the "
    "block `sample` in office.yml once the office works."
)


RULE = Rule(
    slug="steps/future",
    subject=Subject.REQUEST,
    purpose=mark("An entry reports what was done; it cannot report what is still to come."),
    source=mark("SOP 418/2024, table of steps"),
    decisions=("working-time",),
    bad="  - {step: 4, finished: 2099-01-01T08:00+07:00}",
    good="  - {step: 4, finished: 2024-10-21T11:20+07:00}",
    reads=("letter", "steps", "holds", "withdrawn"),
    check=check,
)
