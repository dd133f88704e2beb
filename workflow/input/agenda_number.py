"""An agenda number as people write it: 171, 0171, 2026/0171, 0171/2026, the path of the file."""

import re
import unicodedata
from collections.abc import Callable

from msgspec import Struct

from workflow.i18n.dates import local_time
from workflow.i18n.message import Message, WordList, say

LONGEST_NUMBER_TEXT = 60
EARLY_DAYS = 60
"""Days of a year in which a bare number may still mean the year before."""
_PATH = re.compile(r"(?:\./)?(?:content/requests/)?(20\d\d)/(\d{4})\.md", re.ASCII)
_LEAD = re.compile(r"^(?:(?:surat|agenda|nomor|nomer|no\.?|number)\s*)+", re.IGNORECASE)
_FULL = re.compile(r"(20\d\d)\s?[-/. ]\s?(\d{1,4})", re.ASCII)
_TURNED = re.compile(r"(\d{1,4})\s?[-/. ]\s?(20\d\d)", re.ASCII)
_BARE = re.compile(r"\d{1,4}", re.ASCII)


class NoAgendaNumber(Struct, frozen=True):
    """What names no request, or not surely one."""

    message: Message
    near: tuple[str, ...] = ()
    """Requests that there are and that may have been meant."""


def read_number(text: str, now: int, zone: str, is_there: Callable[[str], bool]) -> str | NoAgendaNumber:
    """The agenda number that is meant, as 2026-0171; it may be one that is not there.

    A bare number is of the year of `now`; where only the year before has it, or early in a year both, that is asked
    back. `#171` is none: on GitHub it names an issue or a pull request.
    """
    words = _LEAD.sub("", " ".join(unicodedata.normalize("NFKC", text[: LONGEST_NUMBER_TEXT + 1]).split())).rstrip(
        " .,:"
    )
    words = re.sub(r"[\u2010-\u2015]", "-", words)
    if found := _PATH.fullmatch(words) or _FULL.fullmatch(words) or _TURNED.fullmatch(words):
        first, second = found.groups()
        year, number = (second, first) if found.re is _TURNED else (first, second)
        return f"{year}-{int(number):04}" if int(number) else _none(text)
    if not _BARE.fullmatch(words) or not int(words):
        return _none(text)
    moment = local_time(now, zone)
    this, last = f"{moment.year}-{int(words):04}", f"{moment.year - 1}-{int(words):04}"
    is_early = moment.timetuple().tm_yday <= EARLY_DAYS
    if is_there(last) and (is_early or not is_there(this)):
        near = (this, last) if is_there(this) else (last,)
        return NoAgendaNumber(say("“{id}”: did you mean {names}?", id=text.strip(), names=WordList(near)), near)
    return this


def _none(text: str) -> NoAgendaNumber:
    return NoAgendaNumber(say("“{id}” is not an agenda number like 2024-0107.", id=text.strip()))
