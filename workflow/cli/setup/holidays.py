"""`redaksi holidays`: the national list of days off, beside the `holidays` library."""

import difflib
import sys
from pathlib import Path

import click

from workflow.calendar.import_holidays import holidays_yaml, national_holidays
from workflow.cli.shared.options import root_option
from workflow.i18n.catalog import tr
from workflow.infra.disk_cache import replace_file
from workflow.records.file_source import Folder, with_defaults
from workflow.text.finding import ExitCode

HOLIDAYS_FILE = "site_config/holidays.yml"


@click.command("holidays", help=tr("Compare site_config/holidays.yml with the `holidays` library, or write it anew."))
@root_option
@click.option("--first", type=click.IntRange(2000, 2099), default=2024, show_default=True, help=tr("First year."))
@click.option("--last", type=click.IntRange(2000, 2099), default=2027, show_default=True, help=tr("Last year."))
@click.option("--write", is_flag=True, help=tr("Write the file."))
def command(root: Path, first: int, last: int, *, write: bool) -> None:
    """Show how the file differs from the library; leave with 1 when it does and is not written."""
    wanted = holidays_yaml(national_holidays(range(first, last + 1)))
    present = (with_defaults(Folder(root)).read(HOLIDAYS_FILE) or b"").decode("utf-8", "replace")
    if wanted == present:
        click.echo(tr("{path} agrees with the library.", path=HOLIDAYS_FILE))
        return
    if write:
        replace_file(root / HOLIDAYS_FILE, wanted.encode())
        click.echo(tr("written: {path}", path=HOLIDAYS_FILE))
        return
    lines = difflib.unified_diff(present.splitlines(), wanted.splitlines(), HOLIDAYS_FILE, "holidays", lineterm="")
    click.echo("\n".join(lines))
    sys.exit(ExitCode.FINDINGS)
