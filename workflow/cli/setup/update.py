"""`redaksi update`: an office's generated files as this version of the program makes them."""

import difflib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from workflow.cli.shared import prompts
from workflow.cli.shared.errors import sound_office
from workflow.cli.shared.options import root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office
from workflow.engine.check_office import check_office
from workflow.git.worktree import CommitError, commit_paths, uncommitted_paths
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import mark
from workflow.reporters.escape import printable
from workflow.scaffold.changes import BESIDE, Action, Change, apply, changes, obstructed, version_key
from workflow.scaffold.generated import PINNED, generated_files
from workflow.scaffold.inventory import Inventory, InventoryError, read_inventory
from workflow.scaffold.program import Program, ProgramError, program_of
from workflow.text.finding import ExitCode, Severity

HEADINGS: dict[Action, str] = {
    Action.ADD: mark("new:"),
    Action.REPLACE: mark("changes:"),
    Action.REMOVE: mark("goes:"),
    Action.KEEP: mark("changed by you, and kept; the new one is laid beside it:"),
}
"""What is said above the files of each kind."""
HASH_LINES = ("    --hash", "    # ")
"""Lines of a pinned set that nobody reads."""
MESSAGE = "Berkas buatan program diperbarui: redaksi {version}"


@click.command(
    "update", help=tr("Show how this version of the program makes the office's generated files; write them.")
)
@root_option
@click.option(
    "--check", "only_check", is_flag=True, help=tr("Write nothing; leave with 1 when there is something to do.")
)
@click.option("--yes", is_flag=True, help=tr("Write without asking."))
@click.option("--commit", is_flag=True, help=tr("Commit what was written, in one commit."))
@click.option("--wheel", metavar="FILE|URL", help=tr("The program as a wheel, where it is not on PyPI."))
def command(root: Path, *, only_check: bool, yes: bool, commit: bool, wheel: str | None) -> None:
    """Compare, show, ask, write. Records and the office's own lists are never touched."""
    inventory, program = _usable(root, wheel)
    office, now = sound_office(root), int(time.time())
    made = generated_files(office, program, now)
    found = changes(root, inventory, made)
    if not found and inventory.version == program.version:
        click.echo(tr("Nothing to do: the generated files are those of version {version}.", version=program.version))
        return
    if inventory.version == program.version:
        click.echo(tr("What is made of the office's lists changes with them:"))
    else:
        click.echo(tr("From version {old} to {new}:", old=inventory.version, new=program.version))
    for line in _shown(found):
        click.echo(line)
    if only_check:
        sys.exit(ExitCode.FINDINGS)
    _must_be_writable(root, found)
    if not (yes or (prompts.interactive() and prompts.confirm(tr("Write this?")))):
        complain(tr("Nothing was written. Add --yes to write without being asked."))
    written = apply(root, found, made, program.version)
    if commit:
        _commit(root, written, program)
    sys.exit(_told(root, found, now, committed=commit))


def _usable(root: Path, wheel: str | None) -> tuple[Inventory, Program]:
    """The inventory and the program; ends the program where it is older than the office's, or one cannot be used."""
    try:
        inventory, program = read_inventory(root), program_of(wheel)
    except (InventoryError, ProgramError) as error:
        complain(translate(error.message))
    if version_key(program.version) < version_key(inventory.version):
        complain(
            tr(
                "The office's files are of version {newer}, and this program is {older}: install the newer one first.",
                newer=inventory.version,
                older=program.version,
            )
        )
    return inventory, program


def _must_be_writable(root: Path, found: list[Change]) -> None:
    """What an update writes over can be got back from Git, and can be written. The office's own lists may wait."""
    if stands := obstructed(root, found):
        complain(
            tr(
                "Here stands a folder (or a file in the place of one) where a file is to be written: {paths}. Move it "
                "away first; nothing was written.",
                paths=", ".join(map(printable, stands[:5])),
            )
        )
    if dirty := uncommitted_paths(root, [change.path for change in found if change.action is not Action.KEEP]):
        complain(
            tr(
                "These files have changes that are not committed, and would be written over: {paths}. Commit them "
                "first; nothing was written.",
                paths=", ".join(map(printable, dirty[:5])),
            )
        )


def _shown(found: list[Change]) -> Iterator[str]:
    """Which files are what, and below that how their lines differ."""
    for action, heading in HEADINGS.items():
        paths = [change.path for change in found if change.action is action]
        if paths:
            yield tr(heading)
            yield from (f"  {printable(path)}{_why(path) if action is Action.REPLACE else ''}" for path in paths)
    for change in found:
        if change.action not in (Action.ADD, Action.REMOVE):
            yield from map(printable, _difference(change))


def _why(path: str) -> str:
    """Why a file is replaced even where the office changed it."""
    return " " + tr("(follows the program, also where you changed it)") if path.startswith(PINNED) else ""


def _difference(change: Change) -> Iterator[str]:
    before, after = (_lines(change.path, data) for data in (change.before, change.after))
    names = f"a/{change.path}", f"b/{change.written_to}"
    yield from difflib.unified_diff(before, after, *names, lineterm="", n=1)


def _lines(path: str, data: bytes | None) -> list[str]:
    """A file's lines as they are compared by people; of what is no text there are none."""
    try:
        lines = (data or b"").decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    return [line for line in lines if not line.startswith(HASH_LINES)] if path.startswith(PINNED) else lines


def _commit(root: Path, written: list[str], program: Program) -> None:
    try:
        commit_paths(root, written, MESSAGE.format(version=program.version))
    except CommitError as error:
        complain(tr("It is written, but Git did not take the commit: {reason}", reason=printable(str(error))))


def _told(root: Path, found: list[Change], now: int, *, committed: bool) -> ExitCode:
    """What is left to do, and whether the office is still valid for this program."""
    for change in found:
        if change.action is Action.KEEP:
            click.echo(
                tr(
                    "Compare {path} with {new}: take over what you want, then delete the second.",
                    path=printable(change.path),
                    new=printable(change.path + BESIDE),
                )
            )
    report = check_office(root, load_office(root), now, keep=False)
    if errors := report.count(Severity.ERROR):
        click.echo(tr("The check now finds {count} errors: run `redaksi check`.", count=errors))
        return report.exit
    if committed:
        click.echo(tr("Written and committed. The check finds no error."))
    else:
        click.echo(tr("Written. The check finds no error; look at the change and commit it."))
    return ExitCode.CLEAN
