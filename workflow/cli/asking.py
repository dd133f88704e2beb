"""Asking at a terminal for what a step still needs. In a script nothing is asked: the missing flags are named."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click
from msgspec.structs import replace

from workflow.cli.main import complain
from workflow.desk.task import Task
from workflow.desk.wish import Wish
from workflow.language.catalog import tr
from workflow.records.command import Slot
from workflow.records.files import Files
from workflow.records.office import Named, Partner
from workflow.records.request import Channel
from workflow.render.escape import plain


def interactive() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def missing(wants: Iterable[str]) -> None:
    """End with 2, naming the flags that a script must give."""
    flags = ", ".join(f"--{want}" for want in wants)
    complain(tr("This is still missing: {flags}. See `--help` for what each takes.", flags=flags))


def ask(want: Slot, task: Task, files: Files, wish: Wish) -> Wish:
    """The wish with one more answer."""
    return replace(wish, **{want.value.replace("-", "_"): ASKED[want](task, files)})


def _to(task: Task, _: Files) -> str:
    edition = task.view.edition
    titles = {key: one.title for key, one in edition.performers.items() if key != edition.head}
    return choose(tr("To whom does the disposition go?"), titles)


def _acknowledged(task: Task, _: Files) -> str:
    people, head = task.view.office.people, task.view.edition.head
    heads = {key: one.name for key, one in people.items() if head in {role.role for role in one.roles}}
    return choose(tr("Which head took note of the delay?"), heads)


def _named(named: Mapping[str, Named | Partner]) -> dict[str, str]:
    return {key: one.name for key, one in named.items()}


ASKED: dict[Slot, Callable[[Task, Files], object]] = {
    Slot.RESULT: lambda task, _: choose(
        tr("How does the step end?"), {key: result.name for key, result in task.step.results.items()}
    ),
    Slot.TO: _to,
    Slot.INSTRUCTION: lambda _, __: text(tr("Instruction?")),
    Slot.PUBLIC_REASON: lambda _, __: text(tr("Why not? The sender reads this, not the instruction")),
    Slot.NEWS: lambda _, __: text(tr("Which article (year/name)? `redaksi draft` begins one")),
    Slot.NOTE: lambda _, __: text(tr("Why? In a sentence")),
    Slot.OUTLETS: lambda task, _: several(
        tr("Where was it published or sent? Several with commas"), _named(task.view.office.partners)
    ),
    Slot.CHANNEL: lambda _, __: Channel(
        choose(tr("How was the sender told?"), {one.value: one.value for one in Channel})
    ),
    Slot.REPORT: lambda _, __: text(tr("Number of the report?")),
    Slot.DELAY: lambda task, _: choose(tr("The norm was overrun. Why?"), _named(task.view.office.delays)),
    Slot.ACKNOWLEDGED: _acknowledged,
}
"""How each is asked, and what the answer is."""


def choose(question: str, names: dict[str, str]) -> str:
    """One of several keys, by key or by its place in the list."""
    keys = [*names]
    for place, key in enumerate(keys, 1):
        click.echo(f"  {place}. {key}" + (f"  ({plain(names[key])})" if names[key] != key else ""))
    while True:
        answer = str(click.prompt(question)).strip()
        if answer in names:
            return answer
        if answer.isdecimal() and 0 < int(answer) <= len(keys):
            return keys[int(answer) - 1]
        click.echo(tr("Please answer with a number from 1 to {count}, or with one of the words.", count=len(keys)))


def several(question: str, names: dict[str, str]) -> tuple[str, ...]:
    """Some of several keys."""
    keys = [*names]
    for place, key in enumerate(keys, 1):
        click.echo(f"  {place}. {key}  ({plain(names[key])})")
    while True:
        parts = [part.strip() for part in str(click.prompt(question)).split(",") if part.strip()]
        found = [keys[int(part) - 1] if part.isdecimal() and 0 < int(part) <= len(keys) else part for part in parts]
        if found and all(one in names for one in found):
            return tuple(dict.fromkeys(found))
        click.echo(tr("Please answer with a number from 1 to {count}, or with one of the words.", count=len(keys)))


def text(question: str, proposed: Any = None) -> str:
    """A line of text."""
    while True:
        answer = str(click.prompt(question, default=proposed)).strip()
        if answer:
            return answer
