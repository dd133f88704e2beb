"""What a comment still lacks, with the lines that would say it."""

from collections.abc import Iterable, Iterator

from workflow.desk.task import Task
from workflow.desk.wish import Want
from workflow.language.message import Message, say
from workflow.records.command import Command, Commands, Slot
from workflow.records.request import Channel

ASKED: dict[Want, Message] = {
    Want.RESULT: say("How does the step end?"),
    Want.TO: say("To whom does the disposition go?"),
    Want.INSTRUCTION: say("What is the instruction?"),
    Want.NEWS: say("There is no article for this letter yet; begin one, or name it (year/name)."),
    Want.NOTE: say("Why? In a sentence."),
    Want.OUTLETS: say("Where was it published or sent?"),
    Want.CHANNEL: say("How was the sender told?"),
    Want.REPORT: say("What is the number of the report?"),
    Want.DELAY: say("The step took longer than its norm. Why?"),
    Want.ACKNOWLEDGED: say("Which head took note of the delay?"),
}


def lines_for(wants: Iterable[Want], task: Task, command: Command, commands: Commands) -> Iterator[str]:
    """A line for each thing that is missing, to be written below the command, with the words to choose from."""
    for want in wants:
        name = commands.line_of(Slot(want.value))
        if name:
            yield f"{name}: {' | '.join(_choice(want, task, command)) or '...'}"


def _choice(want: Want, task: Task, command: Command) -> list[str]:
    office, edition = task.view.office, task.view.edition
    heads = [key for key, one in office.people.items() if edition.head in {role.role for role in one.roles}]
    spoken = {result: word for word, result in reversed(command.results.items())}
    return {
        Want.RESULT: [spoken.get(key, key) for key in task.step.results],
        Want.TO: [key for key in edition.performers if key != edition.head],
        Want.OUTLETS: [*office.partners],
        Want.CHANNEL: [one.value for one in Channel],
        Want.DELAY: [*office.delays],
        Want.ACKNOWLEDGED: heads,
    }.get(want, [])
