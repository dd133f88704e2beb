"""`redaksi handbook`: PANDUAN.md and PENGATURAN.md, made of the office's own SOP, hours, roles and words."""

from pathlib import Path

import click

from workflow.cli.setup.schema import compare_or_write
from workflow.cli.shared.errors import sound_office
from workflow.cli.shared.options import root_option
from workflow.handbook.render import generated_handbooks
from workflow.i18n.catalog import tr


@click.command("handbook", help=tr("Compare PANDUAN.md and PENGATURAN.md with the office's SOP, or write them."))
@root_option
@click.option("--write", is_flag=True, help=tr("Write the files that differ."))
def command(root: Path, *, write: bool) -> None:
    """Name the files that differ; leave with 1 when there are any and they are not written."""
    compare_or_write(root, generated_handbooks(sound_office(root)), write=write)
