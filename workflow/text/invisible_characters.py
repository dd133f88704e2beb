"""Invisible and look-alike characters (homoglyphs): which are cleaned, to what, and where they are legitimate.

A line break from a word processor, a special space and a letter of another alphabet do no harm once they are
replaced, so `redaksi fmt` and every save clean them. What turns the direction of writing (Trojan source) is never
cleaned: decoding refuses it, since somebody may have put it there on purpose.
"""

import re
import unicodedata

from msgspec import Struct

from workflow.i18n.message import Message, say

INVISIBLE = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef"
)
"""What has no width at all, for a class of an expression."""
_BLANK = "\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
_BREAK = "\x0b\x0c\x85\u2028\u2029"
ODD_CHARACTER = re.compile(f"[{INVISIBLE}{_BLANK}{_BREAK}\r]")
"""What may be cleaned."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_BLANKS = re.compile(f"[{_BLANK}]")
_BREAKS = re.compile(f"[{_BREAK}]")
_RETURNS = re.compile("\r+\n?")
_JOINERS = frozenset("\u200c\u200d")
_GLUE = re.compile(f"(?<=[a-z_]:)[{INVISIBLE}]+(?=[^\\s{INVISIBLE}])")
"""An invisible character in the place of the space behind a name's colon."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KEYCAPS = frozenset("0123456789#*")
_COLONS = "\u02d0\u02f8\u0589\u2236\ua789\ufe13\ufe55\uff1a"
_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb\uff02"
_LOOKALIKES = {
    ord(letter): plain
    for letters, plain in (
        ("\u0430\u03b1", "a"), ("\u0441\u03f2", "c"), ("\u0501", "d"), ("\u0435", "e"), ("\u04bb", "h"),
        ("\u0456\u03b9\u0131", "i"), ("\u0458", "j"), ("\u04cf", "l"), ("\u043e\u03bf", "o"),
        ("\u0440\u03c1", "p"),
        ("\u051b", "q"), ("\u0455", "s"), ("\u03c5", "u"), ("\u03bd", "v"), ("\u051d", "w"), ("\u0445", "x"),
        ("\u0443", "y"),
        ("\u0410\u0391", "A"), ("\u0412\u0392", "B"), ("\u0421", "C"), ("\u0415\u0395", "E"), ("\u041d\u0397", "H"),
        ("\u0406\u0399", "I"), ("\u041a\u039a", "K"), ("\u041c\u039c", "M"), ("\u039d", "N"), ("\u041e\u039f", "O"),
        ("\u0420\u03a1", "P"), ("\u0422\u03a4", "T"), ("\u0425\u03a7", "X"), ("\u0423\u03a5", "Y"), ("\u0417", "3"),
        ("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
    )
    for letter in letters
}  # fmt: skip
"""Letters of the Greek and the Cyrillic alphabet, and dashes, that look like those of ids (Unicode TS 39)."""
_NAME = re.compile(
    rf"(?P<lead>[\s-]*)(?P<name>[^\s:{_COLONS}\"'#-][^\s:{_COLONS}\"'#]{{0,40}}?)\s{{0,3}}"
    rf"(?P<colon>[:{_COLONS}])(?P<rest>.*)"
)
_SEPARATE = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER")
"""How the names of letters begin that are written one beside the other."""
_CONTROLS = re.compile("[\t\r\x0b\x0c]")
_PLAIN_NAME = re.compile(r"[a-z_]+", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+@-]*", re.ASCII)
"""A date, a number, a word of a list, a path: what has no blank and none but plain letters."""


class InvisibleCharacter(Struct, frozen=True):
    """A character that was, or should be, cleaned."""

    line: int
    column: int
    """Both from 1, in the text as it was."""
    code: str
    """Such as U+200B: it cannot be shown."""


def code_of(character: str) -> str:
    """A character's number, since it cannot be shown."""
    return f"U+{ord(character):04X}"


def odd_characters(text: str, first: int = 1) -> list[InvisibleCharacter]:
    """The characters of a text that nobody sees or that look like a space, but for legitimate ones."""
    if is_clean(text) or not ODD_CHARACTER.search(text):
        return []
    return [
        InvisibleCharacter(number, match.start() + 1, code_of(match.group()))
        for number, line in enumerate(text.split("\n"), first)
        for match in ODD_CHARACTER.finditer(line.removesuffix("\r"))
        if not is_legitimate(line, match.start())
    ]


def is_legitimate(text: str, place: int) -> bool:
    """Whether an invisible character has a purpose: within an emoji, or between letters of a script that joins."""
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
    if not character or character.isascii():
        return False
    kind, name = unicodedata.category(character), unicodedata.name(character, "")
    return kind in {"So", "Sk"} or (
        kind[0] in "LM" and not name.startswith(_SEPARATE) and not ODD_CHARACTER.match(character)
    )


def first_odd_offset(text: str) -> int:
    """Where the first character stands that is not what it looks like, in what should be plain YAML; -1: nowhere."""
    plain = plain_header(without_invisible(text))
    pairs = enumerate(zip(text, plain, strict=False))
    changed = next((place for place, (one, other) in pairs if one != other), -1) if plain != text else -1
    return changed if changed >= 0 else next((place for place, one in enumerate(text) if _is_strange(one)), -1)


def _is_strange(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character)[0] in "CZ"


def describe_character(character: str) -> Message:
    """What a character is, which cannot be shown, or not so that one would tell it from another."""
    code = code_of(character)
    if _BLANKS.fullmatch(character):
        return say("Here stands {code}, which looks like a blank and is none.", code=code)
    if character == "\t":
        return say("Here stands a tab (U+0009) in the place of blanks.")
    if ODD_CHARACTER.fullmatch(character) or _is_strange(character):
        return say("Here stands {code}, which nobody sees.", code=code)
    return say("Here stands {code}, which looks like another character and is not that one.", code=code)


CLEAN_HELP = say("Run `redaksi fmt`, which cleans it; or delete this place and type it anew.")


def is_clean(text: str) -> bool:
    """Whether nothing is to be cleaned, as in most files."""
    return text.isascii() and not _CONTROLS.search(text)


def without_invisible(text: str) -> str:
    """A text in which every character is visible and every space a plain one; breaks other than line ends stay."""
    text = _GLUE.sub(" ", text)
    text = _INVISIBLE.sub(lambda one: one.group() if is_legitimate(text, one.start()) else "", text)
    return _RETURNS.sub("\n", _BLANKS.sub(" ", text))


def with_line_ends(body: str) -> str:
    """A body in which every break is a line end."""
    return _BREAKS.sub("\n", body)


def on_one_line(value: str) -> str:
    """A value as somebody sees it, with a space in the place of breaks other than line ends."""
    return _BREAKS.sub(" ", without_invisible(value))


def plain_header(header: str) -> str:
    """A header with plain characters where YAML or an id wants them.

    A break that is no line end becomes a blank, so that no line begins there that nobody wrote.
    """
    return "\n".join(map(_header_line, _BREAKS.sub(" ", header).split("\n")))


def _header_line(line: str) -> str:
    """One line of YAML with plain characters where YAML, or an id, wants them; texts stay as they are."""
    if line.isascii() and "\t" not in line:
        return line
    indent = len(line) - len(line.lstrip("\t "))
    line = line[:indent].replace("\t", "  ") + line[indent:]
    match = _NAME.fullmatch(line)
    name = plain_characters(match["name"]) if match else ""
    if match is None or not _PLAIN_NAME.fullmatch(name):
        lead = line[: len(line) - len(line.lstrip("- "))]
        return lead + _value(line[len(lead) :]) if lead.strip() else line
    rest = match["rest"]
    gap = rest[: len(rest) - len(rest.lstrip())].replace("\t", " ") or (" " if rest and match["colon"] != ":" else "")
    return f"{match['lead']}{name}:{gap}{_value(rest.lstrip())}"


def _value(value: str) -> str:
    """A value; an id, a date or a word that is written with other letters or quotation marks is made plain."""
    if value.isascii():
        return value
    plain = plain_characters(value.strip(_QUOTES + " "))
    return plain if _TOKEN.fullmatch(plain) and re.search("[A-Za-z0-9]", value) else value


def plain_characters(text: str) -> str:
    """A text with the plain letters and digits that its own look like, without quotation marks around it."""
    return unicodedata.normalize("NFKC", without_invisible(text).translate(_LOOKALIKES)).strip(_QUOTES + " ")


def first_odd_character(text: str) -> str:
    """The code of the first character that is no plain one though it looks like one; "" where all are plain."""
    return next(
        (code_of(one) for one in text if one == "\t" or (not one.isascii() and plain_characters(one) != one)), ""
    )
