"""What a text says, also where it is written otherwise than it reads.

A page shows `0812&#51;...`, `0812**3**...` and wide digits as the number they are, a link with `%38` leads to it, and
whoever reads "nol delapan satu dua ..." can dial it.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from msgspec.structs import replace

from workflow.rules.privacy._digit_groups import PersonalMatch
from workflow.text.invisible_characters import INVISIBLE

_ADDRESS_SIGNS = ("]", ")", "}", " @ ")
_SIGNS = (
    "%",
    "&",
    "\\",
    "*",
    "`",
    "<",
    "[at",
    "(at",
    "{at",
    "[dot",
    "(dot",
    "{dot",
    "[titik",
    "(titik",
    "{titik",
    "[@",
    "(@",
    "[.",
    "(.",
    " @ ",
)
_WORTH = re.compile(r"[@&%\u2460-\u24ff\uff20\ufe6b]|[({[][ad.]")
_DIGITS_ENOUGH = re.compile(r"(?:\D*+\d){7}")
"""What a line must have one of to hold something personal, unless it is said in words."""
_FOREIGN = re.compile(
    f"[{INVISIBLE}\xa0\xb7\u0660-\u0fff\u2000-\u2015\u2022\u2027\u202f\u205f-\u20a0\u20e3\u2212\u2460-\u24ff\u2800\u3000"
    "\ufe50-\ufe6f\uff00-\uffef\U0001d400-\U0001d7ff\U0001fbf0-\U0001fbf9]"
)
"""Digits and letters of other scripts and widths, dashes, blanks and what nobody sees."""
_MARKS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*`]|<[^<>\n]{0,60}>(?=\d)")
_GONE = re.compile(f"[{INVISIBLE}\u200e\u200f\u20e3]")
"""What nobody sees, and the frame of a digit's emoji."""
_TABLE = dict.fromkeys(map(ord, "\xb7\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2027\u2212"), "-") | {0x2800: " "}
_AT = re.compile(r"\s?[\[({](?:at|@)[\])}]\s?|(?<=[\w-]) @ (?=[\w-]+\.[a-z])", re.IGNORECASE)
_DOT = re.compile(r"\s?[\[({](?:dot|titik|\.)[\])}]\s?", re.IGNORECASE)
_SAID_ADDRESS = re.compile(
    r"(?<![\w.-])(?P<name>[\w.+-]{1,64})(?: at |@)(?P<host>[\w-]{1,63}(?:(?: (?:dot|titik) |\.)[\w-]{1,63}){0,4})"
    r" (?:dot|titik) (?P<top>[a-z]{2,10})\b",
    re.IGNORECASE,
)
_DIGITS = {
    word: str(value)
    for words in (
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
        ("kosong",),
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    )
    for value, word in enumerate(words)
}
_WORD = f"(?:{'|'.join(_DIGITS)})"
_ONE = rf"(?:{_WORD}|\d{{1,5}})\b"
_SPELLED = re.compile(rf"\b{_ONE}(?:[ ,.-]{{1,2}}{_ONE})++", re.IGNORECASE | re.ASCII)
"""Digits said one by one, alone or among others. A row ends before what is no such word: it is not gone over again."""
_SAID = ("delapan", "eight", " dot ", " titik ", " nol ", " kosong ")
_LETTERS = re.compile(r"8(?:(?<=[oO]8)|(?<=08)[\d .-]{0,12}[oOlI])", re.ASCII)
"""Letters in the place of digits."""
_MIXED = re.compile(r"(?<![^\W_])[\doOlI]{3,16}(?![^\W_])", re.ASCII)
_AS_DIGITS = str.maketrans("oOlI", "0011")


def find_readings(text: str, find: Callable[[str], Iterable[PersonalMatch]]) -> Iterator[PersonalMatch]:
    """What `find` sees in a text; and the beginning of a line in which only those who read it see something."""
    seen = sorted(find(text), key=lambda sight: sight.place)
    yield from seen
    sure = [sight.place for sight in seen if sight.sure]
    for start, end, plain in _otherwise(text):
        known = bisect_left(sure, start)
        if known == len(sure) or sure[known] >= end:
            hidden = sorted(find(plain), key=lambda sight: not sight.sure)
            if hidden and (hidden[0].sure or not any(start <= sight.place < end for sight in seen)):
                yield replace(hidden[0], place=start)


@lru_cache(4)
def _otherwise(text: str) -> tuple[tuple[int, int, str], ...]:
    """Lines that read otherwise than they are written: where they begin and end, and how they read.

    All rules on personal data ask for them, one after another.
    """
    if not (any(sign in text for sign in _SIGNS) or _has_foreign(text) or _is_said(text) or _LETTERS.search(text)):
        return ()
    found, start = [], 0
    for line in text.split("\n"):
        plain = as_read(line) if _is_worth_it(line) else line
        if plain != line:
            found.append((start, start + len(line) + 1, plain))
        start += len(line) + 1
    return tuple(found)


def _is_worth_it(line: str) -> bool:
    return bool(_DIGITS_ENOUGH.match(line) or _WORTH.search(line)) or _is_said(line)


def _has_foreign(text: str) -> bool:
    return not text.isascii() and bool(_FOREIGN.search(text))


def _is_said(text: str) -> bool:
    """Whether a number (which has an eight in it) or an address may be said in words."""
    small = text.lower()
    return any(word in small for word in _SAID)


def as_read(line: str) -> str:
    """A line as a reader of the page, or a browser that follows its link, takes it."""
    line = _MARKS.sub("", html.unescape(unquote(line)))
    if not line.isascii():
        line = unicodedata.normalize("NFKC", _FOREIGN.sub(_digit, _GONE.sub("", line).translate(_TABLE)))
    if any(sign in line for sign in _ADDRESS_SIGNS):
        line = _DOT.sub(".", _AT.sub("@", line))
    if _LETTERS.search(line):
        line = _MIXED.sub(_unmixed, line)
    if _is_said(line):
        line = _SPELLED.sub(_digits, _SAID_ADDRESS.sub(_address, line))
    return line


def _digit(found: re.Match[str]) -> str:
    return str(unicodedata.digit(found.group())) if found.group().isdigit() else found.group()


def _address(found: re.Match[str]) -> str:
    host = re.sub(" (?:dot|titik) ", ".", found["host"], flags=re.IGNORECASE)
    return f"{found['name']}@{host}.{found['top']}"


def _digits(found: re.Match[str]) -> str:
    """Digits that are said, as digits; a row of numbers stays one."""
    words = re.findall(r"\w+", found.group())
    if sum(not word.isdigit() for word in words) < len(words) // 4 + 1:
        return found.group()
    return "".join(_DIGITS.get(word.lower(), word) for word in words)


def _unmixed(found: re.Match[str]) -> str:
    """Letters in a number as the digits they look like; what has hardly a digit is a word."""
    written = found.group()
    return (
        written.translate(_AS_DIGITS)
        if sum(map(str.isdigit, written)) * 3 >= len(written) or written[1:2] == "8"
        else written
    )
