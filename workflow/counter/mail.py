"""An answer by e-mail: where the signature, or the history that a mail program adds below, begins.

GitHub makes a comment of the whole mail, and a comment does not say that it came so. Sources: RFC 3676, section 4.3
(the line `-- `); what Outlook, Gmail, Apple Mail and Thunderbird write in Indonesian and English.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

AHEAD = 4
"""Lines within which a header of Outlook's names two more fields, and within which "Pada ... menulis:" ends."""
LONGEST = 400
"""Characters of a line that is looked at."""
SIGNATURE = re.compile(r"--\s*")
_RULE = re.compile(
    r"[>*\s]*(?:[-_]{3,}\s*(?:original message|pesan asli|forwarded message|pesan terusan|pesan yang diteruskan)"
    r"\s*[-_]{3,}"
    r"|(?:begin forwarded message|mulai pesan yang diteruskan)\s*:)[*\s]*",
    re.IGNORECASE,
)
_FROM = re.compile(r"[*_\s]*(?:from|dari)[*_\s]*:[*_\s]*\S.*", re.IGNORECASE)
_FIELD = re.compile(
    r"[*_\s]*(?:sent|date|to|cc|subject|dikirim|terkirim|tanggal|kepada|ke|tembusan|subjek|perihal|hal)[*_\s]*:.*",
    re.IGNORECASE,
)
_ON = re.compile(r"[*_\s]*(?:on|pada)\s.*", re.IGNORECASE)
_WROTE = re.compile(r"\b(?:wrote|menulis)\s*:[*_\s]*\Z", re.IGNORECASE)
_DATED = re.compile(r"[\d@]")


def end_of_words(lines: Sequence[str]) -> int:
    """The first line that is no longer the writer's; the number of lines where all are."""
    return next((at for at in range(len(lines)) if _ends(lines, at)), len(lines))


def _ends(lines: Sequence[str], at: int) -> bool:
    line = lines[at][:LONGEST]
    if SIGNATURE.fullmatch(line) or _RULE.fullmatch(line):
        return True
    near = [one[:LONGEST] for one in lines[at + 1 : at + 1 + AHEAD]]
    if _FROM.fullmatch(line):
        return sum(bool(_FIELD.fullmatch(one)) for one in near) > 1
    if not _ON.fullmatch(line) or not _is_written([line, *takewhile(str.strip, near)]):
        return False
    return any(map(str.strip, lines[:at])) or not _is_marked(lines, at)


def _is_marked(lines: Sequence[str], at: int) -> bool:
    """Whether what is answered is marked with `>`, so that an answer may stand below it."""
    return any(one.lstrip().startswith(">") for one in lines[at + 1 : at + 1 + AHEAD])


def _is_written(lines: Sequence[str]) -> bool:
    """Whether "Pada ... menulis:" with a date or an address in it ends in one of some lines."""
    for size in range(1, len(lines) + 1):
        found = _WROTE.search(said := " ".join(lines[:size]))
        if found and _DATED.search(said, 0, found.start()):
            return True
    return False
