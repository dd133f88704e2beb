"""What personal contacts and identity numbers look like in Indonesian text."""

import re
from collections.abc import Iterator

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
"""Bounded on every side: text that was made to be slow stays fast."""
MOBILE = re.compile(r"(?<![\w+])(?:\+?62|0)[ .()-]{0,3}8(?:(?:\)[ .-]?|[ .(-])?\d){7,11}(?!\w)")
"""A mobile number, which is also what WhatsApp goes by: 0812..., (0812) ..., +62 812-..."""
CHAT = re.compile(
    r"(?:(?<![\w.-])(?:wa\.me/(?:message/|qr/)?|chat\.whatsapp\.com/|t(?:elegram)?\.me/(?=\+)|signal\.me/#p/|line\.me/ti/p/"
    r"|(?:api|web)\.whatsapp\.com/(?:send/?)?\?[^\s)>\]]{0,99}?phone=)"
    r"|(?<!\w)(?:whatsapp|tg|viber)://[^\s)>\]]{0,99}?(?:phone|number)=)"
    r"(?P<chat>[\w+~%(][\w+()~.%-]{3,30})",
    re.IGNORECASE | re.ASCII,
)
"""A link that opens a talk with somebody, which holds their number or leads to it."""
SPOKEN = re.compile(
    r"(?<!\w)(?:wa|whatsapp|hp|telp|telepon|ponsel|sms|tel)[ .:]{1,3}(?P<spoken>8[1-9](?:[ .-]?\d){7,10})(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""A mobile number without the zero or country code in front of it, behind a word that says what it is."""
IDENTITY = re.compile(r"(?<!\w)[0-9]{2}(?:[ .]?[0-9]){14}(?!\w)")
"""16 digits: an identity number (NIK) or a family card's (KK)."""

# An expression that begins with a plain character is looked for twenty times as fast: these parts of the
# numbers above are in nearly no text, and where they are not, the number is not.
_MOBILE_PART = re.compile(r"8(?<=[02 .()-]8)(?:(?:\)[ .-]?|[ .(-])?\d){7}")
_SPOKEN_PART = re.compile(r"8(?<=[ .:]8)[1-9](?:[ .-]?\d){7}")
_CHAT_PARTS = ("me/", "whatsapp", "://")
_IDENTITY_PARTS = tuple(re.compile(month + r"(?!\w{8})(?:[ .]?[0-9]){7}(?!\w)") for month in "01")
"""The tens of the month of birth, and what follows it; of a run of digits that is too long only the end is tried."""


def mobile_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Where a mobile number or a link to talk with somebody stands, and the number, or what the link holds."""
    chats = [*_chats(text)]
    yield from ((found.start(), found["chat"]) for found in chats)
    linked = {found.start("chat") for found in chats}
    for part, kind, group in ((_MOBILE_PART, MOBILE, 0), (_SPOKEN_PART, SPOKEN, "spoken")):
        if part.search(text):
            yield from ((one.start(), one[group]) for one in kind.finditer(text) if one.start() not in linked)


def _chats(text: str) -> Iterator[re.Match[str]]:
    small = text.lower()
    if any(part in small for part in _CHAT_PARTS):
        yield from CHAT.finditer(text)


def number(digits: str) -> str:
    """A telephone number in the one form in which numbers are compared: country code and digits."""
    plain = re.sub(r"\D", "", digits, flags=re.ASCII)
    return f"62{plain[1:]}" if plain.startswith("0") else f"62{plain}" if plain.startswith("8") else plain


def identity_numbers(text: str) -> Iterator[re.Match[str]]:
    """Where 16 digits stand that can be an identity number."""
    if any(part.search(text) for part in _IDENTITY_PARTS):
        for found in IDENTITY.finditer(text):
            if is_identity_number(re.sub(r"[ .]", "", found.group())):
                yield found


def is_identity_number(digits: str) -> bool:
    """Whether 16 digits can be a NIK: province 11 to 97, then a day (women's plus 40) and a month."""
    day, month = int(digits[6:8]) % 40, int(digits[8:10])
    return int(digits[:2]) in range(11, 98) and day in range(1, 32) and month in range(1, 13)
