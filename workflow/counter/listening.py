"""What an event asks for: the command in a comment, or the approval that a review is."""

from collections.abc import Iterator

from workflow.counter.commands import Found, Said, Several, TooMuch, Unheard, Unknown, Within, read_command
from workflow.counter.dropped import without_pictures
from workflow.counter.letters import is_letter
from workflow.counter.outcome import Outcome
from workflow.forge.event import Event, Kind
from workflow.forge.reviews import APPROVED, DISMISSED, OBJECTED
from workflow.language.message import say
from workflow.records.command import Command, Commands, Doing, Slot
from workflow.records.office import Office
from workflow.sop.edition import Need

CONTRARY = say(
    "The review approves, but its text commands something else. Nothing was entered; write which one is meant."
)
TOO_MUCH = say("This comment is too long to look for a command in it. Write the command in a comment of its own.")
AS_COMMENT = say("Only an approving review is a step. Nothing was entered; write the command as a comment:")
NO_LETTER = say(
    "A command counts in a comment only, and this issue was not made by the form for letters. Nothing was entered; "
    "open a new issue by the form."
)
PLAINLY = say(
    "Nothing was entered. A command is a line of its own, without bold, backticks, list or other signs around it. "
    "Write it as a new comment:"
)


def heard(event: Event, office: Office) -> Said | Within | Outcome | None:
    """A command, an answer to what is none, or None where nothing was asked for."""
    found = read_command(without_pictures(event.text), office.commands)
    if event.kind is Kind.REVIEW:
        return _reviewed(event, found, office)
    if event.kind is Kind.ISSUE:
        entering = registering(office)
        if entering and is_letter(event.letter):
            return entering
        return None if found is None or isinstance(found, Within) else Outcome(message=NO_LETTER)
    return found if found is None or isinstance(found, (Said, Within)) else _answer(found, office)


def seems_asked(event: Event) -> bool:
    """Whether something may have been asked for, by somebody who cannot be answered in the office's words."""
    meant = {Kind.REVIEW: event.state == APPROVED, Kind.ISSUE: is_letter(event.letter), Kind.COMMENT: False}
    return meant[event.kind] or read_command(without_pictures(event.text), Commands()) is not None


def _reviewed(event: Event, found: Found, office: Office) -> Said | Within | Outcome | None:
    """What a review asks for: the step that it decides upon, and nothing that its text says besides."""
    meant = next(_approvals(office), None)
    if event.state in (APPROVED, DISMISSED):
        agrees = meant is None or event.state == DISMISSED or _agrees(found, meant)
        return meant if agrees else Outcome(message=CONTRARY)
    if found is None or isinstance(found, Within):
        return meant if event.state == OBJECTED else found
    line = f"/{found.word} {found.rest}".strip() if isinstance(found, Said) else example_of(office, Doing.HELP)
    return Outcome(message=AS_COMMENT, lines=(line,))


def _agrees(found: Found, meant: Said) -> bool:
    """Whether an approving review's own text commands nothing else than to approve."""
    if isinstance(found, Said):
        return (found.word, found.values.get(Slot.RESULT)) == (meant.word, meant.values[Slot.RESULT])
    return not isinstance(found, Several)


def _answer(found: Unknown | Several | Unheard | TooMuch, office: Office) -> Outcome:
    """What is said to a colleague whose words are no command that can be done."""
    if isinstance(found, Several):
        return Outcome(message=say("One command a comment, please. Nothing was entered."))
    if isinstance(found, TooMuch):
        return Outcome(message=TOO_MUCH)
    if isinstance(found, Unheard):
        return Outcome(message=PLAINLY, lines=(found.line,))
    results = (f"/{key} {found.word}" for key, one in office.commands.commands.items() if found.word in one.results)
    close = office.commands.commands[found.close].example if found.close else example_of(office, Doing.HELP)
    meant = next(results, close)
    return Outcome(message=say("`/{word}` is no command. Perhaps this was meant:", word=found.word), lines=(meant,))


def _approvals(office: Office) -> Iterator[Said]:
    """The commands that approve a text."""
    for key, command in office.commands.commands.items():
        for word, result in command.results.items():
            if result in _approving(office, command):
                yield Said(key, command, {Slot.RESULT: result}, word)


def objection(office: Office, meant: Said) -> str:
    """How a comment ends the step otherwise than by the approval that is meant; "" where it cannot."""
    approving = _approving(office, meant.command)
    word = next((word for word, result in meant.command.results.items() if result not in approving), "")
    return f"/{meant.word} {word}: ..." if word else ""


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
