"""What the handbook's templates know of an office: its SOP, roles, hours, commands and lists."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from workflow.config.commands import Argument, Command, CommandAction
from workflow.config.office import Office
from workflow.config.pages.office_words import special_hours, usual_hours, zone_word
from workflow.config.policy import Level
from workflow.handbook.authority_table import authority_table
from workflow.i18n.catalog import format_choice, format_duration
from workflow.sop.edition import Edition, Need, Norm, Result, Step

PROGRAM_FILE = "workflow/handbook/facts.py"
"""A folder that holds this file is the program's own, with its sample office."""
GLOSSARY = "GLOSSARY.md"
PICTURES = "docs/pictures/"
PROGRAM_PICTURES = f"workflow/defaults/{PICTURES}"
"""Where the pictures lie of an office that has none of its own; in the program's folder they are linked to there."""
MINUTES_PER_HOUR = 60
ENTRY_NEEDS = (Need.CONTENT, Need.OUTLETS, Need.NOTICE, Need.REPORT)
"""What is recorded in the entry itself."""


class Comment(Struct, frozen=True):
    """How a step, or one of its results, is entered by a comment."""

    words: str
    result: str = ""
    """The result's key; "" where the command is about the step as a whole."""
    asks_note: bool = False
    asks_instruction: bool = False
    public_reason: str = ""
    """How the line begins that gives the sender the reason; "" where the result needs none."""
    help: str = ""
    """What the command is for."""


class StepFacts(Struct, frozen=True):
    """A step as the handbook's tables show it."""

    number: int
    activity: str
    performer: str
    """The words of the proper role."""
    alternates: str
    not_by: str
    """The numbers of the steps whose performer may not do this one, as a choice; "" without any."""
    norm: str
    statuses: tuple[str, ...]
    needs: frozenset[str]
    has_result: bool
    """Whether the entry says which of several results it had."""
    fields: tuple[str, ...]
    """What the entry holds beside who, when and the result."""
    comments: tuple[Comment, ...]


def office_facts(office: Office) -> dict[str, Any]:
    """The values by the names under which templates have them. Spoken in the language that is set."""
    edition = office.editions[-1]
    steps = [_step_facts(office, edition, step) for step in edition.steps]
    is_program = office.files.size(PROGRAM_FILE) is not None
    return {
        "office": office.identity,
        "edition": edition,
        "steps": steps,
        "total": format_duration(edition.total * 60),
        "by": {need.value: next((one for one in steps if need.value in one.needs), None) for need in Need},
        **_command_facts(office, edition),
        "head": role_words(edition.head),
        "approvers": format_choice(tuple(map(role_words, _approvers(edition)))),
        "roles": {role_words(key): one.title for key, one in edition.performers.items()},
        "hours": usual_hours(office.calendar.file),
        "special_hours": special_hours(office.calendar.file),
        "zone": zone_word(office.calendar.file),
        "policy": office.policy,
        "strict": [f"{step.number}: {level}" for step, level in _strict(edition)],
        "writing": office.writing,
        "categories": [*office.categories],
        "delays": [*office.delays],
        "authority": authority_table(office),
        "is_program": is_program,
        "pictures": PROGRAM_PICTURES if is_program else PICTURES,
        "has_glossary": office.files.size(GLOSSARY) is not None,
    }


def _command_facts(office: Office, edition: Edition) -> dict[str, Any]:
    """The words of the commands: by what they do, of a step, of a line."""
    commands = office.commands
    known = {
        one.does: CommandFacts(
            f"/{word}", one.example, {slot.value: name for name, slot in reversed(one.lines.items())}
        )
        for word, one in reversed(commands.commands.items())
    }
    steps = {
        number: f"/{word}"
        for word, one in reversed(commands.commands.items())
        if one.does is CommandAction.STEP and not one.results
        for number in one.steps
    }
    news = next((step.number for step in edition.steps if step.leaves(Need.NEWS)), 0)
    acts = [f"`{known[act].word}`" for act in STORY_ACTS if act in known]
    return {
        "command": {one.value.replace("-", "_"): known.get(one) for one in CommandAction},
        "line": {one.value.replace("-", "_"): commands.line_of(one) or one.value for one in Argument},
        "commented": any(one.steps for one in commands.commands.values()),
        "finish_draft": steps.get(news, ""),
        "late_command": steps[min(steps)] if steps else "",
        "acts": ", ".join(acts),
    }


STORY_ACTS = (
    CommandAction.CORRECTION,
    CommandAction.WITHDRAWAL,
    CommandAction.REPUBLICATION,
    CommandAction.EMBARGO,
    CommandAction.UPDATE,
    CommandAction.REPLY,
    CommandAction.EXPIRY,
)


class CommandFacts(Struct, frozen=True):
    """A command that is about no step alone."""

    word: str
    example: str
    lines: dict[str, str]
    """How a line begins, by what it gives."""


def role_words(key: str) -> str:
    """A role as running text names it: "kepala dinas" of `kepala-dinas`."""
    return key.replace("-", " ")


def norm_words(norm: Norm) -> str:
    """A norm as the SOP's table has it: "3 jam", "15-30 menit"."""
    most = format_duration(norm.max * 60)
    if norm.min == norm.max:
        return most
    least = str(norm.min) if norm.max < MINUTES_PER_HOUR else format_duration(norm.min * 60)
    return f"{least}\N{EN DASH}{most}"


def _strict(edition: Edition) -> Iterator[tuple[Step, Level]]:
    """Steps of which an office may want more evidence, and which."""
    for step in edition.steps:
        if step.decides or step.leaves(Need.CONTENT):
            yield step, Level.SIGNED if step.decides else Level.REVIEWED


def _approvers(edition: Edition) -> tuple[str, ...]:
    """Who may correct or withdraw a published story: whoever may approve texts, and the head."""
    roles = (role for step in edition.steps if step.leaves(Need.CONTENT) for role in step.roles)
    return tuple(dict.fromkeys((*roles, edition.head)))


def _step_facts(office: Office, edition: Edition, step: Step) -> StepFacts:
    return StepFacts(
        number=step.number,
        activity=step.activity,
        performer=role_words(step.performer),
        alternates=format_choice(tuple(map(role_words, step.alternates))),
        not_by=format_choice(tuple(map(str, step.not_by))),
        norm=norm_words(step.norm),
        statuses=tuple(dict.fromkeys(result.status for result in step.results.values())),
        needs=frozenset(need.value for need in Need if step.leaves(need)),
        has_result=len(step.results) > 1 and not step.decides,
        fields=tuple(need.value for need in ENTRY_NEEDS if step.leaves(need)),
        comments=tuple(_comments(office, edition, step)),
    )


def _comments(office: Office, edition: Edition, step: Step) -> Iterator[Comment]:
    """The commands of a step: one for each result where it has several, else as the office's example has it."""
    for word, command in office.commands.commands.items():
        if step.number not in command.steps:
            continue
        if not command.results:
            yield Comment(command.example, help=command.help)
        for key, result in step.results.items():
            if said := next((one for one, meant in command.results.items() if meant == key), ""):
                yield _comment(office, edition, f"/{word} {said}", command, (key, result))


def _comment(office: Office, edition: Edition, words: str, command: Command, meant: tuple[str, Result]) -> Comment:
    key, result = meant
    if command.example.startswith((f"{words} ", f"{words}:")):
        return Comment(command.example, key)
    decides = Need.DISPOSITION in result.needs
    reason = office.commands.line_of(Argument.PUBLIC_REASON) if edition.tells_sender_after(result) else ""
    return Comment(words, key, Need.NOTE in result.needs, decides, reason if decides else "")
