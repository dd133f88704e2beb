"""HTML to the Markdown that articles are written in, so that the page says the same words in the same order."""

import re
import unicodedata
from functools import cache
from typing import Any

from workflow.extras import Extra, need
from workflow.text.decode import FORBIDDEN_CHARACTERS
from workflow.text.invisible_characters import with_line_ends, without_invisible

_EMPTY_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[ \t]+$", re.MULTILINE)
_INDENTED = re.compile(r"^ {17,}(?=\S)", re.MULTILINE)
"""Deeper than the page maker reads; blanks of a poem or a listing."""
_SIGNS = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,40};)")
_AT_START = re.compile(r"^(\s*)([-+](?=\s|$)|#(?=#{0,5}(?:\s|$))|>|=(?==*\s*$)|-(?=-+\s*$))", re.MULTILINE)
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)


def to_markdown(tree: Any) -> str:
    """The Markdown of a tidy tree. Raises RecursionError for one that is too deep."""
    need(Extra.IMPORT)
    from bs4 import BeautifulSoup
    from lxml import html as lxml_html

    soup = BeautifulSoup(lxml_html.tostring(tree, encoding="unicode", with_tail=False), "lxml")
    text = str(_converter().convert_soup(soup))
    text = unicodedata.normalize("NFC", FORBIDDEN_CHARACTERS.sub("", without_invisible(with_line_ends(text))))
    text = _INDENTED.sub(" " * 16, _LINE_ENDS.sub("", text))
    return _EMPTY_LINES.sub("\n\n", text).strip("\n")


@cache
def _converter() -> Any:
    need(Extra.IMPORT)
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        """Escapes what Markdown would read otherwise where it stands, and nothing else: people write on in it."""

        def escape(self, text: str, parent_tags: object) -> str:  # noqa: ARG002  the library's signature
            return escape_markdown(text)

        def convert_pre(self, el: Any, text: str, parent_tags: object) -> str:
            made = str(super().convert_pre(el, text, parent_tags)).strip("\n")  # type: ignore[misc]
            longest = max(map(len, re.findall("`{3,}", text or "")), default=2)
            fence = "`" * (longest + 1)  # longer than any within, which would end it
            return f"\n\n{fence}{made[3:-3]}{fence}\n\n" if made else ""

    return Converter(heading_style="atx", bullets="-", newline_style="backslash", sub_symbol="", sup_symbol="")


def escape_markdown(text: str) -> str:
    """A text that Markdown takes as it is."""
    text = _SIGNS.sub(r"\\\g<0>", text or "")
    return _NUMBER.sub(r"\1\\\2", _AT_START.sub(r"\1\\\2", text))
