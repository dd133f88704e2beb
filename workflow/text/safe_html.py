"""An article's Markdown becomes HTML that cannot do anything.

Three fences stand behind one another: the input is bounded (so that no text makes a parser slow),
the parser knows no raw HTML, and what it writes passes an allow-list of tags and attributes.
"""

from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from workflow.text.markdown import is_safe_to_parse

LONGEST_HTML = 500_000
"""Characters of HTML: a short text can repeat a long link thousands of times."""
TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br"),
    *("em", "strong", "code", "pre", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_ALIGNED = {"align": {"left", "center", "right"}}


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
    return _defuse(_SIEVE.clean(html))


def _defuse(html: str) -> str:
    """Break the one string that the theme's search cuts out of pages with all that follows up to a quote."""
    return html.replace("data-search-", "data-search&#45;")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.core.ruler.push("redaksi", lambda state: _settle(state.tokens))
    return parser


def _settle(tokens: Sequence[Token]) -> None:
    """The page has one first heading, its title; and cells say how they stand without a style."""
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
        style = token.attrs.pop("style", None)
        if style:
            token.attrs["align"] = str(style).removeprefix("text-align:")


_PARSER = _parser()
_SIEVE = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    tag_attribute_values={"th": _ALIGNED, "td": _ALIGNED},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)
