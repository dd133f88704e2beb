"""Words that pages say by themselves: those of the program's texts, of numbers and of dates."""

import re
from functools import cache

from babel.messages.mofile import read_mo

from workflow.language.catalog import DEFAULT, LOCALE

WORD = re.compile(r"[^\W_]+")
MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember"
SHORT_MONTHS = "jan feb mar apr jun jul agu agt sep okt nov des"
DAYS = "senin selasa rabu kamis jumat sabtu minggu"
DATES = frozenset(f"{MONTHS} {SHORT_MONTHS} {DAYS} pukul wib wita wit".split())
LONGEST_NUMBER = 15
"""Letters; what is longer is a key or a fingerprint."""


def is_number_or_date(word: str) -> bool:
    """Whether a word is a number, an instant as machines write it, or part of a date."""
    return (word[0].isdigit() and len(word) < LONGEST_NUMBER) or word in DATES


@cache
def program_words() -> frozenset[str]:
    """The words of the program's own catalogue, which is public with the program."""
    with (LOCALE / DEFAULT / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        texts = [str(one.string) for one in read_mo(file)]
    return frozenset(word for text in texts for word in WORD.findall(text.lower()))
