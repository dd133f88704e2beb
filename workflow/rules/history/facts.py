"""history/facts: when the letter came, and the edition it is judged by, do not change afterwards."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.records.request import Request
from workflow.rules.change_view import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """`letter.received` and `sop` are as in the base."""
    if view.before is None or view.after is None:
        return
    old, new = view.before.record, view.after.record
    if new.letter.received != old.letter.received:
        where = view.before.related(("letter", "received"), say("as it was registered"))
        message = say("The time at which the letter was received was changed afterwards.")
        yield Hit(("letter", "received"), message, say("Put it back: the SOP's clock starts there."), (where,))
    if new.sop != old.sop:
        where = view.before.related(("sop",), say("as it was registered"))
        message = say("The edition of the SOP was changed afterwards.")
        yield Hit(("sop",), message, say("Put it back: a request keeps the edition it began with."), (where,))


RULE = Rule(
    slug="history/facts",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("The clock's start and the edition a request is judged by are fixed when it is registered."),
    source=mark("SOP 418/2024, step 1; design, The clock"),
    bad="-  received: 2024-10-21T08:05+07:00\n+  received: 2024-10-21T10:05+07:00",
    good="   received: 2024-10-21T08:05+07:00",
    reads=("letter", "sop"),
    check=check,
)
