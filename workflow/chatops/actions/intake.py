"""A letter from an issue into the agenda: once, under a number that nobody else has."""

import re

from msgspec.structs import replace

from workflow.chatops.actions.edited_issue import issue_history
from workflow.chatops.actions.prompts import ARGUMENT_QUESTIONS, ARGUMENTS_MISSING, argument_lines
from workflow.chatops.event.context import EventContext
from workflow.chatops.event.dispatch import command_example
from workflow.chatops.event.result import ActionResult
from workflow.chatops.event.target_branch import BRANCH_PREFIX
from workflow.chatops.event.trailers import TrailerIndex, issue_line
from workflow.chatops.parsing.bind_arguments import bind_arguments
from workflow.chatops.parsing.command import ParsedCommand
from workflow.chatops.parsing.letter_form import read_letter
from workflow.config.commands import CommandAction
from workflow.config.office import Office
from workflow.forge.event import Event
from workflow.git.remote_branches import RemoteBranches
from workflow.i18n.dates import local_time
from workflow.i18n.message import say
from workflow.records.agenda_numbers import HIGHEST_NUMBER, highest_allowed
from workflow.records.letter_number import names_letter
from workflow.records.paths import request_path
from workflow.services.errors import RefusedError
from workflow.services.inputs import LetterInput
from workflow.services.register_letter import missing_delay_arguments, next_number, register_letter

LETTER_INCOMPLETE = say(
    "The letter cannot be entered yet. Mend this in the issue (Edit), then write the command below:"
)
LETTER_INCOMPLETE_FOR_SENDER = say(
    "The letter cannot be entered yet. Mend this in the issue (Edit), then have it looked at again with the command "
    "below; an officer of the office enters it."
)
AGENDA_NUMBER = re.compile(r"20\d\d-\d{4}", re.ASCII)


def entered_number(traces: TrailerIndex, main: str, event: Event, server: str) -> str:
    """The number under which an issue's letter was entered; "" where it was not yet. Raises RefusedError."""
    commits = (main, *traces.branches.below(BRANCH_PREFIX).values())
    return traces.number_of(issue_line(event, server), commits, int(_opened_at(event)))


def enter_letter(office: Office, setting: EventContext, event: Event, person: str, said: ParsedCommand) -> ActionResult:
    """The letter of an issue entered in the agenda by a person, or only looked at. Raises RefusedError."""
    letter = read_letter(event.letter, office, int(_opened_at(event)))
    if isinstance(letter, list):
        message = LETTER_INCOMPLETE if person else LETTER_INCOMPLETE_FOR_SENDER
        return ActionResult(
            message=message, points=tuple(letter), lines=(command_example(office, CommandAction.REGISTER),)
        )
    if not person:
        message = say("The letter is complete. An officer enters it in the agenda by writing:")
        return ActionResult(message=message, lines=(command_example(office, CommandAction.REGISTER),))
    at = int(event.at.timestamp())
    edition = office.edition_on(local_time(letter.received, office.zone).date())
    if edition:
        wish = bind_arguments(said, office, edition)
        letter = replace(letter, delay=wish.delay, acknowledged_by=wish.acknowledged_by)
        wants = missing_delay_arguments(office, letter, at)
        if wants:
            lines = (f"/{said.word}", *argument_lines(wants, office, edition, said.command))
            return ActionResult(
                message=ARGUMENTS_MISSING, points=tuple(ARGUMENT_QUESTIONS[want] for want in wants), lines=lines
            )
    _must_not_be_on_a_branch(setting.branches, letter)
    history = issue_history(setting.forge, event)
    told = history.said(office.zone)
    number, change = register_letter(
        office.files, office, letter, person, at, _free_number(office, setting.branches, at)
    )
    return ActionResult(
        message=change.title,
        change=change,
        number=number,
        done=True,
        points=(told,) if told else (),
        trailers=(*history.trailers(),),
    )


def _must_not_be_on_a_branch(branches: RemoteBranches, letter: LetterInput) -> None:
    """A letter that an open branch holds is registered, though main does not know it. Raises RefusedError."""
    for branch, head in branches.below(BRANCH_PREFIX).items():
        number = branch.removeprefix(BRANCH_PREFIX)[:9]
        text = branches.read(head, request_path(number)) if AGENDA_NUMBER.fullmatch(number) else ""
        if names_letter(text, letter.number, letter.sender):
            path = request_path(number)
            raise RefusedError(say("This letter is registered already, as {id} ({path}).", id=number, path=path))


def _free_number(office: Office, branches: RemoteBranches, at: int) -> str:
    """A number that neither main nor an open branch has. Two who ask at once get the same: the later push fails."""
    year, number = next_number(office.files, office, at).split("-")
    names = [name.removeprefix(BRANCH_PREFIX)[:9] for name in branches.below(f"{BRANCH_PREFIX}{year}-")]
    most = highest_allowed(office.files, int(year))  # a branch named 2026-9999 does not end the year's numbering
    waiting = [int(name[5:]) for name in names if name[5:].isdecimal() and int(name[5:]) <= most]
    return f"{year}-{min(max([int(number), *(one + 1 for one in waiting)]), HIGHEST_NUMBER):04}"


def _opened_at(event: Event) -> float:
    return (event.opened or event.at).timestamp()
