"""fields/path: a file lies where its content says."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.paths import request_path
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """A request's `id` is its path."""
    wanted = request_path(view.record.id)
    if view.document.path != wanted:
        message = say("The agenda number {id} belongs into the file {path}.", id=view.record.id, path=wanted)
        help_ = say("Rename the file, or correct `id`. A number is used only once.")
        yield Hit(("id",), message, help_)


RULE = Rule(
    slug="fields/path",
    subject=Subject.REQUEST,
    purpose=mark(
        "The agenda number is the file's name, so that a number taken twice collides in Git; nothing else lies "
        "under content/."
    ),
    source=mark("SOP 418/2024, step 1 (the letter is entered in the agenda)"),
    decisions=("records-are-files",),
    bad="# content/requests/2024/0107.md\nid: 2024-0108",
    good="# content/requests/2024/0107.md\nid: 2024-0107",
    reads=("id",),
    check=check,
)
