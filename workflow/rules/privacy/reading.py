"""Where something stands in a text, also where it is written otherwise than it reads.

A page shows `0812&#51;...`, `0812**3**...` and wide digits as the number they are, and a link with `%38` leads to it.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

_SIGNS = ("%", "&", "\\", "*", "`", "[at", "(at", "[dot", "(dot", "[titik", "(titik")
_FOREIGN = re.compile(
    "[\u0660-\u0fff\u2070-\u20a0\u2460-\u24ff\uff00-\uffef\U0001d400-\U0001d7ff\U0001fbf0-\U0001fbf9]"
)
"""Digits and letters of other scripts and widths."""
_MARKS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*`]")
_AT, _DOT = (
    re.compile(r"\s?[\[(]at[\])]\s?", re.IGNORECASE),
    re.compile(r"\s?[\[(](?:dot|titik)[\])]\s?", re.IGNORECASE),
)


def places(text: str, find: Callable[[str], Iterable[int]]) -> Iterator[int]:
    """Character offsets of what `find` finds; the beginning of a line that holds it only for those who read it."""
    found = sorted(find(text))
    yield from found
    for start, end, plain in _otherwise(text):
        seen = bisect_left(found, start)
        if (seen == len(found) or found[seen] >= end) and any(True for _ in find(plain)):
            yield start


def _otherwise(text: str) -> Iterator[tuple[int, int, str]]:
    """Lines that read otherwise than they are written: where they begin and end, and how they read."""
    if not (any(sign in text for sign in _SIGNS) or (not text.isascii() and _FOREIGN.search(text))):
        return
    start = 0
    for line in text.split("\n"):
        plain = as_read(line)
        if plain != line:
            yield start, start + len(line) + 1, plain
        start += len(line) + 1


def as_read(line: str) -> str:
    """A line as a reader of the page, or a browser that follows its link, takes it."""
    line = _MARKS.sub("", html.unescape(unquote(line)))
    if not line.isascii():
        line = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in line)
        line = unicodedata.normalize("NFKC", line)
    return _DOT.sub(".", _AT.sub("@", line))
