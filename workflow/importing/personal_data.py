"""Personal data are taken out of imported texts: what is in Git stays there for ever (UU 27/2022)."""

import re
from collections.abc import Iterator

from workflow.i18n.catalog import tr
from workflow.rules.privacy._digit_groups import RUN
from workflow.rules.privacy._patterns import CHAT_LINK, EMAIL
from workflow.rules.privacy._personal_data import PersonalKind, PublicContacts, find_suspects

MOST_ROUNDS = 5
"""Times that a text is gone over: what is left may read otherwise than before."""
_SPANS = (EMAIL, CHAT_LINK, re.compile(rf"\(?\+?{RUN.pattern}", re.ASCII))


def without_personal_data(text: str, known: PublicContacts) -> tuple[str, int]:
    """A text without contacts and identity numbers of people, and how many there were.

    What only may be one is taken out as well: nobody of the office goes through ten thousand warnings.
    """
    count, instead = 0, tr("(contact removed)")
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
    return (match.place for kind in PersonalKind for match in find_suspects(text, kind, known))


def _span(text: str, place: int) -> tuple[int, int]:
    """From where to where something personal goes; what is disguised takes its line with it."""
    for pattern in _SPANS:
        if found := pattern.match(text, place):
            return place, found.end()
    end = text.find("\n", place)
    return place, len(text) if end < 0 else end
