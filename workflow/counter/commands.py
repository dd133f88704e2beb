"""A command out of a comment: `/disposisi terbitkan ke redaktur: Olah menjadi berita.`

A command is a line of its own, between line feeds, in a plain paragraph of the writer's own words. Spelling is forgiven
where nothing can be mistaken: letter case, spaces, other words for the same, one slip in the command's own word. What a
step results in is never guessed, and what is said is kept as it was written.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from itertools import islice, pairwise

from msgspec import Struct

from workflow.counter.mail import SIGNATURE, end_of_words
from workflow.counter.voices import INVISIBLE, LONGEST, Heard, Voice, listen
from workflow.records.command import Command, Commands, Slot
from workflow.text.nearest import nearest

CLOSE, LIKE = 0.8, 0.7
"""How alike a mistyped word must be to be taken for the one meant, and to be asked about."""
MOST = 100
"""Lines of a comment that look like commands; more are not read."""
_ENDS = re.compile(r"(\r\n|\n|\r)")
_START = re.compile(
    r"(?P<before>(?:(?![/\uff0f])[\W_])*(?:\d{1,9}[.)](?:(?![/\uff0f])[\W_])*)?)[/\uff0f] ?"
    r"(?P<word>[a-z][a-z-]{1,30})(?=$|[\s:.,;!?\uff1a*_`~|)\]\"'\u201d\u200b\ufeff])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WITHIN = re.compile(r"(?<=\s)[/\uff0f](?P<word>[a-z][a-z-]{1,30})(?=$|[\s:.,;!?\uff1a])", re.IGNORECASE)
"""A word behind a slash and a space; "dan/atau" and a path are none."""
_BEHIND = INVISIBLE + ":.,;!?\uff1a"
"""What may follow a command's word."""
DOTS = INVISIBLE + ".\u2026"
"""What stands in an answer's lines where something is to be filled in; alone, it says nothing."""
_NUMBER = re.compile(r"\s*(20\d\d-\d{4})(?![\w/-])", re.ASCII)
_NAMED = re.compile(r"\s*([a-z][a-z -]{0,30})[:\uff1a](.*)", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile(r"([^:\uff1a]*)([:\uff1a]?)(.*)", re.DOTALL)


class Said(Struct, frozen=True):
    """A command as it was meant."""

    word: str
    command: Command
    values: dict[Slot, str]
    rest: str
    """All words of the command's line behind its name."""
    number: str = ""
    """The request that it names."""


class Unknown(Struct, frozen=True):
    """A line that looks like a command and is none."""

    word: str
    close: str
    """The command that may have been meant."""


class Several(Struct, frozen=True):
    """More than one command: which one counts if another fails, nobody could say."""

    words: tuple[str, ...]


class Unheard(Struct, frozen=True):
    """A command of the writer's that does not stand plainly on a line of its own."""

    line: str
    """How it would be heard."""


class Within(Struct, frozen=True):
    """A command of the writer's with words before it on its line: it may be meant, or only spoken of."""

    line: str
    """How it would be heard."""


class TooMuch(Struct, frozen=True):
    """A comment in which a command may be, and which is too long to look for it."""


Found = Said | Unknown | Several | Unheard | Within | TooMuch | None


class _Start(Struct, frozen=True):
    """A line that looks like a command."""

    at: int
    column: int
    word: str
    rest: str
    key: str
    """The command; "" for none."""
    is_bare: bool
    """Whether nothing stands before it that can be seen, and real line ends around it."""


def read_command(text: str, commands: Commands) -> Found:
    """The one command in a comment; None where there is none. Quotations, code and what is hidden are not read."""
    lines, whole = _lines(text)
    end = end_of_words(lines)
    starts = [*_starts(lines[:end], whole, commands)]
    if not starts:
        return _within(lines[:end], commands) if len(text) <= LONGEST else None
    if len(text) > LONGEST or len(starts) > MOST:
        return TooMuch()
    names = commands.names()
    named = ((at, found.start(1)) for at, line in enumerate(lines[:end]) if (found := _named(line, names)))
    spots = dict(islice(named, MOST)) | {one.at: one.column for one in starts}
    shown = [*lines[:end], *("" if SIGNATURE.fullmatch(line) else line for line in lines[end:])]
    return _one(starts, lines[:end], listen(shown, spots), commands)


def _one(starts: Sequence[_Start], lines: Sequence[str], heard: Heard, commands: Commands) -> Found:
    own = [one for one in starts if one.is_bare and heard.voices[one.at] is Voice.OWN]
    known = [one for one in own if one.key]
    if len(known) > 1:
        return Several(tuple(one.key for one in known))
    if known:
        below = [(lines[at], heard.voices.get(at)) for at in range(known[0].at + 1, len(lines)) if heard.is_shown(at)]
        return _said(known[0].key, commands, known[0].rest.strip(INVISIBLE), below)
    spelled = commands.spellings()
    styled = (one for one in starts if one not in own and heard.voices[one.at] is not Voice.OTHERS)
    for one in styled:
        if one.word in spelled:
            return Unheard(f"/{one.word}{one.rest}".rstrip(INVISIBLE + "*_`~|"))
    return Unknown(own[0].word, spelled.get(nearest(own[0].word, spelled, LIKE), "")) if own else None


def _within(lines: Sequence[str], commands: Commands) -> Within | None:
    """The first command in the middle of a line that is to be seen and is not quoted."""
    spelled = commands.spellings()
    found = ((at, one) for at, line in enumerate(lines) for one in _WITHIN.finditer(line))
    known = [(at, one.start()) for at, one in islice(found, MOST) if one["word"].lower() in spelled]
    spots = dict(reversed(known))  # of each line the first
    heard = listen(lines, spots).voices if spots else {}
    for at in sorted(heard):
        if heard[at] is not Voice.OTHERS:
            return Within("/" + lines[at][spots[at] + 1 :].rstrip(INVISIBLE))
    return None


def _lines(text: str) -> tuple[list[str], list[bool]]:
    """The lines as CommonMark has them, and which of them stand between line feeds."""
    parts = _ENDS.split(text)
    fed = [True, *(end != "\r" for end in parts[1::2]), True]
    return parts[::2], [one and other for one, other in pairwise(fed)]


def _starts(lines: Sequence[str], whole: Sequence[bool], commands: Commands) -> Iterator[_Start]:
    spelled = commands.spellings()
    for at, line in enumerate(lines):
        found = _START.fullmatch(line)
        if not found:
            continue
        word, ends = found["word"].lower(), found["rest"][:1]
        is_bare = whole[at] and not found["before"].strip(INVISIBLE) and (not ends or ends in _BEHIND)
        if is_bare or word in spelled:
            key = spelled.get(word) or spelled.get(nearest(word, spelled, CLOSE), "")
            yield _Start(at, found.end("before"), word, found["rest"], key, is_bare)


def _named(line: str, names: Container[str]) -> re.Match[str] | None:
    """A line that begins with one of some names of what can be said: the name, and what is said."""
    found = _NAMED.fullmatch(line)
    return found if found and _name(found) in names else None


def _name(found: re.Match[str]) -> str:
    return " ".join(found[1].lower().split())


def _said(key: str, commands: Commands, rest: str, below: Sequence[tuple[str, Voice | None]]) -> Said:
    command = commands.commands[key]
    number = _NUMBER.match(rest)
    if number:
        rest = rest[number.end() :].strip()
    head, colon, tail = _HEAD.fullmatch(rest).groups()  # type: ignore[union-attr]  # it matches any text
    values = _words(command, head.split())
    if command.rest and not command.text and tail.strip(INVISIBLE):
        values[command.rest] = " ".join(filter(None, (values.get(command.rest), tail.strip(INVISIBLE))))
    names, text = {**commands.lines, **command.lines}, [tail.strip(INVISIBLE)]
    slot: Slot | None = None
    for line, voice in below:
        if voice is Voice.OTHERS:
            continue
        words = line.strip(INVISIBLE)
        if voice and (named := _named(line, names)):
            slot = names[_name(named)]
            values[slot] = named[2].strip(INVISIBLE)
        elif words and slot and slot in command.lines.values():
            values[slot] = f"{values[slot]} {words}".strip()
        else:
            slot = None
            text.append(words)
    said = " ".join(part for part in text if part)
    if said and command.text and (colon or command.text not in values):
        values[command.text] = said
    return Said(
        key,
        command,
        {slot: value for slot, value in values.items() if value.strip(DOTS)},
        rest,
        number[1] if number else "",
    )


def folded(word: str) -> str:
    """A word as it is compared with those that the office knows; what is stored stays as it was written."""
    return unicodedata.normalize("NFKC", word).strip(INVISIBLE).lower()


def _words(command: Command, words: list[str]) -> dict[Slot, str]:
    """What the words before the colon say."""
    found: dict[Slot, list[str]] = {}
    slot, first = command.rest, True
    for word in words:
        plain = folded(word).strip(",.;")
        if first and plain in command.results:
            found[Slot.RESULT] = [command.results[plain]]
        elif plain in command.marks:
            slot = command.marks[plain]
        elif plain not in command.skip:
            found.setdefault(slot or command.text or Slot.NOTE, []).append(word)
            slot = command.text if slot is Slot.TO else slot  # an addressee is one word
        first = False
    return {slot: " ".join(words) for slot, words in found.items()}
