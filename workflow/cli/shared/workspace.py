"""What the commands share that change records here: who works, the change as a diff, its commit, the next step."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from msgspec import Struct

from workflow.cli.shared import prompts
from workflow.cli.shared.prompts import Choice
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.git.worktree import git_setting
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import say
from workflow.input.vocabularies import people
from workflow.queries.open_requests import load_request
from workflow.records.file_source import Files
from workflow.records.paths import request_path
from workflow.reporters.escape import printable
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.identity import identity_of, person_of
from workflow.services.transaction import exclusive_transaction

Prepared = TypeVar("Prepared")


class CommitOptions(Struct, frozen=True, kw_only=True):
    """What every command that changes records takes."""

    yes: bool
    """Do not ask whether the change is right."""
    dry_run: bool
    """Show the change and write nothing."""


def must_be_ready(root: Path, *paths: str) -> None:
    """Before anything is asked: tidy up after a change that was cut off, and look whether one can be entered here.

    `paths`: files that must be committed as they lie here. Raises RefusedError with the way out.
    """
    with exclusive_transaction(root, _waiting) as desk:
        if desk.recovered:
            click.echo(translate(desk.recovered), err=True)
        desk.must_be_free()
        desk.must_be_committed(paths)


def _waiting() -> None:
    click.echo(tr("Another change is being made here just now; waiting for it."), err=True)


def acting_person(root: Path, office: Office, given: str | None) -> str:
    """The person that works here; at a terminal asked for where nobody can be known. Raises RefusedError."""
    choice = Choice(tr("Who are you?"), people(office))
    if given is not None:
        return prompts.known_choice("as", choice, given)
    try:
        return person_of(office, git_setting(root, "user", "email"))
    except RefusedError as error:
        if not prompts.interactive():
            raise
        click.echo(translate(error.message))
        return choice.ask()


def change_as_diff(files: Files, change: PreparedChange) -> str:
    """What changes, as a reviewer will read it."""
    lines: list[str] = []
    for path, text in change.texts.items():
        before = (files.read(path) or b"").decode("utf-8", "replace")
        lines += difflib.unified_diff(
            before.splitlines(),
            text.splitlines(),
            f"a/{path}" if before else "/dev/null",
            f"b/{path}",
            lineterm="",
            n=2,
        )
    lines += [tr("committed along: {path}", path=path) for path in change.along if path not in change.texts]
    return "\n".join(printable(line) for line in lines)


def prepared_alone(root: Path, make: Callable[[], Prepared]) -> Prepared:
    """What `make` prepares while nobody else writes here: it reads the same files several times.

    Raises RefusedError.
    """
    with exclusive_transaction(root):
        return make()


def confirm_and_commit(
    root: Path,
    office: Office,
    person: str,
    make: Callable[[], PreparedChange],
    options: CommitOptions,
    now: int | None,
    before: Files | None = None,
) -> None:
    """Show the change, ask, commit. `now`: the time to judge by, if given; `before`: what it differs from."""
    change = prepared_alone(root, make)
    click.echo(change_as_diff(before or office.files, change))
    if options.dry_run:
        return
    sure = options.yes or not prompts.interactive() or prompts.confirm(tr("Enter this?"))
    if not sure:
        complain(tr("Nothing was entered."))
    commit = commit_as(root, office, person, make, change, now)
    click.echo(tr("entered as {name}: commit {commit}", name=office.people[person].name, commit=commit))


def commit_as(
    root: Path,
    office: Office,
    person: str,
    make: Callable[[], PreparedChange],
    shown: PreparedChange | None,
    at: int | None = None,
) -> str:
    """Make a change while nobody else can, write it and commit it as a person; the commit's short id.

    `shown`: what the person has seen and agreed to; the change must still be the same.
    `at`: the time to judge by, where one was given; Git's hooks judge by it too.
    """
    with exclusive_transaction(root) as desk:
        change = make()
        if shown is not None and change != shown:
            raise RefusedError(say("Somebody else changed this meanwhile. Nothing was entered; repeat the command."))
        return desk.commit(change, identity_of(office, person), translate(change.title), at)


def print_next_step(office: Office, number: str, at: int, done: int) -> None:
    """Whose turn it is now; a step that comes again was put off, which does not stop its clock."""
    view = load_request(office.files, request_path(number), office, at)
    step = view.walk.next if view else None
    if view is None or step is None:
        return
    role = view.edition.performers[step.performer].title
    click.echo(tr("next: step {number}, {activity} ({role})", number=step.number, activity=step.activity, role=role))
    if step.number == done and not any(one.until is None for one in view.record.holds):
        reason = tr("REASON")
        example = f'redaksi step {number} --pause "{reason}"'
        click.echo(tr("The clock goes on. While the office waits for the sender, stop it: {example}", example=example))
