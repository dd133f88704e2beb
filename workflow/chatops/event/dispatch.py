"""Dispatches an event: to the command in a comment, to the letter in an issue, or to the step that a review is."""

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
from workflow.i18n.message import Message, say
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
    """A command, the answer to one that cannot be done, or None where nothing was asked for."""
    event = replace(event, text=without_images(event.text))
    if event.kind is EventKind.REVIEW:
        return _read_review(event, office, due)
    parsed = read_command(event.text, office.commands, due)
    if event.kind is EventKind.ISSUE:
        entering = register_command(office)
        if entering and is_letter(event.letter):
            return entering
        return (
            None if parsed is None or isinstance(parsed, WithinSentence) else ActionResult(message=NOT_A_LETTER_ISSUE)
        )
    if parsed is None:
        line = with_slash(event.text, office, due)
        return MissingSlash(line) if line else None
    return (
        parsed if isinstance(parsed, (ParsedCommand, WithinSentence)) else _explain_parse_failure(parsed, office, due)
    )


def may_be_request(event: Event) -> bool:
    """Whether something may have been asked for, by somebody who cannot be answered in the office's words."""
    is_deciding = event.state in (APPROVED, CHANGES_REQUESTED)
    meant = {EventKind.REVIEW: is_deciding, EventKind.ISSUE: is_letter(event.letter), EventKind.COMMENT: False}
    return meant[event.kind] or read_command(without_images(event.text), Commands()) is not None


def _read_review(event: Event, office: Office, due: StepLookup) -> EventMeaning:
    """What a review asks for: the step that it decides upon with its words, and nothing that they say besides."""
    texts = (event.text, *event.remarks)
    in_text = next((one for text in texts if (one := read_command(text, office.commands, due))), None)
    decided = next(_deciding_commands(office, approves=event.state != CHANGES_REQUESTED), None)
    if event.state not in (APPROVED, CHANGES_REQUESTED, DISMISSED):
        return _read_undecided_review(in_text, office)
    if decided is None or event.state == DISMISSED:
        return decided
    if not _agrees(in_text, decided, office):
        return ActionResult(message=REVIEW_CONTRADICTS_ITSELF[event.state], lines=_as_comment_lines(in_text))
    return _with_words(decided, in_text if isinstance(in_text, ParsedCommand) else None, event, office)


def _read_undecided_review(in_text: ParseResult, office: Office) -> EventMeaning:
    """What is said of a review that decides nothing."""
    if in_text is None or isinstance(in_text, WithinSentence):
        return in_text
    return ActionResult(
        message=WRITE_AS_COMMENT, lines=_as_comment_lines(in_text) or (command_example(office, CommandAction.HELP),)
    )


def _as_comment_lines(in_text: ParseResult) -> tuple[str, ...]:
    """The command in a review as it would be written as a comment."""
    match in_text:
        case ParsedCommand():
            return (f"/{in_text.word} {in_text.rest}".strip(),)
        case NotOnOwnLine():
            return (in_text.line,)
    return ()


def _agrees(in_text: ParseResult, decided: ParsedCommand, office: Office) -> bool:
    """Whether a review's own text commands nothing else than what the review decides."""
    if isinstance(in_text, NotOnOwnLine):
        in_text = read_command(in_text.line, office.commands)
    if isinstance(in_text, ParsedCommand):
        result = decided.values[Argument.RESULT]
        return in_text.word == decided.word and in_text.values.get(Argument.RESULT, result) == result
    return not isinstance(in_text, SeveralCommands)


def _with_words(decided: ParsedCommand, in_text: ParsedCommand | None, event: Event, office: Office) -> ParsedCommand:
    """The step that a review decides upon, with all that its writer says there: of single lines, where nothing else."""
    values = dict(in_text.values) if in_text else {}
    slot = decided.command.text or Argument.NOTE
    words = join_lines([in_text.above, values.get(slot, "")]) if in_text else own_words(event.text, office.commands)
    words = words or join_lines(own_words(one, office.commands) for one in event.remarks)
    values |= {**decided.values, **({slot: words} if words else {})}
    return replace(decided, values=values, number=in_text.number if in_text else "")


def _explain_parse_failure(
    failure: UnknownCommand | SeveralCommands | NotOnOwnLine | CommentTooLong, office: Office, due: StepLookup
) -> ActionResult:
    """What is said to a colleague whose words are no command that can be done."""
    if isinstance(failure, SeveralCommands):
        return ActionResult(
            message=say("One command a comment, please. Nothing was entered; write each as one of its own.")
        )
    if isinstance(failure, CommentTooLong):
        return ActionResult(message=COMMENT_IS_TOO_LONG)
    if isinstance(failure, NotOnOwnLine):
        return ActionResult(message=NEEDS_ITS_OWN_LINE, lines=(failure.line,))
    return ActionResult(
        message=say("`/{word}` is no command. Perhaps this was meant:", word=failure.word),
        lines=(_suggested_command(failure, office, due),),
    )


def _suggested_command(unknown: UnknownCommand, office: Office, due: StepLookup) -> str:
    """The command that may have been meant; of a result's word only one that can be done at the step at hand."""
    having = {key: one for key, one in office.commands.commands.items() if unknown.word in one.results}
    step = due("") if having else None
    able = (key for key, one in having.items() if step is None or step in one.steps)
    close = (
        office.commands.commands[unknown.close].example
        if unknown.close
        else command_example(office, CommandAction.HELP)
    )
    return next(
        (f"/{key} {unknown.word}" for key in able), command_example(office, CommandAction.STATUS) if having else close
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


def _help(command: Command) -> Message:
    if not command.steps:
        return say("{example} : {help}", example=command.example, help=command.help)
    steps = ", ".join(map(str, command.steps))
    return say("{example} : {help} (step {steps})", example=command.example, help=command.help, steps=steps)


def help_result(office: Office) -> ActionResult:
    """All commands, with what they do."""
    points = [_help(one) for one in office.commands.commands.values()]
    message = say("These commands may be written as a comment, one a comment:")
    return ActionResult(message=message, points=tuple(points), done=True)
