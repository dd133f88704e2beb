"""history/form: a changed record is in the canonical form in which programs write it."""

import re
from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.records.canonical import CanonicalDifference
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject

FIELD_NAME = re.compile(r" *(?:- )?([a-z_]+):", re.ASCII)


def check(view: RecordChange) -> Iterator[Hit]:  # type: ignore[type-arg]
    """It is as `redaksi fmt` would write it. What stands there is not repeated: it may be somebody's own affair."""
    found = view.departure
    if found is None:
        return
    help_ = say(
        "At the office's computer: run `redaksi fmt {path}` and commit. In the browser: open the file there, put the "
        "text that the comment under the pull request shows in the place of all that it holds, and commit.",
        path=view.change.path,
    )
    yield Hit(found.offset, _said(found), help_)


def _said(found: CanonicalDifference) -> Message:
    name = FIELD_NAME.match(found.expected or "")
    if found.line == found.expected:
        return say("The file's lines end otherwise than they should (as Windows writes them).")
    if found.line is None or found.expected is None or found.line.rstrip() == found.expected.rstrip():
        return say("Here are blanks or empty lines too many, or the last line is not ended.")
    if name:
        return say("Here should stand `{name}`: the names of a file have one order.", name=name[1])
    return say("From here on the file is not in its usual form.")


RULE = Rule(
    slug="history/form",
    subject=Subject.CHANGE,
    purpose=mark("One form for all files, so that a difference between two versions shows only what was meant."),
    decisions=("records-are-files",),
    bad=mark("status: drafted\nid: 2024-0107   # the number stands first"),
    good="id: 2024-0107\nstatus: drafted",
    check=check,
)
