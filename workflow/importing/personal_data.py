"""Personal data are taken out of imported texts: what is in Git stays there for ever (UU 27/2022)."""

import re
from collections.abc import Iterator

from workflow.rules.privacy._digit_groups import MONEY, RUN
from workflow.rules.privacy._patterns import CHAT_LINK, EMAIL, normal_number
from workflow.rules.privacy._personal_data import PersonalKind, PublicContacts, find_suspects

REMOVED = "(kontak dihapus)"
"""Stands in the stories, which are Indonesian whatever language the program speaks."""
MOST_ROUNDS = 5
"""Times that a text is gone over: what is left may read otherwise than before."""
_BARE = re.compile(r"(?<![\w/=&?.,-])8[1-9]\d(?:[ -]?\d{3,4}){2}\d{0,2}(?![\w.,]?\d)", re.ASCII)
"""A mobile number without its zero."""
_NUMBER_IN_NAME = re.compile(r"(?:^|[^0-9])(?:0|62)8(?:-?\d){8}", re.ASCII)
_LINE_BREAK = re.compile(r"\\\n[ \t]*")
_SPANS = (EMAIL, CHAT_LINK, re.compile(rf"\(?\+?{RUN.pattern}", re.ASCII))


class Removal:
    """Takes personal data out of the texts of one story, and counts."""

    def __init__(self, known: PublicContacts) -> None:
        self.known, self.count = known, 0

    def clean(self, text: str) -> str:
        """A text without personal data."""
        text, count = without_personal_data(text, self.known)
        self.count += count
        return text


def is_personal(text: str, known: PublicContacts) -> bool:
    """Whether a name or an address holds a contact or an identity number of a person, or what may be one."""
    return any(True for _ in _places(text, known))


def is_personal_name(name: str, known: PublicContacts) -> bool:
    """The same of a file's name or a part of an address, whose hyphens say nothing of what belongs together."""
    return bool(_NUMBER_IN_NAME.search(name)) or any(
        is_personal(part, known) for part in (name, *name.split("-")) if part
    )


def without_personal_data(text: str, known: PublicContacts, instead: str = REMOVED) -> tuple[str, int]:
    """A text without contacts and identity numbers of people, and how many there were.

    What only may be one is taken out as well: nobody of the office goes through ten thousand warnings.
    """
    count = 0
    for _ in range(MOST_ROUNDS):
        places = sorted({*_places(text, known)}, reverse=True)
        if not places:
            break
        end = len(text) + 1
        for place in places:
            start, stop = _span(text, place)
            if stop <= end:
                text, end = f"{text[:start]}{instead}{text[stop:]}", start
                count += 1
    return text, count


def _places(text: str, known: PublicContacts) -> Iterator[int]:
    text = _LINE_BREAK.sub(lambda found: " " * len(found.group()), text)
    yield from (match.place for kind in PersonalKind for match in find_suspects(text, kind, known))
    for found in _BARE.finditer(text):
        is_money = MONEY.search(text[max(0, found.start() - 12) : found.start()])
        if not is_money and normal_number(found.group()) not in known.phones:
            yield found.start()


def _span(text: str, place: int) -> tuple[int, int]:
    """From where to where something personal goes; what is disguised takes its line with it."""
    text = _LINE_BREAK.sub(lambda found: " " * len(found.group()), text)
    for pattern in _SPANS:
        if found := pattern.match(text, place):
            return place, found.end()
    end = text.find("\n", place)
    return place, len(text) if end < 0 else end
