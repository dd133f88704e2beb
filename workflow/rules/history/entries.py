"""history/entries: steps are only ever appended."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.records.request import Entry, Request
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """Every entry of the base stands unchanged where it stood."""
    if view.before is None or view.after is None:
        return
    old, new = view.before.record.steps, view.after.record.steps
    written, now = view.before.document.written("steps"), view.after.document.written("steps")
    for index, entry in enumerate(old):
        if now[index : index + 1] == written[index : index + 1]:
            continue
        place: Place = ("steps", index) if index < len(new) else ("steps",)
        where = view.before.related(("steps", index), say("the entry as it stood"))
        yield Hit(place, _message(index, entry, new), HELP, (where,))


def _message(index: int, entry: Entry, new: tuple[Entry, ...]) -> Message:
    if any(other == entry for place, other in enumerate(new) if place != index):
        return say("The entry of step {number} was moved.", number=entry.step)
    if any(other.step == entry.step and other.by == entry.by for other in new):
        return say("The entry of step {number} was changed afterwards.", number=entry.step)
    return say("The entry of step {number} was deleted.", number=entry.step)


HELP = say("Put the entry back as it was, and append what is new.")

RULE = Rule(
    slug="history/entries",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("What was entered stays as it was entered: entries are appended, never changed, moved or deleted."),
    decisions=("append-only",),
    bad="-    finished: 2024-10-21T15:30+07:00\n+    finished: 2024-10-21T14:30+07:00",
    good="+  - step: 7\n+    by: rina\n+    finished: 2024-10-21T15:48+07:00",
    reads=("steps",),
    check=check,
)
