"""`redaksi codeowners`: keep .github/CODEOWNERS in step with people and roles."""

import sys
from pathlib import Path

import click

from workflow.cli.shared.errors import sound_office
from workflow.cli.shared.options import judging_time, root_option
from workflow.i18n.catalog import tr
from workflow.reporters.codeowners import CODEOWNERS_PATH, codeowners
from workflow.scaffold.inventory import note_written
from workflow.text.finding import ExitCode


@click.command("codeowners", help=tr("Write .github/CODEOWNERS from the policy and whoever holds the roles now."))
@root_option
@click.option(
    "--check", "only_check", is_flag=True, help=tr("Write nothing; leave with 1 when the file is out of date.")
)
def command(root: Path, *, only_check: bool) -> None:
    """Roles end by themselves, so `redaksi doctor` compares it too."""
    office = sound_office(root)
    file, text = root / CODEOWNERS_PATH, codeowners(office, judging_time(None, office))
    if file.is_file() and not file.is_symlink() and file.read_text("utf-8", "replace") == text:
        return
    if only_check:
        click.echo(tr("{path} is out of date: run `redaksi codeowners`.", path=CODEOWNERS_PATH), err=True)
        sys.exit(ExitCode.FINDINGS)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    note_written(root, [CODEOWNERS_PATH])
    click.echo(tr("written: {path}", path=CODEOWNERS_PATH))
