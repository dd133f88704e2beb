"""`redaksi form`: the issue form by which letters come in, and the checklist of a pull request."""

from pathlib import Path

import click

from workflow.chatops.parsing.issue_template import forms
from workflow.chatops.pr_template import template
from workflow.cli.setup.schema import keep
from workflow.cli.shared.errors import office_of
from workflow.cli.shared.options import root_option
from workflow.config.office import Office
from workflow.i18n.catalog import tr


@click.command("form", help=tr("Compare the forms in .github/ with the office's lists and its SOP, or write them."))
@root_option
@click.option("--write", is_flag=True, help=tr("Write the files that differ."))
def command(root: Path, *, write: bool) -> None:
    """Name the files that differ; leave with 1 when there are any and they are not written."""
    keep(root, made(office_of(root)), write=write)


def made(office: Office) -> dict[str, str]:
    """What the files must be, by their path from the root."""
    return {**forms(office), **template(office)}
