"""An answer by e-mail: where the signature, or the history that a mail program adds below, begins.

GitHub makes a comment of the whole mail, and a comment does not say that it came so. Of the kept libraries none knows
Indonesian; on the mails of `tests/chatops/parsing/email_replies.py` they found the end of somebody's own words less
often than this, took list items for signatures, or took seconds for hostile ones. Sources: RFC 3676, section 4.3 (the
line `-- `); what Gmail, Outlook, Yahoo, Apple Mail, Thunderbird, Samsung, Zimbra and Roundcube write in Indonesian and
English; the addresses and the foot of GitHub's notifications (GitHub Docs, "Configuring notifications").
"""

import re
from collections.abc import Sequence
from itertools import takewhile

LOOKAHEAD_LINES = 4
"""Lines within which a header of Outlook's names two more fields, and within which "Pada ... menulis:" ends."""
MAX_LINE_LENGTH = 400
"""Characters of a line that is looked at."""
SIGNATURE = re.compile(r"(?:--|\u2014)\s*")
_DEVICE = (
    r"(?:iphone|ipad|ponsel|handphone|hp|telepon|tablet|perangkat|phone|mobile|galaxy|samsung|xiaomi|redmi|oppo|vivo"
    r"|realme|huawei|nokia|android|blackberry)"
)
_APP = r"(?:yahoo mail|outlook|gmail|mail|k-9 mail|thunderbird|proton ?mail|email)"
_SENT = re.compile(
    r"[*_\s]*(?:"
    rf"(?:dikirim|terkirim) dari (?:\w+ )?{_DEVICE}(?: [\w-]+){{0,3}} saya(?: (?:dengan|menggunakan) [\w -]+)?[.]?"
    r"(?: (?:mohon|harap) (?:maaf|dimaklumi).*)?"
    rf"|sent from my {_DEVICE}\b[^,;:]{{0,40}}"
    rf"|(?:dikirim|terkirim|sent) (?:dari|dengan|melalui|from|with|using|via) {_APP}"
    r"(?: (?:di|pada|untuk|on|for) (?:android|ios|iphone|ipad|windows)| secure email)?[.]?"
    r"|\[?(?:get|dapatkan) outlook (?:for|untuk) (?:android|ios|mac|windows)\]?[.]?(?:\s?[<(]https?://[^\s<>()]+[>)])?"
    r"|yahoo mail: search, organize, conquer"
    r")[*_\s]*",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"[*\s]*+(?:[-_]{3,}\s*(?:original message|pesan asli|forwarded message|pesan terusan|pesan yang diteruskan)"
    r"\s*[-_]{3,}\s*(?:(?:from|dari)\s*:.*)?"
    r"|-{2,}+.*\b(?:wrote|menulis)\s*:?\s*-{2,}"
    r"|(?:begin forwarded message|mulai pesan yang diteruskan)\s*:"
    r"|\S.*\bleft a comment \([\w.-]+/[\w.-]+#\d+\)|\S+ commented on this pull request[.]"
    r"|reply to this email directly\b.*|you are receiving this because you\b.*)[*\s]*",
    re.IGNORECASE,
)
_LINE = re.compile(r"\s*_{20,}\s*")
_FROM = re.compile(r"[*_\s]*(?:from|dari)[*_\s]*:[*_\s]*\S.*", re.IGNORECASE)
_FIELD = re.compile(
    r"[*_\s]*(?:sent|date|to|cc|subject|dikirim|terkirim|tanggal|kepada|ke|tembusan|subjek|perihal|hal)[*_\s]*:.*",
    re.IGNORECASE,
)
_ON = re.compile(r"[*_\s-]*(?:on|pada)\s.*", re.IGNORECASE)
_WROTE = re.compile(r"\b(?:wrote|menulis)\s*:[*_\s]*\Z|>\s*(?:wrote|menulis)\s*:", re.IGNORECASE)
_ADDRESSED = re.compile(r"<(?:mailto:)?[^\s<>@]{1,64}@[^\s<>]+>")
_DATED = re.compile(r"[\d@]")
_GITHUB = re.compile(
    r"\s*[^\s/\uff0f].*(?:[<\[](?:mailto:)?notifications@github\.com[>\]]|reply\+\w+@reply\.github\.com)", re.IGNORECASE
)
"""An address that GitHub's notifications have, and no colleague: with the second anybody could answer in one's name."""


def end_of_words(lines: Sequence[str]) -> int:
    """The first line that is no longer the writer's; the number of lines where all are."""
    return next((at for at in range(len(lines)) if _ends(lines, at)), len(lines))


def _ends(lines: Sequence[str], at: int) -> bool:
    line = lines[at][:MAX_LINE_LENGTH]
    if any(sign.fullmatch(line) for sign in (SIGNATURE, _SENT, _RULE)):
        return True
    near = [one[:MAX_LINE_LENGTH] for one in lines[at + 1 : at + 1 + LOOKAHEAD_LINES]]
    if _LINE.fullmatch(line):
        return bool(near) and _is_header(near[0], near[1:])
    if _is_header(line, near):
        return True
    if not _is_attribution(line, near):
        return False
    return any(map(str.strip, lines[:at])) or not _is_marked(near)


def _is_header(line: str, near: Sequence[str]) -> bool:
    return bool(_FROM.fullmatch(line)) and sum(bool(_FIELD.fullmatch(one)) for one in near) > 1


def _is_attribution(line: str, near: Sequence[str]) -> bool:
    """Whether a line says who wrote what follows: "Pada ... menulis:", a name above a quotation, GitHub's address."""
    if _GITHUB.match(line):
        return True
    if _ON.fullmatch(line) and _is_written([line, *takewhile(str.strip, near)]):
        return True
    is_addressed = bool(_ADDRESSED.search(line)) and not _is_marked(near)
    return bool(_WROTE.search(line)) and (_is_marked(near[:1]) or is_addressed)


def _is_marked(near: Sequence[str]) -> bool:
    """Whether what is answered is marked with `>`, so that an answer may stand below it."""
    return any(one.lstrip().startswith(">") for one in near)


def _is_written(lines: Sequence[str]) -> bool:
    """Whether "Pada ... menulis:" with a date or an address in it ends in one of some lines."""
    for size in range(1, len(lines) + 1):
        found = _WROTE.search(said := " ".join(lines[:size]))
        if found and _DATED.search(said, 0, found.start()):
            return True
    return False
