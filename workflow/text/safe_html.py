"""Markdown to safe HTML: what strangers wrote becomes a page's text that cannot do anything.

Three defences, one behind the other: the input is bounded (so that no text makes a parser slow),
the parser knows no raw HTML, and what it writes passes an allow-list of tags and attributes.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workflow.text.markdown import is_safe_to_parse, new_parser

LONGEST_HTML = 500_000
"""Characters of HTML: a short text can repeat a long link thousands of times."""
ALLOWED_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br"),
    *("em", "strong", "code", "pre", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
ALLOWED_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_ALIGNED = {"class": {"r-left", "r-center", "r-right"}}
"""How a table's cell stands; HTML's own attribute for it is obsolete."""


class UnfitBodyError(Exception):
    """A text that cannot be shown: too long, too deep, or one that the parser gives up on."""


def render_body(markdown: str) -> str:
    """The safe HTML of an article's text. Raises UnfitBodyError where there is none."""
    if not is_safe_to_parse(markdown):
        raise UnfitBodyError
    try:
        html = _PARSER.render(markdown)
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
    parser.core.ruler.push("redaksi", lambda state: _adjust(state.tokens))
    return parser


def _adjust(tokens: Sequence[Token]) -> None:
    """The page has one first heading, its title; and cells say how they stand without a style."""
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
        align_without_style(token)


def align_without_style(token: Token) -> None:
    """Have a table's cell say how it stands by a class, since the site allows no style."""
    if style := token.attrs.pop("style", None):
        token.attrs["class"] = f"r-{str(style).removeprefix('text-align:')}"


def new_sanitizer(more: Mapping[str, set[str]] = MappingProxyType({})) -> nh3.Cleaner:
    """The allow-list for HTML made from Markdown. `more`: tags, with attributes, that one kind of page adds."""
    return nh3.Cleaner(
        tags=ALLOWED_TAGS | more.keys(),
        attributes={**ALLOWED_ATTRIBUTES, **more},
        tag_attribute_values={"th": _ALIGNED, "td": _ALIGNED},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


_PARSER = _parser()
_SANITIZER = new_sanitizer()
