"""What may stand in a header or an address. Anything else is refused, never mended (RFC 5322, RFC 2047)."""

import re
import unicodedata

from workflow.language.message import Message, say

ADDRESS = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
LONGEST_ADDRESS = 120
LONGEST_LINE = 200
"""Characters of a subject or a name."""


class HeaderError(ValueError):
    """`reason` says what is wrong with a value, which it does not repeat."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


def address(value: str) -> str:
    """One plain address. Raises HeaderError."""
    local = value.partition("@")[0]
    if not value.isascii() or len(value) > LONGEST_ADDRESS or not ADDRESS.fullmatch(value) or ".." in local:
        raise HeaderError(say("This is not one plain e-mail address."))
    return value


def line(value: str) -> str:
    """A subject or a name: one line of ordinary text. Raises HeaderError."""
    if not value.strip() or len(value) > LONGEST_LINE:
        raise HeaderError(say("A header holds 1 to {most} characters.", most=LONGEST_LINE))
    if "=?" in value or "?=" in value:
        raise HeaderError(say("A header may not look like encoded text."))
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for char in value):
        raise HeaderError(say("A header may not hold line breaks, control characters or invisible ones."))
    return value


def name(value: str) -> str:
    """A display name, in which nothing can be taken for an address. Raises HeaderError."""
    if any(char in value for char in '<>@,;:"\\()[]'):
        raise HeaderError(say("A name in a header may not hold signs that addresses are made of."))
    return line(value)
