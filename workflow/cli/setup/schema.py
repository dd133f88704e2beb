"""`redaksi schema`: the JSON Schemas that editors complete and check with."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from workflow.cli.shared.options import root_option
from workflow.config.json_schema import schemas
from workflow.i18n.catalog import tr
from workflow.scaffold.inventory import note_written
from workflow.text.finding import ExitCode


@click.command("schema", help=tr("Compare the JSON Schemas in site_config/schema/ with the program, or write them."))
@root_option
@click.option("--write", is_flag=True, help=tr("Write the files that differ."))
def command(root: Path, *, write: bool) -> None:
    """Name the schema files that differ; leave with 1 when there are any and they are not written."""
    compare_or_write(root, schemas(), write=write)


def compare_or_write(root: Path, made: Mapping[str, str], *, write: bool) -> NoReturn:
    """Name the generated files that differ, or write them; leaves with 1 when any stays as it was."""
    stale = [(path, text) for path, text in made.items() if not is_same(root / path, text)]
    for path, text in stale:
        if write:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        click.echo(tr("written: {path}", path=path) if write else tr("out of date: {path}", path=path))
    if write:
        note_written(root, made)
    sys.exit(ExitCode.FINDINGS if stale and not write else ExitCode.CLEAN)


def is_same(path: Path, text: str) -> bool:
    """Whether a file holds exactly this text."""
    return path.is_file() and path.read_text("utf-8", "replace") == text
