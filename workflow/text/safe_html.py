"""Markdown to safe HTML: what strangers wrote becomes a page's text that cannot do anything.

Three defences, one behind the other: the input is bounded (so that no text makes a parser slow),
the parser knows no raw HTML, and what it writes passes an allow-list of tags, attributes and their values.
"""

from collections.abc import Mapping
from types import MappingProxyType

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec import Struct

from workflow.text.figure import Figure
from workflow.text.html_blocks import FIGURE_PLACE, MOST_NOTES, add_blocks, use_note_html
from workflow.text.markdown import is_safe_to_parse, new_parser

LONGEST_HTML = 500_000
"""Characters of HTML: a short text can repeat a long link thousands of times."""
ALLOWED_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br"),
    *("em", "strong", "code", "pre", "a", "table", "thead", "tbody", "tr", "th", "td"),
    *("div", "figure", "figcaption", "sup"),
}
ALLOWED_ATTRIBUTES = {"a": {"href", "aria-label"}, "ol": {"start"}, "div": {"aria-label"}}
_ALIGNED = {"class": {"r-left", "r-center", "r-right"}}
"""How a table's cell stands; HTML's own attribute for it is obsolete."""
_NOTES = range(1, MOST_NOTES + 1)
_ALLOWED_VALUES: dict[str, dict[str, set[str]]] = {
    "th": _ALIGNED,
    "td": _ALIGNED,
    "div": {
        "class": {"r-scroll", "r-scroll r-scroll--wide", "r-factbox", "r-notes"},
        "tabindex": {"0"},
        "role": {"group", "doc-endnotes"},
    },
    "figure": {"class": {"r-quote"}},
    "a": {
        "class": {"r-note", "r-note__back"},
        "role": {"doc-noteref", "doc-backlink"},
        "id": {f"rujukan-{number}" for number in _NOTES},
    },
    "li": {"id": {f"catatan-{number}" for number in _NOTES}},
}
"""What an attribute may say, where only the program writes it."""
TEXT_CLASSES = frozenset(
    name for values in _ALLOWED_VALUES.values() for names in values.get("class", ()) for name in names.split()
)
"""All classes that a text may bring."""


class UnfitBodyError(Exception):
    """A text that cannot be shown: too long, too deep, or one that the parser gives up on."""


class StoryText(Struct, frozen=True, array_like=True):
    """An article's text as readers get it."""

    html: str
    """Safe HTML, in which `FIGURE_PLACE` stands where a figure belongs."""
    figures: tuple[Figure, ...] = ()
    """In their order."""


def render_story(markdown: str) -> StoryText:
    """An article's text. Raises UnfitBodyError where there is none."""
    figures: list[Figure] = []
    html = _render(markdown, {"figures": figures})
    if html.count(FIGURE_PLACE) != len(figures):
        raise UnfitBodyError
    return StoryText(html, tuple(figures))


def render_body(markdown: str) -> str:
    """The safe HTML of a text without pictures. Raises UnfitBodyError where there is none."""
    return _render(markdown, {})


def _render(markdown: str, environment: dict[str, list[Figure]]) -> str:
    if not is_safe_to_parse(markdown):
        raise UnfitBodyError
    try:
        html = _PARSER.render(markdown, environment)
    except (RecursionError, ValueError, IndexError) as error:
        raise UnfitBodyError from error
    if len(html) > LONGEST_HTML:
        raise UnfitBodyError
    return _defuse(_SANITIZER.clean(html))


def _defuse(html: str) -> str:
    """Break the one string that the theme's search removes from pages with all that follows up to a quote."""
    return html.replace("data-search-", "data-search&#45;")


def _parser() -> MarkdownIt:
    parser = new_parser()
    use_note_html(parser)
    parser.core.ruler.push("redaksi", _adjust)
    return parser


def _adjust(state: StateCore) -> None:
    """The page has one first heading, its title; and cells say how they stand without a style."""
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"
        align_without_style(token)
    state.tokens = add_blocks(state.tokens, state.env.get("figures"))


def align_without_style(token: Token) -> None:
    """Have a table's cell say how it stands by a class, since the site allows no style."""
    if style := token.attrs.pop("style", None):
        token.attrs["class"] = f"r-{str(style).removeprefix('text-align:')}"


def new_sanitizer(more: Mapping[str, set[str]] = MappingProxyType({})) -> nh3.Cleaner:
    """The allow-list for HTML made from Markdown. `more`: tags, with attributes, that one kind of page adds."""
    return nh3.Cleaner(
        tags=ALLOWED_TAGS | more.keys(),
        attributes={**ALLOWED_ATTRIBUTES, **more},
        tag_attribute_values=_ALLOWED_VALUES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


_PARSER = _parser()
_SANITIZER = new_sanitizer()
