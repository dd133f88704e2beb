"""What an event asks for: the command in a comment, or the approval that a review is."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.attached_images import without_images
from workflow.chatops.parsing.command import (
    CommentTooLong,
    NotOnOwnLine,
    ParsedCommand,
    ParseResult,
    SeveralCommands,
    UnknownCommand,
    WithinSentence,
    join_lines,
    own_words,
    read_command,
)
from workflow.chatops.parsing.command_words import StepLookup
from workflow.chatops.parsing.letter_form import is_letter
from workflow.chatops.parsing.missing_slash import with_slash
from workflow.config.commands import Argument, Command, CommandAction, Commands
from workflow.config.office import Office
from workflow.forge.event import Event, EventKind
from workflow.forge.reviews import APPROVED, CHANGES_REQUESTED, DISMISSED
from workflow.i18n.message import say
from workflow.sop.edition import Need

REVIEW_CONTRADICTS_ITSELF = {
    APPROVED: say(
        "The review approves, but its text commands something else. Nothing was entered; write which one is meant."
    ),
    CHANGES_REQUESTED: say(
        "The review requests changes, but its text commands something else. Nothing was entered; write which one is "
        "meant."
    ),
}
COMMENT_IS_TOO_LONG = say(
    "This comment is too long to look for a command in it. Write the command in a comment of its own."
)
WRITE_AS_COMMENT = say(
    "Only a review that approves or requests changes is a step. Nothing was entered; write the command as a comment:"
)
NOT_A_LETTER_ISSUE = say(
    "A command counts in a comment only, and this issue was not made by the form for letters. Nothing was entered; "
    "open a new issue by the form."
)
NEEDS_ITS_OWN_LINE = say(
    "Nothing was entered. A command is a line of its own, without a heading, a table or other words around it. "
    "Write it as a new comment:"
)


class MissingSlash(Struct, frozen=True):
    """A comment that is plainly a command without its slash."""

    line: str
    """How it would be heard."""


EventMeaning = ParsedCommand | WithinSentence | MissingSlash | ActionResult | None


def read_event_text(event: Event, office: Office, due: StepLookup) -> EventMeaning:
    """A command, an answer to what is none, or None where nothing was asked for."""
    event = replace(event, text=without_images(event.text))
    if event.kind is EventKind.REVIEW:
        return _read_review(event, office, due)
    found = read_command(event.text, office.commands, due)
    if event.kind is EventKind.ISSUE:
        entering = register_command(office)
        if entering and is_letter(event.letter):
            return entering
        return None if found is None or isinstance(found, WithinSentence) else ActionResult(message=NOT_A_LETTER_ISSUE)
    if found is None:
        line = with_slash(event.text, office, due)
        return MissingSlash(line) if line else None
    return found if isinstance(found, (ParsedCommand, WithinSentence)) else _explain_parse_failure(found, office, due)


def may_be_request(event: Event) -> bool:
    """Whether something may have been asked for, by somebody who cannot be answered in the office's words."""
    is_deciding = event.state in (APPROVED, CHANGES_REQUESTED)
    meant = {EventKind.REVIEW: is_deciding, EventKind.ISSUE: is_letter(event.letter), EventKind.COMMENT: False}
    return meant[event.kind] or read_command(without_images(event.text), Commands()) is not None


def _read_review(event: Event, office: Office, due: StepLookup) -> EventMeaning:
    """What a review asks for: the step that it decides upon with its words, and nothing that they say besides."""
    texts = (event.text, *event.remarks)
    found = next((one for text in texts if (one := read_command(text, office.commands, due))), None)
    meant = next(_deciding_commands(office, approves=event.state != CHANGES_REQUESTED), None)
    if event.state not in (APPROVED, CHANGES_REQUESTED, DISMISSED):
        return _read_undecided_review(found, office)
    if meant is None or event.state == DISMISSED:
        return meant
    if not _agrees(found, meant, office):
        return ActionResult(message=REVIEW_CONTRADICTS_ITSELF[event.state], lines=_as_comment_lines(found))
    return _with_words(meant, found if isinstance(found, ParsedCommand) else None, event, office)


def _read_undecided_review(found: ParseResult, office: Office) -> EventMeaning:
    """What is said of a review that decides nothing."""
    if found is None or isinstance(found, WithinSentence):
        return found
    return ActionResult(
        message=WRITE_AS_COMMENT, lines=_as_comment_lines(found) or (command_example(office, CommandAction.HELP),)
    )


