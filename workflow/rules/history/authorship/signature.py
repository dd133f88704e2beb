"""history/signature: a signature that is there holds."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.request import Request
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """No new entry stands on a signature of another person, by a dead key, or over other content."""
    for index, evidence in sorted(view.new_entries.evidence.items()):
        if evidence.bad_signature:
            yield Hit(("steps", index), evidence.bad_signature, HELP)


HELP = say(
    "Let the person named make the commit themselves, or sign the entry with `redaksi sign`: "
    "rebasing another's commit signs it as one's own."
)

RULE = Rule(
    slug="history/signature",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("A wrong signature is worse than none: somebody else had the entry in hand, or that a key is lost."),
    decisions=("evidence-from-git",),
    bad=mark("# a commit of sari, signed anew by budi who rebased it"),
    good=mark("# a commit of sari, signed by sari"),
    reads=("steps", "disposition", "letter"),
    check=check,
)
