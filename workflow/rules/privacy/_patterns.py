"""What addresses of mail, and links to talk with somebody, look like."""

import re
from collections.abc import Iterator

from workflow.rules.privacy._digit_groups import PersonalMatch

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}(?P<top>[^\W\d_][\w-]{0,62})")
"""Bounded on every side: text that was made to be slow stays fast."""
FILE_ENDINGS = frozenset(("png", "jpg", "jpeg", "webp", "avif", "gif", "svg", "pdf"))
"""Endings of files: foto@2x.png is a picture."""
OFFICIAL_DOMAINS = (".go.id", ".desa.id", ".mil.id")
"""Domains that only public offices get: an address there is an institution's, or an official's."""
CHAT_LINK = re.compile(
    r"(?:(?<![\w.-])(?:wa\.me/(?:message/|qr/)?|chat\.whatsapp\.com/|t(?:elegram)?\.me/(?=\+)|signal\.me/#p/|line\.me/ti/p/"
    r"|(?:api|web)\.whatsapp\.com/(?:send/?)?\?[^\s)>\]]{0,99}?phone=)"
    r"|(?<!\w)(?:whatsapp|tg|viber)://[^\s)>\]]{0,99}?(?:phone|number)=)"
    r"(?P<chat>[\w+~%(][\w+()~.%-]{3,30})",
    re.IGNORECASE | re.ASCII,
)
"""A link that opens a talk with somebody, which holds their number or leads to it."""
# An expression that begins with a plain character is twenty times as fast: these parts are in nearly no text.
_CHAT_PARTS = ("me/", "whatsapp", "://")


def email_addresses(text: str) -> Iterator[PersonalMatch]:
    """Addresses of mail; one at a public office's domain may be an institution's that is not in agencies.yml."""
    if "@" in text:
        for found in EMAIL.finditer(text):
            if found["top"].lower() not in FILE_ENDINGS:
                address = found.group().lower()
                yield PersonalMatch(found.start(), (address.rstrip("."),), not address.endswith(OFFICIAL_DOMAINS))


def chat_links(text: str) -> Iterator[PersonalMatch]:
    """Links to talk with somebody."""
    small = text.lower()
    if any(part in small for part in _CHAT_PARTS):
        yield from (PersonalMatch(found.start(), (found["chat"],)) for found in CHAT_LINK.finditer(text))


def normal_number(digits: str) -> str:
    """A telephone number in the one form in which numbers are compared: country code and digits."""
    plain = re.sub(r"\D", "", digits, flags=re.ASCII)
    return f"62{plain[1:]}" if plain.startswith("0") else f"62{plain}" if plain.startswith("8") else plain
