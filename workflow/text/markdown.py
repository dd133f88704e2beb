"""An article's Markdown, bounded so that no text makes a parser slow, and taken apart into plain blocks."""

import re
from collections.abc import Iterator
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

LONGEST_BODY = 50_000
"""Characters of the longest body; a long news article has about 8,000."""
WIDEST_TABLE = 20
"""Columns of the widest table; missing cells are filled in by the parser."""
DEEPEST_NESTING = 8
"""Levels of quotes and lists within one another."""

_INDENT = 2 * DEEPEST_NESTING + 2
_DEEP = re.compile(
    rf"^(?:[ \t]{{{_INDENT},}}\S|(?:[ \t]{{0,3}}(?:>|[-+*][ \t]|\d{{1,9}}[.)][ \t])){{{DEEPEST_NESTING + 1},}})",
    re.MULTILINE,
)
_WIDE = re.compile(rf"^(?:[^|\n]*\|){{{WIDEST_TABLE + 2},}}", re.MULTILINE)
_RUN = re.compile(r"(?:\[|!\[|\]|\*|_|`|<|&|\\|>){200,}|(?:[-+*] ){200,}")


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"


class Block(Struct, frozen=True):
    """A piece of running text."""

    kind: BlockKind
    text: str
    """Without its marks."""
    line: int
    """Where it begins in the Markdown, counted from 0."""


def is_safe_to_parse(markdown: str) -> bool:
    """Whether a parser may be given a text: neither too long nor too deep."""
    return len(markdown) <= LONGEST_BODY and not any(shape.search(markdown) for shape in (_DEEP, _WIDE, _RUN))


def text_blocks(markdown: str) -> Iterator[Block]:
    """The running text of an article in its order; nothing of one that is not fit to be read."""
    if not is_safe_to_parse(markdown):
        return
    try:
        tokens = _PARSER.parse(markdown)
    except (RecursionError, ValueError, IndexError):
        return
    around: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            around.append(token.type.removesuffix("_open"))
        elif token.nesting < 0:
            around.pop()
        elif token.type == "inline":
            text = "".join(_words(one.type, one.content) for one in token.children or ())
            yield Block(_kind(around), text, token.map[0] if token.map else 0)


def _words(kind: str, content: str) -> str:
    return " " if kind in {"softbreak", "hardbreak"} else content if kind in {"text", "code_inline"} else ""


def _kind(around: list[str]) -> BlockKind:
    names = set(around)
    if "heading" in names:
        return BlockKind.HEADING
    if names & {"th", "td"}:
        return BlockKind.CELL
    if "list_item" in names:
        return BlockKind.ITEM
    return BlockKind.QUOTE if "blockquote" in names else BlockKind.PARAGRAPH


_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


class MarkdownLink(Struct, frozen=True):
    """A link of a text."""

    target: str
    """As a browser gets it."""
    words: str
    """What readers see of it."""
    line: int
    """Where its block begins in the Markdown, counted from 0."""


def find_links(markdown: str) -> Iterator[MarkdownLink]:
    """The links of an article in their order; none of one that is not fit to be read."""
    if not any(sign in markdown for sign in ("](", "]:", "<")) or not is_safe_to_parse(markdown):
        return  # as in most articles: without one of these there is no link
    try:
        tokens = _PARSER.parse(markdown)
    except (RecursionError, ValueError, IndexError):
        return
    for block in tokens:
        yield from _links(block.children or [], block.map[0] if block.map else 0)


def _links(tokens: list[Token], line: int) -> Iterator[MarkdownLink]:
    target, words = None, ""
    for token in tokens:
        if token.type == "link_open":
            target, words = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close" and target is not None:
            yield MarkdownLink(target, words, line)
            target = None
        else:
            words += _words(token.type, token.content)