def _as_comment_lines(found: ParseResult) -> tuple[str, ...]:
    """The command in a review as it would be written as a comment."""
    match found:
        case ParsedCommand():
            return (f"/{found.word} {found.rest}".strip(),)
        case NotOnOwnLine():
            return (found.line,)
    return ()


def _agrees(found: ParseResult, meant: ParsedCommand, office: Office) -> bool:
    """Whether a review's own text commands nothing else than what the review decides."""
    if isinstance(found, NotOnOwnLine):
        found = read_command(found.line, office.commands)
    if isinstance(found, ParsedCommand):
        result = meant.values[Argument.RESULT]
        return found.word == meant.word and found.values.get(Argument.RESULT, result) == result
    return not isinstance(found, SeveralCommands)


def _with_words(meant: ParsedCommand, found: ParsedCommand | None, event: Event, office: Office) -> ParsedCommand:
    """The step that a review decides upon, with all that its writer says there: of single lines, where nothing else."""
    values = dict(found.values) if found else {}
    slot = meant.command.text or Argument.NOTE
    words = join_lines([found.above, values.get(slot, "")]) if found else own_words(event.text, office.commands)
    words = words or join_lines(own_words(one, office.commands) for one in event.remarks)
    values |= {**meant.values, **({slot: words} if words else {})}
    return replace(meant, values=values, number=found.number if found else "")


def _explain_parse_failure(
    found: UnknownCommand | SeveralCommands | NotOnOwnLine | CommentTooLong, office: Office, due: StepLookup
) -> ActionResult:
    """What is said to a colleague whose words are no command that can be done."""
    if isinstance(found, SeveralCommands):
        return ActionResult(
            message=say("One command a comment, please. Nothing was entered; write each as one of its own.")
        )
    if isinstance(found, CommentTooLong):
        return ActionResult(message=COMMENT_IS_TOO_LONG)
    if isinstance(found, NotOnOwnLine):
        return ActionResult(message=NEEDS_ITS_OWN_LINE, lines=(found.line,))
    return ActionResult(
        message=say("`/{word}` is no command. Perhaps this was meant:", word=found.word),
        lines=(_suggested_command(found, office, due),),
    )


def _suggested_command(found: UnknownCommand, office: Office, due: StepLookup) -> str:
    """The command that may have been meant; of a result's word only one that can be done at the step at hand."""
    having = {key: one for key, one in office.commands.commands.items() if found.word in one.results}
    step = due("") if having else None
    able = (key for key, one in having.items() if step is None or step in one.steps)
    close = (
        office.commands.commands[found.close].example if found.close else command_example(office, CommandAction.HELP)
    )
    return next(
        (f"/{key} {found.word}" for key in able), command_example(office, CommandAction.STATUS) if having else close
    )


def _deciding_commands(office: Office, *, approves: bool) -> Iterator[ParsedCommand]:
    """The commands that approve a text, or that send it back."""
    for key, command in office.commands.commands.items():
        approving = _approving_results(office, command)
        for word, result in command.results.items():
            if approving and (result in approving) == approves:
                yield ParsedCommand(key, command, {Argument.RESULT: result}, word)


def return_command(said: ParsedCommand) -> str:
    """How a comment sends a text back, by the command that a review is."""
    return f"/{said.word} {said.rest}: ..."


def _approving_results(office: Office, command: Command) -> set[str]:
    """The results of a command's steps that vouch for a text."""
    steps = [edition.by_number.get(number) for edition in office.editions for number in command.steps]
    return {key for step in steps if step for key, one in step.results.items() if Need.CONTENT in one.needs}


def register_command(office: Office) -> ParsedCommand | None:
    """The command that a new letter is, though nobody wrote it; None where the office has none."""
    commands = office.commands.commands.items()
    return next((ParsedCommand(key, one, {}, "") for key, one in commands if one.does is CommandAction.REGISTER), None)


def command_example(office: Office, doing: CommandAction) -> str:
    """How the office writes a command; "" where it has none."""
    return next((one.example for one in office.commands.commands.values() if one.does is doing), "")


def help_result(office: Office) -> ActionResult:
    """All commands, with what they do."""
    points = [
        say("{example} : {help}", example=one.example, help=one.help) for one in office.commands.commands.values()
    ]
    message = say("These commands may be written as a comment, one a comment:")
    return ActionResult(message=message, points=tuple(points), done=True)
