"""history/holds: holds are appended and closed, never rewritten."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.request import Hold, Request
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """Every hold of the base stands where it stood; only an open one may have got its end."""
    if view.before is None or view.after is None:
        return
    new = view.after.record.holds
    yield from _over_finished_work(view)
    yield from _late(view)
    for index, hold in enumerate(view.before.record.holds):
        if index < len(new) and _continues(hold, new[index]):
            continue
        place: Place = ("holds", index) if index < len(new) else ("holds",)
        where = view.before.related(("holds", index), say("the hold as it stood"))
        yield Hit(place, say("A hold was changed or deleted afterwards."), say("Put it back as it was."), (where,))


def _over_finished_work(view: RecordChange[Request]) -> Iterator[Hit]:
    """A new hold takes no time off a step that stood finished in the base."""
    if view.before is None or view.after is None:
        return
    old = view.before.record
    done = max((old.steps[index].finished for index in old.standing()), default=0)
    for index in range(len(old.holds), len(view.after.record.holds)):
        if view.after.record.holds[index].start < done:
            message = say("The hold begins before the end of a step that stood finished already.")
            yield Hit(
                ("holds", index, "from"), message, say("A hold begins when the sender is asked, and is entered then.")
            )


def _late(view: RecordChange[Request]) -> Iterator[Hit]:
    """A hold is entered when it begins, and ended when it ends; told afterwards it would take time off in secret."""
    if view.after is None:
        return
    limit, elapsed = view.office.policy.late_after * 60, view.office.timeline.elapsed
    known = len(view.before.record.holds) if view.before else 0
    for index, made in sorted(view.held.items()):
        hold = view.after.record.holds[index]
        at, field = (hold.start, "from") if index >= known else (hold.until or made.at, "until")
        if at < made.at and elapsed(at, made.at) > limit:
            help_ = say("Write the time at which it is entered. Time that has passed already is a delay with a reason.")
            yield Hit(("holds", index, field), say("The hold was entered long after the time it names."), help_)


def _continues(old: Hold, new: Hold) -> bool:
    return new == old or (old.until is None and (new.start, new.reason) == (old.start, old.reason))


RULE = Rule(
    slug="history/holds",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("A hold takes time off the clock; so it is entered openly, and closed, but not rewritten."),
    decisions=("working-time", "append-only"),
    bad="-  - {from: 2024-10-21T10:00+07:00, until: 2024-10-21T11:00+07:00, ...}\n"
    "+  - {from: 2024-10-21T10:00+07:00, until: 2024-10-21T15:00+07:00, ...}",
    good=mark("+    until: 2024-10-21T11:00+07:00   # of a hold that was open"),
    reads=("holds", "steps"),
    check=check,
)
