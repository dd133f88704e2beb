"""links/agency: the sender is in the list of agencies."""

from collections.abc import Iterator

from workflow.i18n.message import mark
from workflow.rules.context import RequestView
from workflow.rules.links._lookup import unknown_key
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """`letter.from` is a key of agencies.yml."""
    yield from unknown_key(("letter", "from"), view.record.letter.sender, view.office.agencies, "agencies")


RULE = Rule(
    slug="links/agency",
    subject=Subject.REQUEST,
    purpose=mark(
        "The sender of a letter is an institution that the office knows; its address stands in one place only."
    ),
    source=mark("SOP 418/2024, step 7 (the sender is told)"),
    bad="letter:\n  from: dinaskesehatan",
    good="letter:\n  from: dinkes",
    reads=("letter",),
    check=check,
)
