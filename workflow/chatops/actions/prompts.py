"""What a comment still lacks, with the lines that would say it."""

from collections.abc import Iterable, Iterator

from workflow.config.commands import Command, Commands, Doing, Slot
from workflow.config.office import Office
from workflow.i18n.message import Message, say
from workflow.queries.open_requests import Progress
from workflow.records.request import Channel
from workflow.rules.context import RequestView
from workflow.services.update_article import article_of
from workflow.sop.edition import Edition, Need

ASKED: dict[Slot, Message] = {
    Slot.RESULT: say("How does the step end?"),
    Slot.TO: say("To whom does the disposition go?"),
    Slot.INSTRUCTION: say("What is the instruction?"),
    Slot.PUBLIC_REASON: say("Why not? The sender reads this; the instruction stays in the office."),
    Slot.NEWS: say("There is no article for this letter yet; begin one, or name it (year/name)."),
    Slot.NOTE: say("Why? In a sentence."),
    Slot.OUTLETS: say("Where was it published or sent?"),
    Slot.CHANNEL: say("How was the sender told?"),
    Slot.REPORT: say("What is the number of the report?"),
    Slot.DELAY: say("The step took longer than its norm. Why?"),
    Slot.ACKNOWLEDGED: say("Which head took note of the delay?"),
    Slot.UNTIL: say("When is the story to appear? A day and a time, as in 30 November 09.00"),
    Slot.REASON: say("Why? In words that the public reads"),
}


LACKING = say(
    "Something is still missing. Write the command again, with this; of words with “|” between them, keep one:"
)


def lines_for(wants: Iterable[Slot], office: Office, edition: Edition, command: Command) -> Iterator[str]:
    """A line for each thing that is missing, to be written below the command, with the words to choose from."""
    for want in wants:
        name = office.commands.line_of(want)
        if name:
            yield f"{name}: {' | '.join(_choice(want, office, edition, command)) or '...'}"


def ways_on(commands: Commands, at: Progress, view: RequestView) -> Iterator[str]:
    """The comments that the next step, or a hold, can be ended with. An article is begun once."""
    if at.due is None:
        yield from (one.example for one in commands.commands.values() if one.does is Doing.RESUME)
        return
    for key, command in commands.commands.items():
        if command.does not in (Doing.STEP, Doing.DRAFT) or at.step.number not in command.steps:
            continue
        if command.does is Doing.DRAFT and (view.record.news or article_of(view.office.files, view.record.id)):
            continue
        yield _blank(key, command)
        shown = {result for word, result in command.results.items() if word in command.example.split(":")[0].split()}
        for word, result in command.results.items():
            if result in at.step.results and result not in shown:
                shown.add(result)
                in_words = {Need.NOTE, Need.DISPOSITION}.intersection(at.step.results[result].needs)
                yield f"/{key} {word}: ..." if in_words else f"/{key} {word}"


def _blank(key: str, command: Command) -> str:
    """A command's example without what somebody else said in it; dots say nothing."""
    said, colon, _ = command.example.partition(":")
    return f"/{key} ..." if command.does is Doing.DRAFT else f"{said}: ..." if colon else said


def _choice(want: Slot, office: Office, edition: Edition, command: Command) -> list[str]:
    heads = [key for key, one in office.people.items() if edition.head in {role.role for role in one.roles}]
    spoken = command.spoken()
    return {
        Slot.RESULT: [spoken[result] for result in dict.fromkeys(command.results.values())],
        Slot.TO: [key for key in edition.performers if key != edition.head],
        Slot.OUTLETS: [*office.partners],
        Slot.CHANNEL: [spoken.get(one.value, one.value) for one in Channel],
        Slot.DELAY: [*office.delays],
        Slot.ACKNOWLEDGED: heads,
    }.get(want, [])
