"""history/conflict: what a change adds still fits what has entered main meanwhile."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.paths import REQUEST_PATH
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: WholeChange) -> Iterator[Hit]:
    """No file was changed by both sides in the same place."""
    for path in view.conflicts:
        if path in view.added_by_both and REQUEST_PATH.fullmatch(path):
            message = say("Another letter has taken this agenda number meanwhile.")
            help_ = say("Give yours the next free one: run `redaksi renumber {path}` and commit.", path=path)
        else:
            message = say("This file was changed in main meanwhile, in the same place.")
            help_ = say("Bring the branch up to date with main, see what was entered there, and add yours after it.")
        yield Hit(0, message, help_, path=path)


RULE = Rule(
    slug="history/conflict",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("Two changes can be right alone and wrong together; so what is judged is main as it would become."),
    decisions=("records-are-files",),
    bad=mark("# main and the branch both add\nA content/requests/2024/0107.md"),
    good="A content/requests/2024/0108.md",
    check=check,
)
