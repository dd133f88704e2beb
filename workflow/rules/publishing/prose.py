"""A draft's running text with its places, for the rules on writing. What is public already is left in peace."""

import re
from collections.abc import Iterator

from msgspec import Struct

from workflow.rules.view import ArticleView
from workflow.text.markdown import Kind, blocks

SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?![\s”\"')\]]*(?:\s[A-Z“\"(]|$))[^.!?]*)*[.!?]*[”\"')\]]*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST = 40
"""Letters of the longest word that is looked at."""


class Passage(Struct, frozen=True):
    """A block of the text, and where it begins in the file."""

    kind: Kind
    text: str
    at: int


def prose(view: ArticleView) -> list[Passage]:
    """The blocks of a draft; none of an article that readers know already."""
    if view.record.status.was_public:
        return []
    lines = view.document.body_lines()
    return [Passage(one.kind, one.text, lines[one.line]) for one in blocks(view.document.body)]


def sentences(text: str) -> Iterator[str]:
    """The sentences of a block; abbreviations and times do not end one."""
    for found in SENTENCE.finditer(text):
        if sentence := found[0].strip():
            yield sentence


def count(text: str) -> int:
    """How many words a text has; numbers count too."""
    return len(text.split())


def place(view: ArticleView, passage: Passage, words: str) -> int:
    """Where some words of a passage stand in the file; its beginning where they are broken by marks or lines."""
    found = view.document.text.find(words, passage.at)
    return found if found >= 0 else passage.at
