"""Whose words a line of a comment is: the writer's own, or quoted, shown as code, hidden.

Judged by the blocks and spans of CommonMark, as GitHub shows them, never by the look of a line: a key is put before
each word in question, the whole is parsed, and where the key comes out says what the word is. What is not plainly the
writer's own is not. Sources: CommonMark 0.31.2; GitHub Flavored Markdown (tables, struck-out text); GitHub Docs, "Basic
writing and formatting syntax" (footnotes), "Writing mathematical expressions".
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from workflow.chatops.parsing.html_tags import OpenElements, TagEffect

MAX_COMMENT_LENGTH = 20_000
"""Characters of a comment that is parsed; the parser's time grows with them alone, since it stops at 20 levels."""
INVISIBLE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\xad\u2028\u2029\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u3000"
"""What nobody sees at the edge of a line."""
_NOT_OWN = frozenset({"blockquote_open", "fence", "code_block", "html_block"})
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_ITEM = frozenset({"list_item_open"})
_PLAIN = _LISTS | _ITEM | {"paragraph_open"}
"""The blocks in which a line is heard, one within the other."""
_BOLD = frozenset({"em_open", "strong_open"})
_HAZARDS = frozenset({"blockquote_open", "code_block"})
_FOOTNOTE = re.compile(r"[^\w\[]*(?:\d{1,9}[.)][^\w\[]*)*\[\^[^\]]*\]:", re.ASCII)
_ROW = re.compile(r"[ \t>:-]*(?:-[ \t:]*\||\|[ \t:]*-)[ \t:|-]*")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_PARSER = MarkdownIt("commonmark").enable("strikethrough")
Block = tuple[str, list[int]]
"""A kind of block, with its first line and the one behind its last."""


class Authorship(StrEnum):
    """How a word in a comment is said."""

    OWN = "own"
    """At the beginning of a line of a plain paragraph or of a list's item, perhaps in bold or in backticks."""
    STYLED = "styled"
    """The writer's, but in a heading, a table, a link, within other words: too little to act upon."""
    OTHERS = "others"
    """Quoted, code, hidden, or nowhere to be seen."""


_DISTANCE = [*Authorship].index


class OwnWords(Struct, frozen=True):
    """A comment as it is shown."""

    voices: Mapping[int, Authorship]
    """Of the word in question in each line that has one."""
    rests: Mapping[int, str]
    """What is to be seen behind it on its line, without bold, backticks, links."""
    silent: Collection[int]
    """The lines that are quoted, code or HTML as a whole."""

    def is_shown(self, line: int) -> bool:
        """Whether a line is text of the writer's."""
        return line not in self.silent


def find_authorship(lines: Sequence[str], spots: Mapping[int, int]) -> OwnWords:
    """Whose words some are. `lines`: without their ends; `spots`: the column of the one word in question, by line."""
    key = "k" + sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:32]  # no text can hold its own
    keyed = [*lines]
    for at, column in spots.items():
        keyed[at] = f"{lines[at][:column]}{key}{at}e{lines[at][column:]}"
    tokens = _PARSER.parse("\n".join(keyed))
    found = [*_authorship_by_line(tokens, re.compile(rf"{key}(\d+)e"))]
    voices = dict.fromkeys(spots, Authorship.OTHERS) | {at: voice for at, voice, _ in found}
    blocks = [(token.type, token.map) for token in tokens if token.map]
    for at in voices.keys() & set(_doubtful_lines(lines, blocks)):
        voices[at] = max(voices[at], Authorship.STYLED, key=_DISTANCE)
    return OwnWords(voices, {at: rest for at, _, rest in found}, _lines_of(blocks, _NOT_OWN))


def _lines_of(blocks: Sequence[Block], kinds: Collection[str]) -> set[int]:
    return {line for kind, (first, end) in blocks if kind in kinds for line in range(first, end)}


def _authorship_by_line(tokens: Sequence[Token], key: re.Pattern[str]) -> Iterator[tuple[int, Authorship, str]]:
    """The lines whose keys are to be seen, with the voice of each and what follows it."""
    around: list[str] = []
    markup = OpenElements()
    for token in tokens:
        if token.nesting > 0:
            around.append(token.type)
        elif token.nesting < 0:
            around.pop()
        elif token.type == "html_block":
            markup.read(token.content)
        elif token.type == "inline":
            best = Authorship.OWN if _PLAIN.issuperset(around) and "$$" not in token.content else Authorship.STYLED
            worst = Authorship.OTHERS if "blockquote_open" in around else best
            for line in _shown_lines(token.children or []):
                for at, voice, rest in _authorship_in_line(line, key, markup):
                    yield at, max(voice, worst, key=_DISTANCE), rest


def _shown_lines(children: Sequence[Token]) -> Iterator[list[tuple[int, Token]]]:
    """The lines of a paragraph as they are shown: the parts of each, with how many spans are open around it."""
    depth, line = 0, list[tuple[int, Token]]()
    for child in children:
        depth += child.nesting
        if child.type in _BREAKS:
            yield line
            line = []
        else:
            line.append((depth, child))
    yield line


def _authorship_in_line(
    line: Sequence[tuple[int, Token]], key: re.Pattern[str], markup: OpenElements
) -> Iterator[tuple[int, Authorship, str]]:
    """The same within one line, as if its paragraph were a plain one."""
    bold, is_first = 0, True
    for place, (depth, child) in enumerate(line):
        if child.type == "html_inline":
            markup.read(child.content)
        elif child.type in {"text", "code_inline"}:
            for found in key.finditer(child.content):
                begins = is_first and not child.content[: found.start()].strip(INVISIBLE)
                rest = child.content[found.end() :] + "".join(one.content for _, one in line[place + 1 :])
                voice = _authorship_within(markup.inside, is_plain=begins and depth == bold)
                yield int(found[1]), voice, key.split(rest, 1)[0]
        bold += is_first and child.type in _BOLD
        is_blank = child.type == "text" and not child.content.strip(INVISIBLE)
        is_first = is_first and (is_blank or child.type in _BOLD)


def _authorship_within(tag: TagEffect, *, is_plain: bool) -> Authorship:
    if tag is TagEffect.HIDING:
        return Authorship.OTHERS
    return Authorship.OWN if is_plain and tag is TagEffect.NONE else Authorship.STYLED


def _doubtful_lines(lines: Sequence[str], blocks: Sequence[Block]) -> Iterator[int]:
    """The lines of footnotes and tables, and those behind a quotation, a list or code without an empty one between.

    CommonMark knows no tables, and no footnotes, which GitHub shows elsewhere or not at all. Where a quotation ends in
    the definition of a link, GitHub's parser takes the next lines for a part of it, unlike ours; and what looks like
    indented code may be a footnote's next paragraph. The first line of a list's item goes on from nothing but these.
    """
    hazards, listed = _lines_of(blocks, _HAZARDS), _lines_of(blocks, _LISTS)
    items = {first for kind, (first, _) in blocks if kind in _ITEM}
    in_hazard = in_list = False
    for at, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        begins = at in hazards or any(map(_ROW.fullmatch, (line, below))) or _FOOTNOTE.match(line)
        has_words = bool(line.strip(" \t"))
        in_hazard = has_words and (in_hazard or bool(begins))
        in_list = has_words and (in_list or at in listed)
        if in_hazard or (in_list and at not in items):
            yield at
