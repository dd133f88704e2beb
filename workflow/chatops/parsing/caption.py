"""The words that go with a picture, out of the comment it was sent in: `alt: ...`, `keterangan: ...`, `kredit: ...`.

Their lines may stand above or below the command, in a list or in bold, and go on over several lines. What follows the
command itself is the caption where no line is.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from workflow.chatops.parsing.attached_images import IMAGE_PLACEHOLDER, without_images
from workflow.chatops.parsing.command import ParsedCommand
from workflow.chatops.parsing.email_reply import end_of_words
from workflow.chatops.parsing.own_words import INVISIBLE, find_authorship
from workflow.config.commands import Argument, Command, CommandAction, Commands

PHOTO_ACTIONS = (CommandAction.PHOTO, CommandAction.REPLACE_PHOTO)
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_NAMED = re.compile(
    r"[\s*_+\u200b-]{0,10}(?P<name>[a-z][a-z ]{0,30})[ \t*_]{0,4}[:\uff1a][*_]{0,2}(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_EDGES = INVISIBLE + ":\uff1a"


def with_caption(said: ParsedCommand, text: str, commands: Commands) -> ParsedCommand:
    """A command without the places of pictures; one for a picture with the words that the comment `text` has for it."""
    values = {slot: _clean(words) for slot, words in said.values.items()}
    said = replace(said, rest=_clean(said.rest), values={slot: words for slot, words in values.items() if words})
    if said.command.does not in PHOTO_ACTIONS:
        return said
    lines = _LINE_ENDS.split(without_images(text))
    lines = lines[: end_of_words(lines)]
    found = dict(_argument_words(lines, said.command, frozenset(commands.lines)))
    found.setdefault(Argument.CAPTION, _words_on_command_line(said))
    values = {slot: words for slot, one in found.items() if (words := _clean(one))}
    return replace(said, values={**said.values, **values})


def _clean(words: str) -> str:
    """Words without the place of a picture among them, in NFC as they are stored."""
    bare = words.replace(f" {IMAGE_PLACEHOLDER} ", " ").replace(IMAGE_PLACEHOLDER, "")
    return unicodedata.normalize("NFC", bare.strip(INVISIBLE))


def _words_on_command_line(said: ParsedCommand) -> str:
    """The words on the command's own line."""
    words = said.rest.strip(_EDGES).split(maxsplit=1)
    is_skipped = bool(words) and words[0].strip(_EDGES).lower() in said.command.skip
    return " ".join(words[1:] if is_skipped else words).strip(_EDGES)


def _argument_words(lines: Sequence[str], command: Command, others: frozenset[str]) -> Iterator[tuple[Argument, str]]:
    """What each line says that is shown as the writer's, the whole of it last."""
    heard, slot, said = find_authorship(lines, {}), None, ""
    for at, line in enumerate(lines):
        named = _NAMED.fullmatch(line) if heard.is_shown(at) else None
        name = " ".join(named["name"].lower().split()) if named else ""
        words = line.strip(INVISIBLE) if heard.is_shown(at) else ""
        if named and name in command.lines:
            slot, said = command.lines[name], named["words"].strip(INVISIBLE)
        elif slot and words and name not in others and not words.startswith(("/", "\uff0f")):
            said = f"{said} {words}".strip()
        else:
            slot = None
        if slot:
            yield slot, said
