"""How commands end early: the configuration cannot be used, or a service refuses what was asked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.engine.report import make_report
from workflow.i18n.catalog import translate
from workflow.i18n.message import say
from workflow.records.file_source import Files, Overlay
from workflow.reporters.escape import printable
from workflow.reporters.terminal import terminal_report
from workflow.services.errors import RefusedError
from workflow.text.finding import ExitCode

CONFIGURATION_UNUSABLE = say("The configuration cannot be used; run `redaksi check`.")


def usable_office(root: Path) -> Office:
    """The office of a folder; ends the program where its configuration cannot be used."""
    return must_be_usable(load_office(root)[0])


def must_be_usable(office: Office | None) -> Office:
    """An office that was loaded; ends the program where its configuration cannot be used."""
    if office is None:
        complain(translate(CONFIGURATION_UNUSABLE))
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
