"""What stands in a header: any words, written so that every server and reader gives them back (RFC 5322, RFC 2047).

ASCII goes out as it is, in a name between quotation marks; everything else in encoded words of at most 75 characters,
which end at a space wherever one is near. What would hide in an address or forge a header is refused.
"""

import re
import unicodedata
from collections.abc import Iterator
from email.charset import Charset

from workflow.i18n.message import Message, say

ADDRESS = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})"
)
MAX_ADDRESS_LENGTH = 120
MAX_VALUE_LENGTH = 1000
"""Characters of a subject or a name; the fields of records hold 300."""
MAX_LINE_COLUMNS, MAX_ENCODED_WORD = 78, 75
"""Columns of a line (RFC 5322, 2.1.1) and of an encoded word (RFC 2047, 2)."""
MAX_UNFOLDED = 60
"""Characters of a word, or of a name between quotation marks, that stand on one line as they are."""
DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of what follows, so that a name can be made to look like another."""
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_UTF8 = Charset("utf-8")


class HeaderError(ValueError):
    """`reason` says what is wrong with a value, which it does not repeat."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


def address(value: str) -> str:
    """One plain address. Raises HeaderError."""
    local = value.partition("@")[0]
    if not value.isascii() or len(value) > MAX_ADDRESS_LENGTH or not ADDRESS.fullmatch(value) or ".." in local:
        raise HeaderError(say("This is not one plain e-mail address."))
    return value


def line(value: str) -> str:
    """The words of a subject or a name, with one space between them. Raises HeaderError."""
    words = " ".join(value.split())
    if not words or len(words) > MAX_VALUE_LENGTH:
        raise HeaderError(say("A header holds 1 to {most} characters.", most=MAX_VALUE_LENGTH))
    if any(char in DIRECTION_CONTROLS or unicodedata.category(char) in {"Cc", "Cs"} for char in words):
        raise HeaderError(
            say("A header may not hold control characters or ones that turn the direction of the writing.")
        )
    return words


def subject(value: str) -> str:
    """The value of `Subject:`, folded at spaces. Raises HeaderError."""
    words, start = line(value), len("Subject: ")
    return _folded(words.split(" ") if _is_plain(words) else [*_encoded(words, start)], start)


def mailbox(field: str, name: str, email: str) -> str:
    """The value of a field with one address, and the name of whom it belongs to if there is one. Raises HeaderError."""
    route, start = f"<{address(email)}>", len(field) + 2
    if not name:
        return email
    words = line(name)
    if _is_plain(words) and ATOMS.fullmatch(words):
        parts = words.split(" ")
    elif _is_plain(words) and len(words) <= MAX_UNFOLDED:
        parts = ['"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"']
    else:
        parts = [*_encoded(words, start)]
    return _folded([*parts, route], start)


def _is_plain(words: str) -> bool:
    """Whether words can go out as they are: none is too long for a line, or would be taken for something encoded."""
    return words.isascii() and "=?" not in words and all(len(one) <= MAX_UNFOLDED for one in words.split(" "))


def _folded(parts: list[str], start: int) -> str:
    """Parts with spaces between them, on lines that are not too long. `start`: the columns taken on the first one."""
    lines, column = parts[:1], start + len(parts[0])
    for part in parts[1:]:
        if column + 1 + len(part) > MAX_LINE_COLUMNS:
            lines.append("\r\n " + part)
            column = 1 + len(part)
        else:
            lines.append(" " + part)
            column += 1 + len(part)
    return "".join(lines)


def _encoded(words: str, start: int) -> Iterator[str]:
    """Encoded words of which none is too long for its line; each ends behind a space where one is near."""
    rest, room = words, MAX_ENCODED_WORD - start
    while rest:
        most = next(size for size in range(min(len(rest), room), 0, -1) if size == 1 or len(_word(rest[:size])) <= room)
        space = rest.rfind(" ", 0, most) + 1
        size = space if most < len(rest) and space > most // 2 else most
        yield _word(rest[:size])
        rest, room = rest[size:], MAX_ENCODED_WORD


def _word(text: str) -> str:
    return _UTF8.header_encode(text)
