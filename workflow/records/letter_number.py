"""Comparison of letter numbers: the number that a sender wrote on a letter, compared as people read it.

`400.7/99/DINKES`, `400.7/99/Dinkes` and `400.7/ 99 /DINKES` are one number.
"""

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_NUMBER = re.compile(r"^ +number: *(.+?) *$", re.MULTILINE)
_SENDER = re.compile(r"^ +from: *[\"']?([a-z0-9-]+)[\"']? *$", re.MULTILINE)


def canonical_number(number: str) -> str:
    """A number for comparing: small letters, no blanks, plain dashes, no dot at its end."""
    plain = _DASHES.sub("-", _BLANKS.sub("", unicodedata.normalize("NFKC", number)).casefold())
    return "".join(one for one in plain if unicodedata.category(one) != "Cf").rstrip(".")


def is_same_number(one: str, other: str) -> bool:
    """Whether two spellings name one letter of a sender."""
    return canonical_number(one) == canonical_number(other)


def names_letter(text: str, number: str, sender: str) -> bool:
    """Whether a request's file, as the program writes it, is of this letter; fast enough for a year of files."""
    own_number, own_sender = _NUMBER.search(text), _SENDER.search(text)
    if not own_number or not own_sender or own_sender[1] != sender:
        return False
    return is_same_number(own_number[1].strip("\"'"), number)
