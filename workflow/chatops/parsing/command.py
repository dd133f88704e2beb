"""A command out of a comment: `/disposisi terbitkan ke redaktur: Olah menjadi berita.`

A command is a line of its own, between line feeds, of the writer's own words; it may be an item of a list, in bold, in
backticks. Spelling is forgiven where nothing can be mistaken: letter case, spaces, other words for the same, one slip
in the command's own word. What a step results in is never guessed; what is said is kept as it was written, in NFC
(fields/normal-form), which is the same text to every reader.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from msgspec import Struct

from workflow.chatops.parsing.addressing import split_address
from workflow.chatops.parsing.command_words import (
    MIN_LIKENESS_TO_SUGGEST,
    SLASHES,
    CommandLine,
    MatchedCommand,
    StepLookup,
    command_lines,
    commands_by_result_word,
    join_two_words,
    match_command,
)
from workflow.chatops.parsing.email_reply import SIGNATURE, end_of_words
from workflow.chatops.parsing.own_words import INVISIBLE, MAX_COMMENT_LENGTH, Authorship, OwnWords, find_authorship
from workflow.config.commands import Argument, Command, Commands
from workflow.text.suggest import closest_word

MAX_COMMAND_LINES = 100
"""Lines of a comment that look like commands; more are not read."""
_LINE_ENDS = re.compile(r"(\r\n|\n|\r)")
_WITHIN = re.compile(
    rf"(?<=[\s*])[{SLASHES}](?P<word>[a-z][a-z-]{{1,30}})(?=(?P<rest>$|[\s:.,;!?*\uff1a].{{,30}}))", re.IGNORECASE
)
"""A word behind a slash and a space, or in bold; "dan/atau" and a path are none."""
BLANK_CHARACTERS = INVISIBLE + ".\u2026"
"""What stands in an answer's lines where something is to be filled in; alone, it says nothing."""
_NAMED = re.compile(r"\s*([a-z][a-z -]{0,30})[:\uff1a](.*)", re.IGNORECASE | re.DOTALL)
_BEFORE_COLON = re.compile(r"((?:[^:\uff1a]|(?<=\d):(?=[0-5]\d(?!\d)))*)([:\uff1a]?)(.*)", re.DOTALL)
"""Words before the first colon, which is not one between hours and minutes."""
COLONS = (":", "\uff1a")
_CELL = re.compile(r"\s*\|.*", re.DOTALL)


class ParsedCommand(Struct, frozen=True):
    """A command as it was meant."""

    word: str
    command: Command
    values: dict[Argument, str]
    rest: str
    """All words of the command's line behind its name and the letter's number."""
    number: str = ""
    """The letter that it names, as far as it was typed."""
    is_plain: bool = True
    """Whether that can be nothing but a letter's number."""
    above: str = ""
    """The writer's own words above the command."""


class UnknownCommand(Struct, frozen=True):
    """A line that looks like a command and is none."""

    word: str
    close: str
    """The command that may have been meant."""


class SeveralCommands(Struct, frozen=True):
    """More than one command: which one counts if another fails, nobody could say."""

    words: tuple[str, ...]


class NotOnOwnLine(Struct, frozen=True):
    """A command of the writer's that does not stand plainly on a line of its own."""

    line: str
    """How it would be heard."""


class WithinSentence(Struct, frozen=True):
    """A command of the writer's with words before it on its line: it may be meant, or only spoken of."""

    line: str
    """How it would be heard."""


class CommentTooLong(Struct, frozen=True):
    """A comment in which a command may be, and which is too long to look for it."""


ParseResult = ParsedCommand | UnknownCommand | SeveralCommands | NotOnOwnLine | WithinSentence | CommentTooLong | None


def no_step_at_hand(_: str) -> None:
    """The step at hand, for whom there is none."""


def read_command(text: str, commands: Commands, due: StepLookup = no_step_at_hand) -> ParseResult:
    """The one command in a comment; None where there is none. Quotations, code and what is hidden are not read.

    `due` is asked only where a word means a command at some step and none, or another one, at others.
    """
    lines, whole = _lines(text)
    end = end_of_words(lines)
    begun = [*command_lines(lines[:end], whole, commands)]
    if not begun:
        return _within_sentence(lines[:end], commands) if len(text) <= MAX_COMMENT_LENGTH else None
    if len(text) > MAX_COMMENT_LENGTH or len(begun) > MAX_COMMAND_LINES:
        return CommentTooLong()
    heard = _authorship_of_lines(lines, end, commands, {one.at: one.column for one in begun})
    return _one_command(begun, lines[:end], heard, commands, due)


def own_lines(text: str, commands: Commands) -> list[str]:
    """The lines that somebody says in their own words: no quotation, code, signature, no line that is a command."""
    lines, whole = _lines(text)
    end = end_of_words(lines)
    if len(text) > MAX_COMMENT_LENGTH:
        return []
    begun = [*islice(command_lines(lines[:end], whole, commands), MAX_COMMAND_LINES)]
    heard, taken = (
        _authorship_of_lines(lines, end, commands, {one.at: one.column for one in begun}),
        {one.at for one in begun},
    )
    return [
        line for at in range(end) if at not in taken and heard.is_shown(at) and (line := lines[at].strip(INVISIBLE))
    ]


def own_words(text: str, commands: Commands) -> str:
    """The same as one line, as it is stored."""
    return join_lines(own_lines(text, commands))


def _authorship_of_lines(lines: Sequence[str], end: int, commands: Commands, spots: dict[int, int]) -> OwnWords:
    named = (
        (at, found.start(1)) for at, line in enumerate(lines[:end]) if (found := match_argument_line(line, commands))
    )
    shown = [*lines[:end], *("" if SIGNATURE.fullmatch(line) else line for line in lines[end:])]
    return find_authorship(shown, dict(islice(named, MAX_COMMAND_LINES)) | spots)


