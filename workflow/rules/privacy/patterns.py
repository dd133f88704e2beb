"""What personal contacts and identity numbers look like in Indonesian text."""

import re

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
"""Bounded on every side: text that was made to be slow stays fast."""
MOBILE = re.compile(r"(?<![\w+])(?:\+?62|0)[ .()-]{0,3}8(?:[ .()-]?\d){7,11}(?!\w)|\bwa\.me/\+?\d{6,}")
"""A mobile number, which is also what WhatsApp goes by: 0812..., +62 812-..., wa.me/62812..."""
IDENTITY = re.compile(r"(?<!\w)\d{2}(?:[ .]?\d){14}(?!\w)")
"""16 digits: an identity number (NIK) or a family card's (KK)."""


def is_identity_number(digits: str) -> bool:
    """Whether 16 digits can be a NIK: province 11 to 97, then a day (women's plus 40) and a month."""
    day, month = int(digits[6:8]) % 40, int(digits[8:10])
    return int(digits[:2]) in range(11, 98) and day in range(1, 32) and month in range(1, 13)
