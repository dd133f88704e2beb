"""What personal contacts and identity numbers look like in Indonesian text."""

import re
from collections.abc import Iterator

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
"""Bounded on every side: text that was made to be slow stays fast."""
MOBILE = re.compile(r"(?<![\w+])(?:\+?62|0)[ .()-]{0,3}8(?:(?:\)[ .-]?|[ .(-])?\d){7,11}(?!\w)|\bwa\.me/\+?\d{6,}")
"""A mobile number, which is also what WhatsApp goes by: 0812..., (0812) ..., +62 812-..., wa.me/62812..."""
IDENTITY = re.compile(r"(?<!\w)[0-9]{2}(?:[ .]?[0-9]){14}(?!\w)")
"""16 digits: an identity number (NIK) or a family card's (KK)."""

# An expression that begins with a plain character is looked for twenty times as fast: these parts of the
# numbers above are in nearly no text, and where they are not, the number is not.
_MOBILE_PART = re.compile(r"8(?<=[02 .()-]8)(?:(?:\)[ .-]?|[ .(-])?\d){7}")
_IDENTITY_PARTS = tuple(re.compile(month + r"(?!\w{8})(?:[ .]?[0-9]){7}(?!\w)") for month in "01")
"""The tens of the month of birth, and what follows it; of a run of digits that is too long only the end is tried."""


def mobile_numbers(text: str) -> Iterator[re.Match[str]]:
    """Where a mobile number or a WhatsApp link stands."""
    if "wa.me/" in text or _MOBILE_PART.search(text):
        yield from MOBILE.finditer(text)


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
