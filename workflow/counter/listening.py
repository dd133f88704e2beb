"""What an event asks for: the command in a comment, or the approval that a review is."""

from collections.abc import Iterator

from workflow.counter.commands import Said, Several, read_command
from workflow.counter.outcome import Outcome
from workflow.forge.event import Event, Kind
from workflow.forge.reviews import APPROVED
from workflow.language.message import say
from workflow.records.command import Command, Doing, Slot
from workflow.records.office import Office
from workflow.sop.edition import Need


def heard(event: Event, office: Office, *, is_known: bool) -> Said | Outcome | None:
    """A command, an answer to what is none, or None where nothing was asked for.

    `is_known`: whether the writer is of the office; others are not told of slips, for they may write what they like.
    """
    if event.kind is Kind.REVIEW:
        return next(_approvals(office), None) if event.state == APPROVED.lower() else None
    found = read_command(event.text, office.commands)
    if found is None or isinstance(found, Said):
        return found
    if isinstance(found, Several):
        return Outcome(message=say("One command a comment, please. Nothing was entered."))
    if not is_known:
        return None
    meant = office.commands.commands[found.close].example if found.close else example_of(office, Doing.HELP)
    return Outcome(message=say("`/{word}` is no command. Perhaps this was meant:", word=found.word), lines=(meant,))


def _approvals(office: Office) -> Iterator[Said]:
    """The commands that approve a text."""
    for key, command in office.commands.commands.items():
        for word, result in command.results.items():
            if result in _approving(office, command):
                yield Said(key, command, {Slot.RESULT: result}, word)


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
