"""history/removed: a record is never deleted or renamed."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange) -> Iterator[Hit]:  # type: ignore[type-arg]
    """What stood in the base still stands at the same place."""
    if view.change.removed:
        help_ = say("Put the file back. A request is closed by its steps, an article by withdrawing it.")
        yield Hit(0, say("The record was deleted or renamed."), help_)


RULE = Rule(
    slug="history/removed",
    subject=Subject.CHANGE,
    purpose=mark(
        "Agenda numbers and addresses of articles last: a record that was taken in is never deleted or renamed."
    ),
    source=mark("Law 43/2009 on archives"),
    decisions=("append-only", "lasting-addresses"),
    bad="git rm content/requests/2024/0107.md",
    good="withdrawn: {at: 2024-10-22T09:00+07:00, by: rina, reason: Pengirim menarik suratnya.}",
    check=check,
)
