"""What news texts are set in beside plain Markdown: figures, quotations with a speaker, boxes of facts, tables, notes.

Each is found in the parsed text and given the elements that the site's style knows; nothing of it is raw HTML.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from workflow.i18n.catalog import tr
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.text.figure import Figure, figure_of
from workflow.text.quotation import attribution_of

FIGURE_PLACE = "<figure></figure>"
"""What stands in the HTML where a figure belongs; a text itself cannot bring it, and no other figure is empty."""
FACTS_WORD = "fakta"
"""The first word of a heading that makes a box of the list below it."""
WIDE_COLUMNS = 6
"""Columns from which on a table is wider than the text."""
MOST_NOTES = 200
"""Footnotes of a text that can be linked to."""


def add_blocks(tokens: list[Token], figures: list[Figure] | None) -> list[Token]:
    """The tokens of a text with those of its own blocks.

    `figures` collects what is shown in their places; None: pictures are not shown here.
    """
    _close_gaps(tokens)
    made = list(_with_figures(tokens, figures))
    return list(_with_frames(made))


def _close_gaps(tokens: Sequence[Token]) -> None:
    """Have no heading stand two levels below the one before it, or the page's title: screen readers go by them."""
    before = 1
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            before = min(int(token.tag[1]), before + 1)
            token.tag = tokens[index + 2].tag = f"h{before}"


def _with_figures(tokens: Sequence[Token], figures: list[Figure] | None) -> Iterator[Token]:
    """The tokens, in which a paragraph that is a figure is its place."""
    skipped = 0
    for index, token in enumerate(tokens):
        figure = figure_of(tokens[index + 1]) if figures is not None and token.type == "paragraph_open" else None
        if figure and figures is not None:
            figures.append(figure)
            yield Token("html_block", "", 0, content=f"{FIGURE_PLACE}\n", block=True)
            skipped = 3
        if skipped:
            skipped -= 1
        else:
            yield token


def _with_frames(tokens: list[Token]) -> Iterator[Token]:
    """The tokens with an element around each quotation that says whose it is, box of facts, and table."""
    ends: dict[int, list[Token]] = {}
    left_out: set[int] = set()
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open" and token.level == 0 and (attribution := attribution_of(tokens, index)):
            yield _open("figure", "r-quote")
            caption = Token("inline", "", 0, children=attribution.speaker, content="-")
            ends[_end(tokens, index)] = [_open("figcaption"), caption, _close("figcaption"), _close("figure")]
            attribution.inline.children = (attribution.inline.children or [])[: attribution.start]
            if not attribution.inline.children:
                at = next(at for at in range(index, len(tokens)) if tokens[at] is attribution.inline)
                left_out |= {at - 1, at, at + 1}
        elif token.type == "table_open":
            end = _end(tokens, index)
            yield _table_frame(tokens[index:end])
            ends[end] = [_close("div")]
        elif token.type == "heading_open" and (list_end := _facts_end(tokens, index)):
            yield _open("div", "r-factbox")
            ends[list_end] = [_close("div")]
        if index not in left_out:
            yield token
        yield from ends.pop(index, ())


def _end(tokens: Sequence[Token], start: int) -> int:
    """Where the block that opens at `start` closes."""
    levels = (at for at in range(start + 1, len(tokens)) if tokens[at].level == tokens[start].level)
    return next(levels, len(tokens) - 1)


def _facts_end(tokens: Sequence[Token], heading: int) -> int | None:
    """Where the list below a heading ends, if the two are a box of facts."""
    words, following = tokens[heading + 1].content.split(), heading + 3
    if not words or words[0].lower().rstrip(":") != FACTS_WORD or following >= len(tokens):
        return None
    is_list = tokens[following].type in ("bullet_list_open", "ordered_list_open")
    return _end(tokens, following) if is_list else None


def _table_frame(table: Sequence[Token]) -> Token:
    columns = sum(token.type == "th_open" for token in table)
    frame = _open("div", "r-scroll r-scroll--wide" if columns >= WIDE_COLUMNS else "r-scroll")
    with in_language(DEFAULT_LANGUAGE):
        frame.attrs |= {"tabindex": "0", "role": "group", "aria-label": tr("Table")}
    return frame


def _open(tag: str, name: str = "") -> Token:
    return Token(f"{tag}_frame_open", tag, 1, attrs={"class": name} if name else {}, block=True)


def _close(tag: str) -> Token:
    return Token(f"{tag}_frame_close", tag, -1, block=True)


def use_note_html(parser: MarkdownIt) -> None:
    """Have footnotes written as the site marks them: each can be reached, and left again."""
    for name in ("footnote_ref", "footnote_block_open", "footnote_block_close", "footnote_open", "footnote_anchor"):
        parser.add_render_rule(name, globals()[f"_html_of_{name}"])


def _html_of_footnote_ref(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    number, again = tokens[index].meta["id"] + 1, tokens[index].meta["subId"]
    own = "" if again else f' id="rujukan-{number}"'
    return f'<sup><a href="#catatan-{number}" class="r-note"{own} role="doc-noteref">{number}</a></sup>'


def _html_of_footnote_block_open(*_: Any) -> str:
    return '<div class="r-notes" role="doc-endnotes">\n<ol>\n'


def _html_of_footnote_block_close(*_: Any) -> str:
    return "</ol>\n</div>\n"


def _html_of_footnote_open(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<li id="catatan-{tokens[index].meta["id"] + 1}">\n'


def _html_of_footnote_anchor(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """The way back to the first place that refers to it."""
    if tokens[index].meta["subId"]:
        return ""
    with in_language(DEFAULT_LANGUAGE):
        label = tr("Back to the text")
    number = tokens[index].meta["id"] + 1
    return f' <a href="#rujukan-{number}" class="r-note__back" role="doc-backlink" aria-label="{label}">\u2191</a>'
