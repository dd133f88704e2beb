"""What a text's Markdown brings that readers do not get, or get as bare signs: one table, each with its remedy.

GitHub shows much that the site does not know (HTML, tasks, struck-out words), and so does the program that a text was
copied from. Whatever the table does not name and the page maker does not know either is found as `UNKNOWN`.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from workflow.i18n.message import Message, mark, say
from workflow.text.figure import MOST_PICTURES, figure_of, is_picture_name, is_video
from workflow.text.markdown import is_safe_to_parse, new_parser


class Unshown(StrEnum):
    """A kind of thing that readers do not get as it was meant."""

    HTML = "html"
    PICTURE_AMID_WORDS = "picture-amid-words"
    PICTURE_ELSEWHERE = "picture-elsewhere"
    PICTURE_LINK = "picture-link"
    TOO_MANY_PICTURES = "too-many-pictures"
    NOTE_WITHOUT_TEXT = "note-without-text"
    NOTE_WITHOUT_PLACE = "note-without-place"
    ADDRESS_WITHOUT_LINK = "address-without-link"
    BROKEN_LINK = "broken-link"
    EMPTY_LINK = "empty-link"
    LINK_SCHEME = "link-scheme"
    LINK_TITLE = "link-title"
    EMPTY_HEADING = "empty-heading"
    HEADING = "heading"
    TABLE = "table"
    DIAGRAM = "diagram"
    ALERT = "alert"
    TASK = "task"
    STRUCK_OUT = "struck-out"
    MARKED = "marked"
    UNCLOSED = "unclosed"
    EMOJI = "emoji"
    FORMULA = "formula"
    ATTRIBUTES = "attributes"
    PROGRAM = "program"
    CONTAINER = "container"
    UNKNOWN = "unknown"


class Remedy(Struct, frozen=True):
    """What is said of a kind."""

    message: str
    help: Message
    is_lost: bool = True
    """Something is lost; else readers see signs where something else was meant."""


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
    r"""<[A-Za-z/!?]|!\[|\[\^|\]\(|\]:|\]\[|~~|==|\*\*|__|\{[:{%#.]|\$\$|\[!|\[[ xX]\]|\[\["""
    r"""|^\s*(?:!!!|\?\?\?|:::|```|~~~)|(?<![\w:]):[a-z]\w+:|-{3}|^\s*\#+""",
    re.MULTILINE,
)
"""What a text without any of these need not be parsed for."""
_IN_WORDS: tuple[tuple[Unshown, re.Pattern[str]], ...] = (
    (Unshown.NOTE_WITHOUT_TEXT, re.compile(r"\[\^[^\]\s]+\]")),
    (Unshown.BROKEN_LINK, re.compile(r"\]\([^)\n]*\)?")),
    (Unshown.STRUCK_OUT, re.compile(r"~~(?=\S)[^~]+~~")),
    (Unshown.MARKED, re.compile(r"==(?=\S)[^=]+==")),
    (Unshown.ATTRIBUTES, re.compile(r"\{[:#.][^{}]*\}")),
    (Unshown.PROGRAM, re.compile(r"\{\{|\{%|\[\[|^\[TOC\]$")),
    (Unshown.FORMULA, re.compile(r"\$\$")),
    (Unshown.CONTAINER, re.compile(r"^(?:!!!|\?\?\?|:::)\s*\w")),
    (Unshown.TABLE, re.compile(r"^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$")),
    (Unshown.HEADING, re.compile(r"^#{2,}[^\s#]")),
    (Unshown.EMOJI, re.compile(r"(?<![\w:]):[a-z]\w+:(?![\w:])")),
    (Unshown.UNCLOSED, re.compile(r"\*\*|(?<!_)__(?!_)")),
)
"""Signs that other programs read as something, and this one shows as they are."""
_DIAGRAMS = ("mermaid", "geojson", "topojson", "stl", "math")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SHOWN_SCHEMES = ("http:", "https:", "mailto:")
_LONGEST_WORDS = 60

REMEDIES: dict[Unshown, Remedy] = {
    Unshown.HTML: Remedy(
        mark("Readers see “{words}” as it stands here: the site knows no HTML."),
        say(
            "Delete it. A new line is an empty line between paragraphs; for a video link its picture to its address, "
            "and for everything else there is Markdown."
        ),
    ),
    Unshown.PICTURE_AMID_WORDS: Remedy(
        mark("The picture “{words}” is not shown: it stands amid words, in a list, a quotation or a table."),
        say(
            "Give it a paragraph of its own, with an empty line before and after it; several pictures in one "
            "paragraph are a gallery."
        ),
    ),
    Unshown.PICTURE_ELSEWHERE: Remedy(
        mark("The picture “{words}” is not shown: it does not lie beside the story."),
        say(
            "Upload it into the folder of the story and write only its name, in lower case and without blanks, ending "
            "in .jpg, .png or .webp: ![Warga mengantre](antrean-warga.jpg)."
        ),
    ),
    Unshown.PICTURE_LINK: Remedy(
        mark("The picture “{words}” is not shown: it is linked to an address that is no video's."),
        say(
            "Only a video's picture is linked, alone in its paragraph: to YouTube, Vimeo, TikTok, Instagram or "
            "Facebook, or to a file that ends in .mp4. Take the link out and link words to it instead."
        ),
    ),
    Unshown.TOO_MANY_PICTURES: Remedy(
        mark("There are more pictures in this paragraph than a gallery shows."),
        say("At most {most} are shown. Choose the best ones, or divide the gallery.", most=MOST_PICTURES),
    ),
    Unshown.NOTE_WITHOUT_TEXT: Remedy(
        mark("The footnote “{words}” has no text; readers see only these signs."),
        say("Write its text at the end of the story, on a line of its own: [^1]: the text."),
    ),
    Unshown.NOTE_WITHOUT_PLACE: Remedy(
        mark("The footnote “{words}” is not shown: nothing in the text refers to it."),
        say("Write its mark, such as [^1], where it belongs, or delete the footnote."),
    ),
    Unshown.ADDRESS_WITHOUT_LINK: Remedy(
        mark("The line “{words}” is not shown: no link of the text uses it."),
        say("Use it in the text, as in [words][name], or delete the line."),
    ),
    Unshown.BROKEN_LINK: Remedy(
        mark("This was to be a link or a picture and is none: “{words}”."),
        say(
            "Write [words](https://address) without blanks in the address; for a picture "
            "![what is to be seen](file.jpg)."
        ),
    ),
    Unshown.EMPTY_LINK: Remedy(
        mark("The link to “{words}” has no words, so nobody can see it."),
        say("Write between [ and ] what it leads to, or delete it."),
    ),
    Unshown.LINK_SCHEME: Remedy(
        mark("The link to “{words}” is shown as words alone: the site links only to pages and to e-mail."),
        say("Write an address that begins with https://, or the number or address as plain words."),
    ),
    Unshown.LINK_TITLE: Remedy(
        mark("The words “{words}” of a link are not shown: a telephone has no place for them."),
        say("Write them into the text, and the link without them: [words](https://address)."),
    ),
    Unshown.EMPTY_HEADING: Remedy(
        mark("This heading has no words."), say("Write its words behind the #, or delete the line.")
    ),
    Unshown.HEADING: Remedy(
        mark("Readers see the signs # here: a heading needs a blank behind them."),
        say("Write ## Judul, with a blank, and with an empty line before it."),
        is_lost=False,
    ),
    Unshown.TABLE: Remedy(
        mark("This was to be a table and is none: readers see “{words}”."),
        say(
            "Put an empty line before the table, and as many cells into the line of --- as into the line above it, "
            "separated by |."
        ),
        is_lost=False,
    ),
    Unshown.DIAGRAM: Remedy(
        mark("Readers see the instructions of this drawing and not the drawing: {words}."),
        say("Make a picture of it, upload it beside the story and show that."),
        is_lost=False,
    ),
    Unshown.ALERT: Remedy(
        mark("Readers see “{words}” as it stands here."),
        say("Delete the sign, and begin with what is to be noticed, in **bold**."),
        is_lost=False,
    ),
    Unshown.TASK: Remedy(
        mark("Readers see “{words}” and not a box to tick."), say("Delete the brackets."), is_lost=False
    ),
    Unshown.STRUCK_OUT: Remedy(
        mark("Readers see these words with their signs, not struck out: “{words}”."),
        say("Delete what does not hold; what was published is mended by a correction."),
        is_lost=False,
    ),
    Unshown.MARKED: Remedy(
        mark("Readers see these words with their signs, not marked: “{words}”."), say("Write **bold**."), is_lost=False
    ),
    Unshown.UNCLOSED: Remedy(
        mark("Readers see the signs “{words}” here: no bold begins or ends with them."),
        say("Write the signs close to the first and the last word, without blanks: **tebal**."),
        is_lost=False,
    ),
    Unshown.EMOJI: Remedy(
        mark("Readers see “{words}” as it stands here and not a small picture."), say("Delete it."), is_lost=False
    ),
    Unshown.FORMULA: Remedy(
        mark("Readers see the signs “{words}” and not a formula."), say("Write it in words and numbers."), is_lost=False
    ),
    Unshown.ATTRIBUTES: Remedy(
        mark("Readers see “{words}” as it stands here: the site has its own style."), say("Delete it."), is_lost=False
    ),
    Unshown.PROGRAM: Remedy(
        mark("Readers see “{words}”: it is an instruction for another program."), say("Delete it."), is_lost=False
    ),
    Unshown.CONTAINER: Remedy(
        mark("Readers see “{words}”: it is another program's sign for a box."),
        say("For a box of facts write the heading ### Fakta and a list below it."),
        is_lost=False,
    ),
    Unshown.UNKNOWN: Remedy(mark("The site does not know how to show “{words}”."), say("Write it otherwise.")),
}


def find_unshown(markdown: str) -> Iterator[UnshownPart]:
    """What readers of a text do not get, in no order; nothing of one that is not safe to parse."""
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
            yield from _of_inline(token, token.children)
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
    elif token.type == "heading_open" and not tokens[index + 1].content.strip():
        yield UnshownPart(Unshown.EMPTY_HEADING, "", line)
    elif token.type == "inline" and index >= 2:  # noqa: PLR2004  # what its paragraph stands in is two before it
        place, first = tokens[index - 2].type, token.content.split("\n")[0]
        if place == "list_item_open" and re.match(r"\[[ xX]\]\s", first):
            yield UnshownPart(Unshown.TASK, first[:3], line)
        if place == "blockquote_open" and re.match(r"\[![A-Za-z]+\]", first):
            yield UnshownPart(Unshown.ALERT, _short(first), line)


def _of_inline(block: Token, children: Sequence[Token]) -> Iterator[UnshownPart]:
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
                if figure is None:
                    yield _lost_picture(child, line, link, pictures)
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


def _lost_picture(image: Token, line: int, link: Token | None, count: int) -> UnshownPart:
    name = str(image.attrs.get("src", ""))
    if not is_picture_name(name):
        return UnshownPart(Unshown.PICTURE_ELSEWHERE, _short(name), line)
    if link and not is_video(str(link.attrs.get("href", ""))):
        return UnshownPart(Unshown.PICTURE_LINK, name, line)
    kind = Unshown.TOO_MANY_PICTURES if count > MOST_PICTURES else Unshown.PICTURE_AMID_WORDS
    return UnshownPart(kind, name, line)


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
    for name, number in environment.get("footnotes", {}).get("refs", {}).items():
        if isinstance(number, int) and number < 0:
            mark = f"[^{name.removeprefix(':')}]"
            yield UnshownPart(Unshown.NOTE_WITHOUT_PLACE, mark, _line_of(lines, f"{mark}:"))
    used = {child.meta.get("label") for token in tokens for child in token.children or () if child.meta}
    for label, reference in environment.get("references", {}).items():
        place = reference.get("map")
        if label not in used and isinstance(place, list):
            yield UnshownPart(Unshown.ADDRESS_WITHOUT_LINK, _short(lines[place[0]]), place[0])


def _line_of(lines: Sequence[str], words: str) -> int:
    return next((number for number, line in enumerate(lines) if words in line), 0)


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
