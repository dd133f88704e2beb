"""Markdown: bounds that keep parsers fast, and an article's text as plain blocks and links."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct

from workflow.text.figure import Figure, figure_of, mark_figures
from workflow.text.quotation import Attribution, attribution_of

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
    CAPTION = "caption"
    """Of a picture in the text."""
    NOTE = "note"
    """A footnote."""


class Block(Struct, frozen=True):
    """A piece of running text."""

    kind: BlockKind
    text: str
    """Without its marks."""
    line: int
    """Where it begins in the Markdown, counted from 0."""
    speaker: str = ""
    """Whose words a quotation that is set off says it is."""


def is_safe_to_parse(markdown: str) -> bool:
    """Whether a parser may be given a text: neither too long nor too deep."""
    return len(markdown) <= LONGEST_BODY and not any(pattern.search(markdown) for pattern in (_DEEP, _WIDE, _RUN))


def text_blocks(markdown: str) -> Iterator[Block]:
    """The running text of an article in its order, footnotes last; nothing of one that is not safe to parse."""
    if not is_safe_to_parse(markdown):
        return
    try:
        tokens = _PARSER.parse(markdown)
    except (RecursionError, ValueError, IndexError):
        return
    enclosing: list[str] = []
    attribution: Attribution | None = None
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            enclosing.append(token.type.removesuffix("_open"))
            if token.type == "blockquote_open" and token.level == 0:
                attribution = attribution_of(tokens, index)
        elif token.nesting < 0:
            enclosing.pop()
            attribution = attribution if enclosing else None
        elif token.type == "inline":
            yield from _blocks(token, _kind(enclosing), attribution)


def _blocks(token: Token, kind: BlockKind, attribution: Attribution | None) -> Iterator[Block]:
    if figure := figure_of(token):
        yield from (Block(BlockKind.CAPTION, one.caption, one.line) for one in figure.pictures if one.caption)
        return
    children, speaker = token.children or [], ""
    if attribution:
        speaker = _words(attribution.speaker)
        children = children[: attribution.start] if token is attribution.inline else children
    if children or not attribution:
        yield Block(kind, _words(children), token.map[0] if token.map else 0, speaker)


def _words(tokens: Iterable[Token]) -> str:
    return "".join(_plain_text(token.type, token.content) for token in tokens)


def _plain_text(kind: str, content: str) -> str:
    return " " if kind in {"softbreak", "hardbreak"} else content if kind in {"text", "code_inline"} else ""


def _kind(enclosing: list[str]) -> BlockKind:
    names = set(enclosing)
    if "footnote" in names:
        return BlockKind.NOTE
    if "heading" in names:
        return BlockKind.HEADING
    if names & {"th", "td"}:
        return BlockKind.CELL
    if "list_item" in names:
        return BlockKind.ITEM
    return BlockKind.QUOTE if "blockquote" in names else BlockKind.PARAGRAPH


def new_parser() -> MarkdownIt:
    """A parser of the Markdown that the office writes: CommonMark with tables and footnotes, without raw HTML."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin, inline=False)
    parser.core.ruler.push("figures", lambda state: mark_figures(state.tokens))
    return parser


_PARSER = new_parser()


def figures_in(markdown: str) -> tuple[Figure, ...]:
    """The pictures, galleries and videos of a text in their order; none of one that is not safe to parse."""
    if "![" not in markdown or not is_safe_to_parse(markdown):
        return ()
    return _figures_in(markdown)


@lru_cache(64)
def _figures_in(markdown: str) -> tuple[Figure, ...]:
    try:
        tokens = _PARSER.parse(markdown)
    except (RecursionError, ValueError, IndexError):
        return ()
    return tuple(found for token in tokens if token.type == "inline" and (found := figure_of(token)))


def picture_names(markdown: str) -> tuple[str, ...]:
    """The names of the files that a text shows, each once."""
    return tuple(dict.fromkeys(one.name for figure in figures_in(markdown) for one in figure.pictures))


class MarkdownLink(Struct, frozen=True):
    """A link of a text."""

    target: str
    """As a browser gets it."""
    words: str
    """What readers see of it."""
    line: int
    """Where its block begins in the Markdown, counted from 0."""


def find_links(markdown: str) -> Iterator[MarkdownLink]:
    """The links of an article in their order; none of one that is not safe to parse."""
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
            words += _plain_text(token.type, token.content)
