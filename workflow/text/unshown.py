"""What a text's Markdown brings that readers do not get, or get as bare signs: one table, each with its remedy.

GitHub shows much that the site does not know (HTML, tasks, struck-out words), and so does the program that a text was
copied from. Whatever the table does not name and the page maker does not know either is found as `UNKNOWN`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from workflow.text.figure import MOST_PICTURES, figure_of, is_picture_name, is_video
from workflow.text.markdown import is_safe_to_parse, new_parser
from workflow.text.unshown_kinds import Unshown


class UnshownPart(Struct, frozen=True):
    """One such thing in a text."""

    kind: Unshown
    words: str
    """As it is written, shortened."""
    line: int
    """Counted from 0."""


_SHOWN = frozenset(
    (
        *("paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline", "hr"),
        *("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"),
        *("list_item_open", "list_item_close", "blockquote_open", "blockquote_close", "code_block", "fence"),
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
        *("footnote_block_open", "footnote_block_close", "footnote_open", "footnote_close", "footnote_anchor"),
        *("text", "text_special", "code_inline", "softbreak", "hardbreak", "em_open", "em_close"),
        *("strong_open", "strong_close", "link_open", "link_close", "image", "footnote_ref"),
    )
)
"""What a parsed text may hold that reaches readers, or is looked at here."""
_SIGNS = re.compile(
    r"""<[A-Za-z/!?]|!\[|\[\^|\]\(|\]:|\]\[|~~|==|\*\*|__|\{[:{%#.]|\$\$|\[!|\[[ xX]\]|\[\[|\[TOC"""
    r"""|^[ \t]*(?:!!!|\?\?\?|:::|```|~~~|\|)|^>\s*[\u2014\u2013-]*\s*$|(?<![\w:]):[a-z]\w+:|-{3}|^[ \t]*\#+""",
    re.MULTILINE,
)
"""What a text without any of these need not be parsed for."""
_IN_WORDS: tuple[tuple[Unshown, re.Pattern[str]], ...] = (
    (Unshown.NOTE_WITHOUT_TEXT, re.compile(r"\[\^[^\][\s]+\]")),
    (Unshown.BROKEN_LINK, re.compile(r"\]\([^)\n]*\)?")),
    (Unshown.STRUCK_OUT, re.compile(r"~~(?=\S)[^~]+~~")),
    (Unshown.MARKED, re.compile(r"==(?=\S)[^=]+==")),
    (Unshown.ATTRIBUTES, re.compile(r"\{[:#.][^{}]*\}")),
    (Unshown.PROGRAM, re.compile(r"\{\{|\{%|\[\[|^\[TOC\]$")),
    (Unshown.FORMULA, re.compile(r"\$\$")),
    (Unshown.CONTAINER, re.compile(r"^(?:!!!|\?\?\?|:::)\s*\w")),
    (Unshown.TABLE, re.compile(r"^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$|^\|\s*:?-{3,}:?\s*\|$")),
    (Unshown.HEADING, re.compile(r"^#{2,}[^\s#]")),
    (Unshown.EMOJI, re.compile(r"(?<![\w:]):[a-z]\w+:(?![\w:])")),
    (Unshown.UNCLOSED, re.compile(r"\*\*|(?<!_)__(?!_)")),
)
"""Signs that other programs read as something, and this one shows as they are."""
_ROW = re.compile(r"\|(?:[^|\n]*\|){2,}\s*")
_ONLY_DASH = re.compile(r"(?:[\u2014\u2013]|-{1,2})\s*")
FACTS = "Fakta"
"""The heading of a box of facts."""
_DIAGRAMS = ("mermaid", "geojson", "topojson", "stl", "math")
_NOTE = re.compile(r"\[\^[^\][\s]+\]:")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SHOWN_SCHEMES = ("http:", "https:", "mailto:")
_LONGEST_WORDS = 60


def find_unshown(markdown: str, *, shows_pictures: bool = True) -> Iterator[UnshownPart]:
    """What readers of a text do not get, in no order; nothing of one that is not safe to parse.

    `shows_pictures`: where the text stands, pictures are shown; on a hand-written page they are not.
    """
    if not _SIGNS.search(markdown) or not is_safe_to_parse(markdown):
        return
    environment: dict[str, dict[str, dict[str, object]]] = {}
    try:
        tokens = _PARSER.parse(markdown, environment)
    except (RecursionError, ValueError, IndexError):
        return
    for index, token in enumerate(tokens):
        yield from _of_block(tokens, index)
        if token.type == "inline" and token.children:
            yield from _of_inline(token, token.children, shows_pictures=shows_pictures)
    yield from _unused(markdown, environment, tokens)


def _of_block(tokens: Sequence[Token], index: int) -> Iterator[UnshownPart]:
    token = tokens[index]
    line, words = token.map[0] if token.map else 0, _short(token.content)
    if token.type == "html_block":
        if not words.startswith("<!--"):
            yield UnshownPart(Unshown.HTML, words, line)
    elif token.type not in _SHOWN:
        yield UnshownPart(Unshown.UNKNOWN, words, line)
    elif token.type == "fence" and token.info.strip().lower() in _DIAGRAMS:
        yield UnshownPart(Unshown.DIAGRAM, token.info.strip(), line)
    elif token.type == "heading_open":
        yield from _of_heading(tokens, index, line)
    elif token.type == "inline":
        yield from _of_paragraph(tokens, index, line)


def _of_heading(tokens: Sequence[Token], index: int, line: int) -> Iterator[UnshownPart]:
    words = tokens[index + 1].content.strip()
    if not words:
        yield UnshownPart(Unshown.EMPTY_HEADING, "", line)
    if words == FACTS and not _holds_facts(tokens[index + 3 :]):
        yield UnshownPart(Unshown.NO_FACTS, "", line)


def _of_paragraph(tokens: Sequence[Token], index: int, line: int) -> Iterator[UnshownPart]:
    content, place = tokens[index].content, tokens[index - 2].type if index > 1 else ""
    first, *rest = content.split("\n")
    if place == "list_item_open" and re.match(r"\[[ xX]\]\s", first):
        yield UnshownPart(Unshown.TASK, first[:3], line)
    if place == "blockquote_open" and re.match(r"\[![A-Za-z]+\]", first):
        yield UnshownPart(Unshown.ALERT, _short(first), line)
    if tokens[index - 1].type == "paragraph_open" and _ROW.fullmatch(first) and "---" not in content:
        yield UnshownPart(Unshown.ROWS, _short(first), line)
    if (
        tokens[index + 2 : index + 3]
        and tokens[index + 2].type == "blockquote_close"
        and _ONLY_DASH.fullmatch([first, *rest][-1])
    ):
        yield UnshownPart(Unshown.NO_SPEAKER, "", line + len(rest))


def _holds_facts(tokens: Sequence[Token]) -> bool:
    """Whether a list with words follows."""
    if not tokens or tokens[0].type != "bullet_list_open":
        return False
    items = takewhile(lambda one: one.type != "bullet_list_close", tokens)
    return any(one.type == "inline" and one.content.strip() for one in items)


def _of_inline(block: Token, children: Sequence[Token], *, shows_pictures: bool) -> Iterator[UnshownPart]:
    line, figure, said, link, pictures = block.map[0] if block.map else 0, figure_of(block), "", None, 0
    for child in children:
        match child.type:
            case "softbreak" | "hardbreak":
                yield from _in_words(said, line)
                said, line = "", line + 1
                continue
            case "text":
                said += child.content
                continue
            case "html_inline" if not child.content.startswith("<!--"):
                yield UnshownPart(Unshown.HTML, _short(child.content), line)
            case "image":
                pictures += 1
                if figure is None or not shows_pictures:
                    kind = _lost_picture(child, link, pictures) if shows_pictures else Unshown.PICTURE_ON_PAGE
                    yield UnshownPart(kind, _short(str(child.attrs.get("src", ""))), line)
            case "link_open":
                link = child
                yield from _of_link(child, line)
            case "link_close":
                link = None
            case name if name not in _SHOWN and name != "html_inline":
                yield UnshownPart(Unshown.UNKNOWN, _short(child.content), line)
        said += "\N{OBJECT REPLACEMENT CHARACTER}"
    yield from _in_words(said, line)
    yield from _empty_links(children, block.map[0] if block.map else 0)


def _lost_picture(image: Token, link: Token | None, count: int) -> Unshown:
    """Why a picture is not shown. `link`: that it is in; `count`: the pictures of its paragraph so far."""
    if not is_picture_name(str(image.attrs.get("src", ""))):
        return Unshown.PICTURE_ELSEWHERE
    if link and not is_video(str(link.attrs.get("href", ""))):
        return Unshown.PICTURE_LINK
    return Unshown.TOO_MANY_PICTURES if count > MOST_PICTURES else Unshown.PICTURE_AMID_WORDS


def _of_link(link: Token, line: int) -> Iterator[UnshownPart]:
    address, title = str(link.attrs.get("href", "")), link.attrs.get("title")
    if _SCHEME.match(address) and not address.lower().startswith(_SHOWN_SCHEMES):
        yield UnshownPart(Unshown.LINK_SCHEME, _short(address), line)
    if title:
        yield UnshownPart(Unshown.LINK_TITLE, _short(str(title)), line)


def _empty_links(children: Sequence[Token], line: int) -> Iterator[UnshownPart]:
    for index, child in enumerate(children):
        if child.type == "softbreak":
            line += 1
        if child.type == "link_open" and children[index + 1].type == "link_close":
            yield UnshownPart(Unshown.EMPTY_LINK, _short(str(child.attrs.get("href", ""))), line)


def _in_words(words: str, line: int) -> Iterator[UnshownPart]:
    for kind, pattern in _IN_WORDS:
        if found := pattern.search(words.strip()):
            yield UnshownPart(kind, _short(found[0]), line)


def _unused(
    markdown: str, environment: dict[str, dict[str, dict[str, object]]], tokens: Sequence[Token]
) -> Iterator[UnshownPart]:
    """Footnotes and addresses of links that nothing in the text refers to."""
    lines = markdown.split("\n")
    places = {found[0]: number for number, line in enumerate(lines) if (found := _NOTE.search(line))}
    for name, first_use in environment.get("footnotes", {}).get("refs", {}).items():
        if isinstance(first_use, int) and first_use < 0:
            mark = f"[^{name.removeprefix(':')}]"
            yield UnshownPart(Unshown.NOTE_WITHOUT_PLACE, mark, places.get(f"{mark}:", 0))
    used = {child.meta.get("label") for token in tokens for child in token.children or () if child.meta}
    for label, reference in environment.get("references", {}).items():
        place = reference.get("map")
        if label not in used and isinstance(place, list):
            yield UnshownPart(Unshown.ADDRESS_WITHOUT_LINK, _short(lines[place[0]]), place[0])


def _short(words: str) -> str:
    line = words.strip().split("\n")[0]
    return line if len(line) <= _LONGEST_WORDS else f"{line[:_LONGEST_WORDS]}..."


def _parser() -> MarkdownIt:
    """One that tells HTML from words, knows which link used which address, and escaped signs from bare ones."""
    parser = new_parser().disable("text_join")
    parser.options["html"] = True
    parser.options["store_labels"] = True
    return parser


_PARSER = _parser()
