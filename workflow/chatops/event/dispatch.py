"""What an event asks for: the command in a comment, or the approval that a review is."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from workflow.chatops.event.result import Outcome
from workflow.chatops.parsing.attached_images import without_pictures
from workflow.chatops.parsing.command import (
    Found,
    Said,
    Several,
    TooMuch,
    Unheard,
    Unknown,
    Within,
    joined,
    own_words,
    read_command,
)
from workflow.chatops.parsing.command_words import Due
from workflow.chatops.parsing.letter_form import is_letter
from workflow.chatops.parsing.missing_slash import plainly
from workflow.config.commands import Command, Commands, Doing, Slot
from workflow.config.office import Office
from workflow.forge.event import Event, Kind
from workflow.forge.reviews import APPROVED, DISMISSED, OBJECTED
from workflow.i18n.message import say
from workflow.sop.edition import Need

CONTRARY = {
    APPROVED: say(
        "The review approves, but its text commands something else. Nothing was entered; write which one is meant."
    ),
    OBJECTED: say(
        "The review requests changes, but its text commands something else. Nothing was entered; write which one is "
        "meant."
    ),
}
TOO_MUCH = say("This comment is too long to look for a command in it. Write the command in a comment of its own.")
AS_COMMENT = say(
    "Only a review that approves or requests changes is a step. Nothing was entered; write the command as a comment:"
)
NO_LETTER = say(
    "A command counts in a comment only, and this issue was not made by the form for letters. Nothing was entered; "
    "open a new issue by the form."
)
PLAINLY = say(
    "Nothing was entered. A command is a line of its own, without a heading, a table or other words around it. "
    "Write it as a new comment:"
)


class Slashless(Struct, frozen=True):
    """A comment that is plainly a command without its slash."""

    line: str
    """How it would be heard."""


Meaning = Said | Within | Slashless | Outcome | None


def heard(event: Event, office: Office, due: Due) -> Meaning:
    """A command, an answer to what is none, or None where nothing was asked for."""
    event = replace(event, text=without_pictures(event.text))
    if event.kind is Kind.REVIEW:
        return _reviewed(event, office, due)
    found = read_command(event.text, office.commands, due)
    if event.kind is Kind.ISSUE:
        entering = registering(office)
        if entering and is_letter(event.letter):
            return entering
        return None if found is None or isinstance(found, Within) else Outcome(message=NO_LETTER)
    if found is None:
        line = plainly(event.text, office, due)
        return Slashless(line) if line else None
    return found if isinstance(found, (Said, Within)) else _answer(found, office, due)


def seems_asked(event: Event) -> bool:
    """Whether something may have been asked for, by somebody who cannot be answered in the office's words."""
    is_deciding = event.state in (APPROVED, OBJECTED)
    meant = {Kind.REVIEW: is_deciding, Kind.ISSUE: is_letter(event.letter), Kind.COMMENT: False}
    return meant[event.kind] or read_command(without_pictures(event.text), Commands()) is not None


def _reviewed(event: Event, office: Office, due: Due) -> Meaning:
    """What a review asks for: the step that it decides upon with its words, and nothing that they say besides."""
    texts = (event.text, *event.remarks)
    found = next((one for text in texts if (one := read_command(text, office.commands, due))), None)
    meant = next(_deciding(office, approves=event.state != OBJECTED), None)
    if event.state not in (APPROVED, OBJECTED, DISMISSED):
        return _commented(found, office)
    if meant is None or event.state == DISMISSED:
        return meant
    if not _agrees(found, meant, office):
        return Outcome(message=CONTRARY[event.state], lines=_again(found))
    return _with_words(meant, found if isinstance(found, Said) else None, event, office)


def _commented(found: Found, office: Office) -> Meaning:
    """What is said of a review that decides nothing."""
    if found is None or isinstance(found, Within):
        return found
    return Outcome(message=AS_COMMENT, lines=_again(found) or (example_of(office, Doing.HELP),))


