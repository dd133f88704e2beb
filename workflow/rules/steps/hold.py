"""steps/hold: the clock stands still only for a time that has an end."""

from collections.abc import Iterator
from itertools import pairwise

from workflow.i18n.message import mark, say
from workflow.rules.context import NEVER, RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.field_types import SECONDS_PER_DAY
from workflow.text.finding import Place, Related

LONGEST_HOLD_SECONDS = 366 * SECONDS_PER_DAY
"""Seconds of the longest hold that is believed."""
CORRECT = say("Correct `from` or `until`: they say when the waiting began and ended.")
ASK_AGAIN = say("Ask the sender again, or close the request: decline it, or let the sender withdraw it.")


def check(view: RequestView) -> Iterator[Hit]:
    """Holds end after they begin, do not overlap, and none is open once work has gone on."""
    holds = view.record.holds
    last = view.standing[-1][1] if view.standing else None
    for index, hold in enumerate(holds):
        if hold.until is not None and hold.until <= hold.start:
            yield Hit(("holds", index, "until"), say("The hold ends before it begins."), CORRECT)
        if hold.until is not None and hold.until - hold.start > LONGEST_HOLD_SECONDS:
            yield Hit(("holds", index, "until"), say("The hold lasts for more than a year."), ASK_AGAIN)
        if hold.until is None and last and last.finished > hold.start:
            message = say("The hold has no end, though step {number} was done after it began.", number=last.step)
            yield Hit(("holds", index, "from"), message, say("Add a line `until:` with the time the work went on."))
    yield from _before_a_decision(view)
    order = sorted(range(len(holds)), key=lambda index: holds[index].start)
    for one, two in pairwise(order):
        until = holds[one].until
        if until is None or until > holds[two].start:
            yield Hit(("holds", two, "from"), say("The hold begins before another one has ended."), CORRECT)


def _before_a_decision(view: RequestView) -> Iterator[Hit]:
    """Nobody asks the sender for anything before the letter has been disposed of, if only to put it off."""
    decided = next((turn.index for turn in view.walk.turns if turn.step and turn.step.decides), None)
    first = view.record.steps[decided].finished if decided is not None else NEVER
    place: Place = ("steps", decided) if decided is not None else ("steps",)
    where = (Related(view.document.path, place, say("the first disposition")),)
    deciding = any(step.decides for step in view.edition.steps)
    for index, hold in enumerate(view.record.holds):
        if deciding and hold.start < first:
            help_ = say("Enter the disposition first; a letter that is put off has one with `defer`.")
            yield Hit(("holds", index, "from"), say("The hold begins before the letter was disposed of."), help_, where)


RULE = Rule(
    slug="steps/hold",
    subject=Subject.REQUEST,
    purpose=mark(
        "A hold stops the clock while the sender owes data; it must end before the work goes on, and two may "
        "not overlap."
    ),
    decisions=("working-time",),
    bad=mark("holds:\n  - {from: 2024-10-21T10:00+07:00, reason: Menunggu data}   # and step 4 done at 11:20"),
    good="holds:\n  - {from: 2024-10-21T10:00+07:00, until: 2024-10-21T11:00+07:00, reason: Menunggu data}",
    reads=("sop", "steps", "disposition", "holds"),
    after=("steps/edition", "steps/before-letter"),
    check=check,
)
