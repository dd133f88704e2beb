"""What the commands of the desk share: who works here, what changes, how it is entered."""

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from workflow.cli import asking
from workflow.desk.change import Change
from workflow.desk.committing import at_the_desk
from workflow.desk.persons import identity_of, person_of
from workflow.desk.refusal import RefusedError
from workflow.history.desk import setting
from workflow.language.catalog import fill, tr
from workflow.language.message import say
from workflow.records.files import Files
from workflow.records.office import Office
from workflow.render.escape import plain


def tidy(root: Path) -> None:
    """Tidy up after a change that was cut off, before anything is read, and say what was done."""
    with at_the_desk(root) as desk:
        if desk.tidied:
            click.echo(fill(desk.tidied), err=True)


def whoever(root: Path, office: Office, given: str | None) -> str:
    """The person that works here."""
    return person_of(office, setting(root, "user", "email"), given)


def difference(files: Files, change: Change) -> str:
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
    return "\n".join(plain(line) for line in lines)


def settle(
    root: Path,
    office: Office,
    person: str,
    make: Callable[[], Change],
    flags: Mapping[str, Any],
    before: Files | None = None,
) -> bool:
    """Show the change, ask, commit; whether it was entered. `before`: the files that it differs from."""
    change = make()
    click.echo(difference(before or office.files, change))
    if flags["dry_run"]:
        return False
    sure = flags["yes"] or not asking.interactive() or click.confirm(tr("Enter this?"), default=True)
    if not sure:
        click.echo(tr("Nothing was entered."))
        return False
    made = enter(root, office, person, make, change)
    click.echo(tr("entered as {name}: commit {commit}", name=office.people[person].name, commit=made))
    return True


def enter(
    root: Path,
    office: Office,
    person: str,
    make: Callable[[], Change],
    shown: Change | None,
) -> str:
    """Make a change while nobody else can, write it and commit it as a person; the commit's short id.

    `shown`: what the person has seen and agreed to; the change must still be the same.
    """
    with at_the_desk(root) as desk:
        change = make()
        if shown is not None and change != shown:
            raise RefusedError(say("Somebody else changed this meanwhile. Nothing was entered; repeat the command."))
        return desk.commit(change, identity_of(office, person), fill(change.title))
