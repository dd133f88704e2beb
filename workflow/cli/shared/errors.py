"""What commands share that may be refused: the office they work in, and why something is not done."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from workflow.cli.shared.complaint import complain
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.engine.report import make_report
from workflow.i18n.catalog import tr, translate
from workflow.records.file_source import Files, Overlay
from workflow.reporters.escape import printable
from workflow.reporters.terminal import terminal_report
from workflow.services.errors import RefusedError
from workflow.text.finding import ExitCode


def usable_office(root: Path) -> Office:
    """The office; ends the program where its configuration cannot be used."""
    office, _ = load_office(root)
    if office is None:
        complain(tr("The configuration cannot be used; run `redaksi check`."))
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
