"""steps/corrects: a mistaken entry is mended by a later one, openly and by somebody entitled to."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.records.request import Entry
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: RequestView) -> Iterator[Hit]:
    """`corrects` names an earlier entry of the same step that nothing else corrects, with a note."""
    corrected: set[int] = set()
    for index, entry in enumerate(view.record.steps):
        if entry.corrects is None:
            continue
        wrong = _objection(view, index, entry, corrected)
        if wrong:
            target = entry.corrects - 1
            other = Related(view.document.path, ("steps", target), say("the entry it names"))
            yield Hit(("steps", index, "corrects"), wrong, HELP, (other,) if target < index else ())
        corrected.add(entry.corrects - 1)


def _objection(view: RequestView, index: int, entry: Entry, corrected: set[int]) -> Message | None:
    target = (entry.corrects or 0) - 1
    if target >= index:
        return say("An entry can only correct one that stands before it.")
    mistaken = view.record.steps[target]
    if mistaken.step != entry.step:
        return say(
            "The entry corrects step {other}, but is one of step {number}.", other=mistaken.step, number=entry.step
        )
    if target in corrected:
        return say("That entry is corrected already; correct the later one.")
    if not entry.note:
        return say("The correction has no note that says what was wrong.")
    if entry.by != mistaken.by and view.edition.head not in view.office.roles_of(entry.by, entry.finished):
        return say("Only `{name}` or the head may correct this entry.", name=mistaken.by)
    return None


HELP = say("Write in `corrects` the place of the mistaken entry in the list, counted from 1, and the reason in `note`.")

RULE = Rule(
    slug="steps/corrects",
    subject=Subject.REQUEST,
    purpose=mark(
        "Entries are never changed. A mistake is mended by a new entry of the same step that names the old one and "
        "says what was wrong; it then counts in its place."
    ),
    decisions=("append-only",),
    bad=mark("  - step: 4\n    by: rina\n    corrects: 9   # there is no ninth entry"),
    good="  - step: 4\n    by: rina\n    note: Jam salah ketik.\n    corrects: 4",
    reads=("sop", "steps"),
    after=("steps/edition",),
    check=check,
)
