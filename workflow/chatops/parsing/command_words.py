"""The lines of a comment that look like commands, and which command a word is, however it was typed."""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from workflow.chatops.parsing.addressing import split_address
from workflow.chatops.parsing.own_words import INVISIBLE
from workflow.config.commands import Commands
from workflow.text.suggest import closest_word

MIN_LIKENESS_TO_ACCEPT, MIN_LIKENESS_TO_SUGGEST = 0.8, 0.7
"""How alike a mistyped word must be to be taken for the one meant, and to be asked about."""
SLASHES = "/\uff0f\u2044\u2215\u29f8"
"""What people and their keyboards take for a slash."""
AFTER_COMMAND_WORD = INVISIBLE + ":.,;!?\uff1a"
"""What may follow a command's word."""
StepLookup = Callable[[str], int | None]
"""The step at which a letter is, by the number that was named ("": the letter at hand); None where nobody can say."""
_COMMAND_LINE = re.compile(
    rf"(?P<before>(?:(?![{SLASHES}])[\W_])*(?:\d{{1,9}}[.)](?:(?![{SLASHES}])[\W_])*)?)[{SLASHES}][ \t]{{0,3}}"
    r"(?P<word>[a-z][a-z-]{1,30})(?=$|[\s:.,;!?\uff1a*_`~|)\]\"'\u201d\u200b\ufeff])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = re.compile(
    rf"[{INVISIBLE}]*+(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]++)*+[{INVISIBLE}]*+(?P<marks>[*_`]*+) ?", re.ASCII
)
"""What stands before a word in a list, in bold, in backticks. That it does so, CommonMark says (voices.py).

Nothing in it is tried twice, so that the time it takes grows with the line.
"""
_SECOND_WORD = re.compile(r"[ \t]+([a-z]{2,20})(?=$|[\s:.,;!?\uff1a*_`])", re.IGNORECASE)


class CommandLine(Struct, frozen=True):
    """A line that looks like a command."""

    at: int
    column: int
    word: str
    """In small letters; of two words that are one command, as the office spells it."""
    rest: str
    """What follows, without the mark that ends the bold or the backticks around it."""
    is_bare: bool
    """Whether nothing stands before it that says anything, and real line ends around it."""


class MatchedCommand(Struct, frozen=True):
    """The command that a word is, and the result that it says already."""

    key: str
    result: str = ""


def command_lines(lines: Sequence[str], whole: Sequence[bool], commands: Commands) -> Iterator[CommandLine]:
    """The lines that look like commands; of those that are not bare, only known words. `whole`: between line feeds."""
    spelled = {*commands.spellings(), *commands_by_result_word(commands)}
    for at, line in enumerate(lines):
        found = _COMMAND_LINE.fullmatch(line)
        if not found:
            continue
        word, rest = join_two_words(found["word"], found["rest"], spelled)
        unmarked = _unmarked(found["before"], rest)
        is_bare = unmarked is not None and whole[at] and (not unmarked or unmarked[0] in AFTER_COMMAND_WORD)
        if is_bare or word in spelled:
            yield CommandLine(at, found.end("before"), word, rest if unmarked is None else unmarked, is_bare)


def join_two_words(word: str, rest: str, spelled: set[str]) -> tuple[str, str]:
    """A word in small letters, or two that are one ("beri tahu"), and what follows."""
    word = word.lower()
    after = _SECOND_WORD.match(rest)
    if after and word not in spelled:
        for joined in (f"{word}-{after[1].lower()}", f"{word}{after[1].lower()}"):
            if joined in spelled:
                return joined, rest[after.end() :]
    return word, rest


def _unmarked(before: str, rest: str) -> str | None:
    """The rest without the end of the mark that stands before the word; None where something else stands there."""
    found = _MARKS.fullmatch(before)
    if found is None:
        return None
    end = found["marks"][::-1]
    if not end:
        return rest
    shown = rest.rstrip(INVISIBLE)
    if shown.endswith(end):
        return shown.removesuffix(end)
    return rest.replace(end, "", 1) if end in rest else None


def commands_by_result_word(commands: Commands) -> dict[str, list[str]]:
    """The commands that have a word for a result, by that word."""
    found: dict[str, list[str]] = {}
    for key, one in commands.commands.items():
        for word in one.results:
            found.setdefault(word, []).append(key)
    return found


def match_command(start: CommandLine, commands: Commands, due: StepLookup) -> MatchedCommand | None:
    """The command that a line begins with, with one slip at most; None for none.

    A result's word is its command where exactly one command of the step at hand has it: `/setuju`. That goes before
    another spelling of a command, but not before a command's own word.
    """
    word, spelled = start.word, commands.spellings()
    having = commands_by_result_word(commands).get(word, []) if word not in commands.commands else []
    if having:
        at = due(split_address(start.rest, commands.commands[having[0]]).number)
        able = [key for key in having if at in commands.commands[key].steps]
        if len(able) == 1:
            return MatchedCommand(able[0], word)
    key = spelled.get(word) or ("" if having else spelled.get(closest_word(word, spelled, MIN_LIKENESS_TO_ACCEPT), ""))
    return MatchedCommand(key) if key else None
