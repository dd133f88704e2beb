"""history/disposition: what the head decided is not rewritten."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.records.request import Request
from workflow.rules.change_view import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """A disposition changes only together with a new entry of the step that decides."""
    if view.before is None or view.after is None or view.before.record.disposition is None:
        return
    old, new = view.before.record, view.after.record
    if new.disposition == old.disposition:
        return
    edition = view.office.edition(old.sop)
    deciding = {step.number for step in edition.steps if step.decides} if edition else set()
    if any(entry.step in deciding for entry in new.steps[len(old.steps) :]):
        return
    where = view.before.related(("disposition",), say("the disposition as it stood"))
    message = say("The disposition was changed without a new disposition step.")
    yield Hit(("disposition",), message, say("Put it back; only the head decides anew, with a new entry."), (where,))


RULE = Rule(
    slug="history/disposition",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("Decision and instruction are the head's; they change only when the head disposes again."),
    source=mark("SOP 418/2024, step 2"),
    bad="-  decision: decline\n+  decision: publish",
    good="+  - step: 2\n+    by: kadis\n+    result: publish",
    reads=("disposition", "steps", "sop"),
    check=check,
)
