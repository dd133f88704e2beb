"""Characters that nobody sees, or that look like others: what they are taken for, and where they are honest.

A line break that comes from a word processor, a blank that is none and a letter of another alphabet do no harm once they
are gone, so `redaksi fmt` and every save clean them. What turns the direction of writing (Trojan source) is never
cleaned: it is refused by the gate, since somebody may have put it there on purpose.
"""

import re
import unicodedata

from msgspec import Struct

_BASE = "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef"
_BLANK = "\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
_BREAK = "\x0b\x0c\x85\u2028\u2029"
ODD = re.compile(f"[{_BASE}{_BLANK}{_BREAK}\r]")
"""What may be cleaned."""
_INVISIBLE = re.compile(f"[{_BASE}]")
_BLANKS = re.compile(f"[{_BLANK}]")
_BREAKS = re.compile(f"\r+\n?|[{_BREAK}]")
_JOINERS = frozenset("\u200c\u200d")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KEYCAPS = frozenset("0123456789#*")
_COLONS = "\u02d0\u02f8\u0589\u2236\ua789\ufe13\ufe55\uff1a"
_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb\uff02"
_TWINS = {
    ord(twin): plain
    for twins, plain in (
        ("\u0430\u03b1", "a"), ("\u0441\u03f2", "c"), ("\u0501", "d"), ("\u0435", "e"), ("\u04bb", "h"),
        ("\u0456\u03b9\u0131", "i"), ("\u0458", "j"), ("\u04cf", "l"), ("\u043e\u03bf", "o"), ("\u0440\u03c1", "p"),
        ("\u051b", "q"), ("\u0455", "s"), ("\u03c5", "u"), ("\u03bd", "v"), ("\u051d", "w"), ("\u0445", "x"), ("\u0443", "y"),
        ("\u0410\u0391", "A"), ("\u0412\u0392", "B"), ("\u0421", "C"), ("\u0415\u0395", "E"), ("\u041d\u0397", "H"),
        ("\u0406\u0399", "I"), ("\u041a\u039a", "K"), ("\u041c\u039c", "M"), ("\u039d", "N"), ("\u041e\u039f", "O"),
        ("\u0420\u03a1", "P"), ("\u0422\u03a4", "T"), ("\u0425\u03a7", "X"), ("\u0423\u03a5", "Y"), ("\u0417", "3"),
        ("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
    )
    for twin in twins
}  # fmt: skip
"""Letters of the Greek and the Cyrillic alphabet, and dashes, that look like those of ids (Unicode TS 39, confusables)."""
_NAME = re.compile(
    rf"(?P<lead>[\s-]*)(?P<name>[^\s:{_COLONS}\"'#-][^\s:{_COLONS}\"'#]{{0,40}}?)\s{{0,3}}(?P<colon>[:{_COLONS}])(?P<rest>.*)"
)
_PLAIN_NAME = re.compile(r"[a-z_]+", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+@-]*", re.ASCII)
"""A date, a number, a word of a list, a path: what has no blank and none but plain letters."""


class Odd(Struct, frozen=True):
    """A character that was, or should be, cleaned."""

    line: int
    column: int
    """Both from 1, in the text as it was."""
    code: str
    """Such as U+200B: it cannot be shown."""


def code_of(character: str) -> str:
    """A character's number, since it cannot be shown."""
    return f"U+{ord(character):04X}"


def odd_characters(text: str, first: int = 1) -> list[Odd]:
    """The characters of a text that nobody sees or that look like a blank, but for honest ones."""
    if text.isascii() and not re.search("[\x0b\x0c\r]", text):
        return []
    found = []
    for number, line in enumerate(text.split("\n"), first):
        body = line.removesuffix("\r")
        for one in ODD.finditer(body):
            if not is_honest(body, one.start()):
                found.append(Odd(number, one.start() + 1, code_of(one.group())))
    return found


def is_honest(text: str, place: int) -> bool:
    """Whether an invisible character does its work: within an emoji, or between letters of a script that joins."""
    character, before, behind = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if character in _JOINERS:
        return any(_joins(one) for one in (before, behind))
    if _SELECTORS.fullmatch(character):
        return bool(before) and (
            _joins(before) or unicodedata.category(before) == "Sm" or (before in _KEYCAPS and behind == "\u20e3")
        )
    return False


def _joins(character: str) -> bool:
    """Whether it is a sign (as emoji are) or a letter of a script that is neither Latin, Greek nor Cyrillic."""
    if not character or ord(character) < 0x0530:
        return bool(character) and unicodedata.category(character) == "So"
    kind = unicodedata.category(character)
    return kind in {"So", "Sk", "Po"} or (
        kind[0] in "LM" and not unicodedata.name(character, "").startswith("LATIN") and not ODD.match(character)
    )


def cleaned(text: str, is_header: bool) -> str:
    """A text without them. In a header a break becomes a blank, so that no line begins that nobody wrote."""
    if text.isascii() and "\r" not in text and "\t" not in text and "\x0b" not in text and "\x0c" not in text:
        return text
    text = _INVISIBLE.sub(lambda one: one.group() if is_honest(text, one.start()) else "", text)
    text = _BLANKS.sub(" ", text)
    text = _BREAKS.sub(lambda one: "\n" if one.group()[0] == "\r" or not is_header else " ", text)
    return "\n".join(map(_header_line, text.split("\n"))) if is_header else text


def _header_line(line: str) -> str:
    """One line of YAML with plain characters where YAML, or an id, wants them; texts stay as they are."""
    if line.isascii() and "\t" not in line:
        return line
    indent = len(line) - len(line.lstrip("\t "))
    line = line[:indent].replace("\t", "  ") + line[indent:].replace("\t", " ")
    found = _NAME.fullmatch(line)
    name = plain_letters(found["name"]) if found else ""
    if found is None or not _PLAIN_NAME.fullmatch(name):
        lead = line[: len(line) - len(line.lstrip("- "))]
        return lead + _value(line[len(lead) :]) if lead.strip() else line
    rest = found["rest"]
    gap = rest[: len(rest) - len(rest.lstrip())] or (" " if rest and found["colon"] != ":" else "")
    return f"{found['lead']}{name}:{gap}{_value(rest.lstrip())}"


def _value(value: str) -> str:
    """A value; an id, a date or a word that is written with other letters or quotation marks is made plain."""
    if value.isascii():
        return value
    plain = plain_letters(value.strip(_QUOTES + " "))
    return plain if _TOKEN.fullmatch(plain) and re.search("[A-Za-z0-9]", value) else value


def plain_letters(text: str) -> str:
    """A text with the plain letters and digits that its own look like."""
    return unicodedata.normalize("NFKC", text.translate(_TWINS))