def _one_command(
    begun: Sequence[CommandLine], lines: Sequence[str], heard: OwnWords, commands: Commands, due: StepLookup
) -> ParseResult:
    own = [one for one in begun if one.is_bare and heard.voices[one.at] is Authorship.OWN]
    known = [(one, key) for one in own if (key := match_command(one, commands, due))]
    if len(known) > 1:
        return SeveralCommands(tuple(key.key for _, key in known))
    if known:
        return _parsed(*known[0], commands, lines, heard)
    spelled = {**commands.spellings(), **commands_by_result_word(commands)}
    for one in begun:
        if one not in own and one.word in spelled and heard.voices[one.at] is not Authorship.OTHERS:
            return NotOnOwnLine(_without_marks(heard.rests[one.at]))
    if not own:
        return None
    return UnknownCommand(
        own[0].word,
        commands.spellings().get(closest_word(own[0].word, commands.spellings(), MIN_LIKENESS_TO_SUGGEST), ""),
    )


def _without_marks(shown: str) -> str:
    """A line as it would be heard, without the signs around it."""
    return f"/{_CELL.sub('', shown.lstrip(SLASHES + INVISIBLE))}".rstrip(INVISIBLE + "*_`~")


def _within_sentence(lines: Sequence[str], commands: Commands) -> WithinSentence | None:
    """The first command in the middle of a line that is to be seen and is not quoted."""
    spelled = {*commands.spellings(), *commands_by_result_word(commands)}
    found = ((at, one) for at, line in enumerate(lines) for one in _WITHIN.finditer(line))
    known = [
        (at, one.start())
        for at, one in islice(found, MAX_COMMAND_LINES)
        if join_two_words(one["word"], one["rest"], spelled)[0] in spelled
    ]
    spots = dict(reversed(known))  # of each line the first
    heard = find_authorship(lines, spots).voices if spots else {}
    for at in sorted(heard):
        if heard[at] is not Authorship.OTHERS:
            return WithinSentence("/" + lines[at][spots[at] + 1 :].rstrip(INVISIBLE + "*_"))
    return None


def _lines(text: str) -> tuple[list[str], list[bool]]:
    """The lines as CommonMark has them, and which of them stand between line feeds."""
    parts = _LINE_ENDS.split(text)
    fed = [True, *(end != "\r" for end in parts[1::2]), True]
    return parts[::2], [one and other for one, other in pairwise(fed)]


def match_argument_line(line: str, commands: Commands) -> re.Match[str] | None:
    """A line that begins with the name of something that can be said: the name, and what is said."""
    found = _NAMED.fullmatch(line)
    return found if found and _argument_name(found) in commands.lines else None


def _argument_name(found: re.Match[str]) -> str:
    return " ".join(found[1].lower().split())


def _parsed(
    one: CommandLine, key: MatchedCommand, commands: Commands, lines: Sequence[str], heard: OwnWords
) -> ParsedCommand:
    command = commands.commands[key.key]
    address = split_address(one.rest.strip(INVISIBLE), command)
    rest = address.rest
    if key.result:
        rest = key.result + (rest if rest.startswith(COLONS) else f" {rest}").rstrip()
    head, colon, tail = _BEFORE_COLON.fullmatch(rest).groups()  # type: ignore[union-attr]  # it matches any text
    values = _arguments_before_colon(command, head.split(), has_more=bool(colon))
    text = [tail.strip(INVISIBLE)]
    for at in filter(heard.is_shown, range(one.at + 1, len(lines))):
        voice = heard.voices.get(at)
        if voice is Authorship.OTHERS:
            continue
        if voice and (named := match_argument_line(lines[at], commands)):
            values[commands.lines[_argument_name(named)]] = named[2].strip(INVISIBLE)
        else:
            text.append(lines[at])
    said = join_lines(text)
    if said and colon and command.text in values and command.rest is None:
        said = f"{values[command.text]}: {said}"
    if said and command.text and (colon or command.text not in values):
        values[command.text] = said
    return ParsedCommand(
        key.key,
        command,
        {slot: to_nfc(value) for slot, value in values.items() if value.strip(BLANK_CHARACTERS)},
        to_nfc(rest),
        address.number,
        address.is_plain,
        join_lines(lines[at] for at in range(one.at) if heard.is_shown(at)),
    )


def join_lines(lines: Iterable[str]) -> str:
    """Some lines as one, as they were written."""
    return to_nfc(" ".join(part for line in lines if (part := line.strip(INVISIBLE))))


def to_nfc(text: str) -> str:
    """The same text in NFC, as it is stored. Never before it was parsed: NFC makes signs of Markdown of letters."""
    return unicodedata.normalize("NFC", text)


def fold_word(word: str) -> str:
    """A word as it is compared with those that the office knows; what is stored stays as it was written."""
    return unicodedata.normalize("NFKC", word).strip(INVISIBLE + "*_`").lower()


def _arguments_before_colon(command: Command, words: list[str], *, has_more: bool) -> dict[Argument, str]:
    """What the words before the colon say. `has_more`: there is a colon, so that an addressee may be several words."""
    found: dict[Argument, list[str]] = {}
    slot, first = command.rest, True
    for word in words:
        plain = fold_word(word).strip(",.;!?")
        if first and plain in command.results:
            found[Argument.RESULT] = [command.results[plain]]
        elif plain in command.marks:
            slot = command.marks[plain]
        elif plain not in command.skip:
            found.setdefault(slot or command.text or Argument.NOTE, []).append(word)
            slot = command.text if slot is Argument.TO and not has_more else slot  # without a colon one word
        first = False
    return {slot: " ".join(words) for slot, words in found.items()}
