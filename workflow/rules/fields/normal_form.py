"""fields/normal-form: a text is written in Unicode's composed form (NFC), so that what is sealed is what is read."""

import unicodedata
from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import FileView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: FileView) -> Iterator[Hit]:
    """The whole file is in NFC; the first place where it is not is named by its character's number."""
    text = view.document.text
    if unicodedata.is_normalized("NFC", text):
        return
    at = _first(text)
    message = say("Here stands a character in another form than usual ({code}).", code=f"U+{ord(text[at]):04X}")
    yield Hit(at, message, say("Run `redaksi fmt`, or delete the character and type it anew."))


def _first(text: str) -> int:
    """The offset of the first character that normalising changes."""
    start = 0
    for line in text.split("\n"):
        if not unicodedata.is_normalized("NFC", line):
            pairs = zip(line, unicodedata.normalize("NFC", line), strict=False)
            return start + next((i for i, (one, usual) in enumerate(pairs) if one != usual), len(line) - 1)
        start += len(line) + 1
    return 0


RULE = Rule(
    slug="fields/normal-form",
    subject=Subject.FILE,
    purpose=mark(
        "Two characters can look alike and differ, and one can be written in two ways; records hold the usual form, "
        "so that no approved text turns into another page."
    ),
    source=mark("Unicode Standard Annex 15 (NFC)"),
    bad="title: Kafe U+0301",
    good="title: Kaf U+00E9",
    check=check,
)
