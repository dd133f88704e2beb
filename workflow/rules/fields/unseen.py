"""fields/unseen: every character is seen, and is what it looks like."""

from collections.abc import Iterator
from itertools import islice

from workflow.i18n.message import mark
from workflow.records.canonical import PUBLIC_STATUSES
from workflow.rules.context import FileView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity
from workflow.text.invisible_characters import CLEAN_HELP, ODD_CHARACTER, describe_character, is_legitimate

MOST_CHARACTERS = 10
"""How many are named."""


def check(view: FileView) -> Iterator[Hit]:
    """No blank that is none, and nothing invisible outside of emoji and scripts that need it.

    A story that readers have is sealed to the letter, so it stays as it is.
    """
    text = view.document.text
    if text.isascii() or view.document.header.get("status") in PUBLIC_STATUSES:
        return
    odd = (found.start() for found in ODD_CHARACTER.finditer(text) if not is_legitimate(text, found.start()))
    for place in islice(odd, MOST_CHARACTERS):
        yield Hit(place, describe_character(text[place]), CLEAN_HELP)


RULE = Rule(
    slug="fields/unseen",
    subject=Subject.FILE,
    purpose=mark("What nobody sees cannot be approved, searched for or found again by its name."),
    source=mark("Unicode Technical Report 36 (security)"),
    decisions=("strict-reading",),
    bad="title: Kafe U+00A0 Rakyat",
    good="title: Kafe Rakyat",
    severity=Severity.WARNING,
    check=check,
)