def _again(found: Found) -> tuple[str, ...]:
    """The command in a review as it would be written as a comment."""
    match found:
        case Said():
            return (f"/{found.word} {found.rest}".strip(),)
        case Unheard():
            return (found.line,)
    return ()


def _agrees(found: Found, meant: Said, office: Office) -> bool:
    """Whether a review's own text commands nothing else than what the review decides."""
    if isinstance(found, Unheard):
        found = read_command(found.line, office.commands)
    if isinstance(found, Said):
        result = meant.values[Slot.RESULT]
        return found.word == meant.word and found.values.get(Slot.RESULT, result) == result
    return not isinstance(found, Several)


def _with_words(meant: Said, found: Said | None, event: Event, office: Office) -> Said:
    """The step that a review decides upon, with all that its writer says there: of single lines, where nothing else."""
    values = dict(found.values) if found else {}
    slot = meant.command.text or Slot.NOTE
    words = joined([found.above, values.get(slot, "")]) if found else own_words(event.text, office.commands)
    words = words or joined(own_words(one, office.commands) for one in event.remarks)
    values |= {**meant.values, **({slot: words} if words else {})}
    return replace(meant, values=values, number=found.number if found else "")


def _answer(found: Unknown | Several | Unheard | TooMuch, office: Office, due: Due) -> Outcome:
    """What is said to a colleague whose words are no command that can be done."""
    if isinstance(found, Several):
        return Outcome(message=say("One command a comment, please. Nothing was entered; write each as one of its own."))
    if isinstance(found, TooMuch):
        return Outcome(message=TOO_MUCH)
    if isinstance(found, Unheard):
        return Outcome(message=PLAINLY, lines=(found.line,))
    return Outcome(
        message=say("`/{word}` is no command. Perhaps this was meant:", word=found.word),
        lines=(_meant(found, office, due),),
    )


def _meant(found: Unknown, office: Office, due: Due) -> str:
    """The command that may have been meant; of a result's word only one that can be done at the step at hand."""
    having = {key: one for key, one in office.commands.commands.items() if found.word in one.results}
    step = due("") if having else None
    able = (key for key, one in having.items() if step is None or step in one.steps)
    close = office.commands.commands[found.close].example if found.close else example_of(office, Doing.HELP)
    return next((f"/{key} {found.word}" for key in able), example_of(office, Doing.STATUS) if having else close)


def _deciding(office: Office, *, approves: bool) -> Iterator[Said]:
    """The commands that approve a text, or that send it back."""
    for key, command in office.commands.commands.items():
        approving = _approving(office, command)
        for word, result in command.results.items():
            if approving and (result in approving) == approves:
                yield Said(key, command, {Slot.RESULT: result}, word)


def returning(said: Said) -> str:
    """How a comment sends a text back, by the command that a review is."""
    return f"/{said.word} {said.rest}: ..."


def _approving(office: Office, command: Command) -> set[str]:
    """The results of a command's steps that vouch for a text."""
    steps = [edition.by_number.get(number) for edition in office.editions for number in command.steps]
    return {key for step in steps if step for key, one in step.results.items() if Need.CONTENT in one.needs}


def registering(office: Office) -> Said | None:
    """The command that a new letter is, though nobody wrote it; None where the office has none."""
    commands = office.commands.commands.items()
    return next((Said(key, one, {}, "") for key, one in commands if one.does is Doing.REGISTER), None)


def example_of(office: Office, doing: Doing) -> str:
    """How the office writes a command; "" where it has none."""
    return next((one.example for one in office.commands.commands.values() if one.does is doing), "")


def helped(office: Office) -> Outcome:
    """All commands, with what they do."""
    points = [
        say("{example} : {help}", example=one.example, help=one.help) for one in office.commands.commands.values()
    ]
    message = say("These commands may be written as a comment, one a comment:")
    return Outcome(message=message, points=tuple(points), done=True)
