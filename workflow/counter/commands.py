"""A command out of a comment: `/disposisi terbitkan ke redaktur: Olah menjadi berita.`

Spelling is forgiven where nothing can be mistaken: letter case, spaces, other words for the same, one slip in the
command's own word. What a step results in is never guessed.
"""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from workflow.records.command import Command, Commands, Slot
from workflow.text.nearest import nearest

FENCE = ("```", "~~~")
CLOSE, LIKE = 0.8, 0.7
"""How alike a mistyped word must be to be taken for the one meant, and to be asked about."""
_COMMAND = re.compile(r"/ ?([a-z][a-z-]{1,30})(?=$|[\s:.,;!?])(.*)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"(?<![\w/.-])20\d\d-\d{4}(?![\w/-])", re.ASCII)
_NAMED = re.compile(r"([a-z][a-z -]{0,30}):(.*)", re.IGNORECASE | re.DOTALL)


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


def read_command(text: str, commands: Commands) -> Said | Unknown | Several | None:
    """The one command in a comment; None where there is none. Quotations and code are not read."""
    lines = list(_spoken(text))
    spelled = commands.spellings()
    starts = [(index, found) for index, line in enumerate(lines) if (found := _COMMAND.fullmatch(line))]
    known = [(index, found, key) for index, found in starts if (key := _known(found[1].lower(), spelled))]
    if len(known) > 1:
        return Several(tuple(key for _, _, key in known))
    if not known:
        if not starts:
            return None
        word = starts[0][1][1].lower()
        return Unknown(word, spelled.get(nearest(word, spelled, LIKE), ""))
    [(index, found, key)] = known
    return _said(key, commands, found[2].strip(), lines[index + 1 :])


def _spoken(text: str) -> Iterator[str]:
    """The lines that somebody wrote, without what they quote or show as code."""
    fence = ""
    for raw in text.splitlines():
        line = unicodedata.normalize("NFKC", raw).strip()
        if fence:
            fence = "" if line.startswith(fence) else fence
        elif line.startswith(FENCE):
            fence = line[:3]
        elif not line.startswith(">"):
            yield line


def _known(word: str, spelled: dict[str, str]) -> str:
    """The command that a word stands for; "" for none."""
    return spelled.get(word) or spelled.get(nearest(word, spelled, CLOSE), "")


def _said(key: str, commands: Commands, rest: str, below: list[str]) -> Said:
    command = commands.commands[key]
    number = _NUMBER.search(rest)
    if number:
        rest = " ".join((rest[: number.start()] + rest[number.end() :]).split())
    head, colon, tail = rest.partition(":")
    values = _words(command, head.split())
    text = [tail.strip()]
    for line in below:
        named = _NAMED.fullmatch(line)
        slot = commands.lines.get(" ".join(named[1].lower().split())) if named else None
        if named and slot:
            values[slot] = named[2].strip()
        else:
            text.append(line)
    said = " ".join(part for part in text if part)
    if said and command.text and (colon or command.text not in values):
        values[command.text] = said
    return Said(
        key, command, {slot: value for slot, value in values.items() if value}, rest, number[0] if number else ""
    )


def _words(command: Command, words: list[str]) -> dict[Slot, str]:
    """What the words before the colon say."""
    found: dict[Slot, list[str]] = {}
    slot, first = command.rest, True
    for word in words:
        plain = word.lower().strip(",.;")
        if first and plain in command.results:
            found[Slot.RESULT] = [command.results[plain]]
        elif plain in command.marks:
            slot = command.marks[plain]
        elif plain not in command.skip:
            found.setdefault(slot or command.text or Slot.NOTE, []).append(word)
            slot = command.text if slot is Slot.TO else slot  # an addressee is one word
        first = False
    return {slot: " ".join(words) for slot, words in found.items()}
