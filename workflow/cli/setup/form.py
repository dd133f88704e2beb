"""`redaksi form`: the issue form by which letters come in, and the checklist of a pull request."""

from pathlib import Path

import click

from workflow.cli.setup.schema import compare_or_write
from workflow.cli.shared.errors import sound_office
from workflow.cli.shared.options import root_option
from workflow.i18n.catalog import tr
from workflow.scaffold.generated import generated_forms


@click.command("form", help=tr("Compare the forms in .github/ with the office's lists and its SOP, or write them."))
@root_option
@click.option("--write", is_flag=True, help=tr("Write the files that differ."))
def command(root: Path, *, write: bool) -> None:
    """Name the files that differ; leave with 1 when there are any and they are not written."""
    compare_or_write(root, generated_forms(sound_office(root)), write=write)
