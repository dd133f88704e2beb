"""steps/before-letter: nothing is done before the letter has come."""

from collections.abc import Iterator

from workflow.i18n.message import When, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject

CORRECT = say("Correct `from`, or `received` of the letter.")


def check(view: RequestView) -> Iterator[Hit]:
    """Steps and holds lie after the letter's arrival, and the arrival not before the letter's date."""
    record, zone = view.record, view.office.zone
    received = record.letter.received
    if view.office.timeline.day_of(received) < record.letter.date:
        message = say("The letter was received before the date written on it.")
        yield Hit(("letter", "received"), message, say("Correct `date` or `received`."))
    for index, entry in view.standing:
        for field, at in (("started", entry.started), ("finished", entry.finished)):
            if at is not None and at < received:
                message = say(
                    "Step {number} lies before the letter was received ({when}).",
                    number=entry.step,
                    when=When(received, zone),
                )
                yield Hit(("steps", index, field), message, say("Correct the time of the step, or `received`."))
    for index, hold in enumerate(record.holds):
        if hold.start < received:
            yield Hit(("holds", index, "from"), say("The hold begins before the letter was received."), CORRECT)


RULE = Rule(
    slug="steps/before-letter",
    subject=Subject.REQUEST,
    purpose=mark("The SOP's clock starts when the letter is received; nothing can have been done with it before."),
    source=mark("SOP 418/2024, step 1"),
    bad="letter:\n  received: 2024-10-21T08:05+07:00\nsteps:\n  - {step: 1, finished: 2024-10-20T09:00+07:00}",
    good="letter:\n  received: 2024-10-21T08:05+07:00\nsteps:\n  - {step: 1, finished: 2024-10-21T08:15+07:00}",
    reads=("letter", "steps", "holds"),
    check=check,
)
