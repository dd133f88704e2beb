"""How commands end early: the configuration cannot be used, or a service refuses what was asked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office, load_office_files
from workflow.config.office import Office
from workflow.engine.report import make_report
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import say
from workflow.records.file_source import Files, Folder, Overlay
from workflow.reporters.escape import printable
from workflow.reporters.terminal import terminal_report
from workflow.services.errors import RefusedError
from workflow.text.finding import ExitCode, Severity

_UNUSABLE = say("The configuration cannot be used; run `redaksi check`.")


def usable_office(root: Path) -> Office:
    """The office of a folder; ends the program where its configuration cannot be used."""
    return must_be_usable(load_office(root)[0])


def sound_office(root: Path) -> Office:
    """The office that files are generated from; ends the program, with the check's findings, where a list has an error.

    A broken entry is left out of its list, so what is made of the list would lose it, too.
    """
    office, findings = load_office(root)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        click.echo(terminal_report(make_report(errors, len({one.path for one in errors})), Folder(root)), err=True)
        complain(tr("The office's lists have errors, so nothing is made of them, and nothing was written."))
    return must_be_usable(office)


def must_be_usable(office: Office | None) -> Office:
    """An office that was loaded; ends the program where its configuration cannot be used."""
    if office is None:
        complain(translate(_UNUSABLE))
    return office


def office_of_commit(repository: Repository, commit: str) -> Office:
    """The office as a commit has it; ends the program where its configuration cannot be used."""
    return must_be_usable_at(load_office_files(CommitFiles(repository, commit))[0], commit)


def must_be_usable_at(office: Office | None, commit: str) -> Office:
    """An office that was loaded of a commit; ends the program where its configuration cannot be used.

    What lies in the work tree may be in order already, so that `redaksi check` alone would find nothing.
    """
    if office is None:
        message = say(
            "The configuration in commit {commit} cannot be used. Correct what `redaksi check` finds, "
            "commit it (`git add --all`, then `git commit`), and repeat the command.",
            commit=commit[:10],
        )
        complain(translate(message))
    return office


@contextmanager
def exit_when_refused(files: Files, code: ExitCode = ExitCode.FINDINGS) -> Iterator[None]:
    """Say why something is refused, with the findings of the check, and end with a code."""
    try:
        yield
    except RefusedError as error:
        print_refusal(error, files)
        sys.exit(code)


def print_refusal(error: RefusedError, files: Files) -> None:
    """Say why something is refused, with the findings of the check."""
    click.echo(f"redaksi: {translate(error.message)}", err=True)
    for line in error.words:
        click.echo(printable(line), err=True)
    encoded = {path: text.encode() for path, text in error.changed.items()}
    if error.findings:
        click.echo(
            terminal_report(make_report(list(error.findings), len(error.changed)), Overlay(files, encoded)), err=True
        )
