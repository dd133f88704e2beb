"""Prompts for what a comment still lacks, with the lines to be written."""

from collections.abc import Collection, Iterable, Iterator

from workflow.chatops.parsing.command import COLONS, ParsedCommand
from workflow.config.commands import Argument, Command, CommandAction, Commands
from workflow.config.office import Office
from workflow.i18n.message import Message, say
from workflow.queries.open_requests import OpenRequest
from workflow.records.request import Channel
from workflow.rules.context import RequestView
from workflow.services.update_article import find_article_key
from workflow.sop.edition import Edition, Need

ARGUMENT_QUESTIONS: dict[Argument, Message] = {
    Argument.RESULT: say("How does the step end?"),
    Argument.TO: say("To whom does the disposition go?"),
    Argument.INSTRUCTION: say("What is the instruction?"),
    Argument.PUBLIC_REASON: say("Why not? The sender reads this; the instruction stays in the office."),
    Argument.NEWS: say("There is no article for this letter yet; begin one, or name it (year/name)."),
    Argument.NOTE: say("Why? In a sentence."),
    Argument.OUTLETS: say("Where was it published or sent?"),
    Argument.CHANNEL: say("How was the sender told?"),
    Argument.REPORT: say("What is the number of the report?"),
    Argument.DELAY: say("The step took longer than its norm. Why?"),
    Argument.ACKNOWLEDGED: say("Which head took note of the delay?"),
    Argument.UNTIL: say("When is the story to appear? A day and a time, as in 30 November 09.00"),
    Argument.REASON: say("Why? In words that the public reads"),
    Argument.STATEMENT: say("What are readers told? Of a reply, its words"),
    Argument.RESPONDENT: say("Who replies? A name or an institution, no address or number"),
    Argument.CAPACITY: say("In which capacity?"),
    Argument.RECEIVED: say("When did the reply come in? A day and a time, as in 20 November 09.50"),
}


ARGUMENTS_MISSING = say(
    "Something is still missing. Write the command again, with this; of words with “|” between them, keep one:"
)


def command_again(parsed: ParsedCommand, wants: Collection[Argument] = ()) -> str:
    """The command as it was written, with the letter that it names; dots for its own words where they are wanted."""
    rest = parsed.rest.strip()
    if not rest.strip("".join(COLONS)):
        rest = ": ..." if parsed.command.text in wants else ""
    line = f"/{parsed.word} {parsed.number}".strip()
    return line + (rest if rest.startswith(COLONS) else f" {rest}").rstrip()


def argument_lines(wants: Iterable[Argument], office: Office, edition: Edition, command: Command) -> Iterator[str]:
    """A line for each thing that is missing, to be written below the command, with the words to choose from."""
    for want in wants:
        name = office.commands.line_of(want)
        if name:
            yield f"{name}: {' | '.join(_choices(want, office, edition, command)) or '...'}"


def next_comments(commands: Commands, at: OpenRequest, view: RequestView) -> Iterator[str]:
    """The comments that the next step, or a hold, can be ended with. An article is begun once."""
    if at.due is None:
        yield from (one.example for one in commands.commands.values() if one.does is CommandAction.RESUME)
        return
    for key, command in commands.commands.items():
        if command.does not in (CommandAction.STEP, CommandAction.DRAFT) or at.step.number not in command.steps:
            continue
        if command.does is CommandAction.DRAFT and (
            view.record.news or find_article_key(view.office.files, view.record.id)
        ):
            continue
        yield _blank_example(key, command)
        shown = {result for word, result in command.results.items() if word in command.example.split(":")[0].split()}
        for word, result in command.results.items():
            if result in at.step.results and result not in shown:
                shown.add(result)
                in_words = {Need.NOTE, Need.DISPOSITION}.intersection(at.step.results[result].needs)
                yield f"/{key} {word}: ..." if in_words else f"/{key} {word}"


def _blank_example(key: str, command: Command) -> str:
    """A command's example without what somebody else said in it; dots say nothing."""
    said, colon, _ = command.example.partition(":")
    return f"/{key} ..." if command.does is CommandAction.DRAFT else f"{said}: ..." if colon else said


def _choices(want: Argument, office: Office, edition: Edition, command: Command) -> list[str]:
    heads = [key for key, one in office.people.items() if edition.head in {role.role for role in one.roles}]
    spoken = command.spoken()
    return {
        Argument.RESULT: [spoken[result] for result in dict.fromkeys(command.results.values())],
        Argument.TO: [key for key in edition.performers if key != edition.head],
        Argument.OUTLETS: [*office.partners],
        Argument.CHANNEL: [spoken.get(one.value, one.value) for one in Channel],
        Argument.DELAY: [*office.delays],
        Argument.ACKNOWLEDGED: heads,
    }.get(want, [])
