"""A draft's running text with its places, for the rules on writing. What is public already is left in peace."""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice

from msgspec import Struct

from workflow.rules.context import ArticleView
from workflow.text.document import line_offsets
from workflow.text.markdown import LONGEST_BODY, Block, BlockKind, text_blocks

SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?![\s”\"')\]]*(?:\s[A-Z“\"(]|$))[^.!?]*)*[.!?]*[”\"')\]]*")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
"""A word, with the hyphens and apostrophes that stand in it, straight or curved: sehari-hari, Ma'ruf, d'Cunha."""
TOKEN = re.compile(r"[^\W_]+")
TELLING_WORDS = 6
"""Words of the shortest sentence that nobody writes twice by chance."""
MOST_SENTENCES = 400
"""Sentences of a text that are looked at."""
SEARCH_PREFIX = 24
"""Letters by which a sentence is found in its file."""
LONGEST_WORD = 40
"""Letters of the longest word that is looked at."""


class TextBlock(Struct, frozen=True):
    """A block of the text, and where it begins in the file."""

    kind: BlockKind
    text: str
    at: int
    speaker: str = ""
    """Whose words it is, of a quotation that is set off."""


def draft_blocks(view: ArticleView) -> list[TextBlock]:
    """The blocks of a draft; none of an article that readers know already."""
    if view.record.status.was_public:
        return []
    return _placed(view.blocks, view.document.body, view.document.body_start)


def placed_blocks(markdown: str, start: int) -> list[TextBlock]:
    """The blocks of a text that begins at `start` in its file."""
    return _placed(text_blocks(markdown), markdown, start)


def _placed(parts: Iterable[Block], markdown: str, start: int) -> list[TextBlock]:
    lines = line_offsets(markdown, start)
    return [TextBlock(one.kind, one.text, lines[one.line], one.speaker) for one in parts]


def sentences(text: str) -> Iterator[str]:
    """The sentences of a block; abbreviations and times do not end one."""
    for found in SENTENCE.finditer(text):
        if sentence := found[0].strip():
            yield sentence


def word_count(text: str) -> int:
    """How many words a text has; numbers count too."""
    return len(text.split())


def sentence_digests(markdown: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The digest of each sentence of a text, whatever its marks and capitals, and where in the file it begins."""
    whole = TextBlock(BlockKind.PARAGRAPH, markdown[:LONGEST_BODY], start)  # of a text that no parser is given
    return islice(
        (one for each in placed_blocks(markdown, start) or [whole] for one in _digests(markdown, start, each)),
        MOST_SENTENCES,
    )


def _digests(markdown: str, start: int, passage: TextBlock) -> Iterator[tuple[int, int]]:
    at = passage.at - start
    for sentence in sentences(passage.text):
        found = markdown.find(sentence[:SEARCH_PREFIX], at)
        at = found if found >= 0 else at
        words = TOKEN.findall(sentence.casefold())
        if len(words) >= TELLING_WORDS:
            yield int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest()), start + at


def place_in_file(view: ArticleView, passage: TextBlock, words: str) -> int:
    """Where some words of a passage stand in the file; its beginning where they are broken by marks or lines."""
    found = view.document.text.find(words, passage.at)
    return found if found >= 0 else passage.at
