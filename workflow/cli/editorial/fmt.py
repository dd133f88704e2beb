"""`redaksi fmt`: records in canonical form, so that diffs show only what was meant."""

import sys
from pathlib import Path

import click

from workflow.cli.checking.check import relative_paths
from workflow.cli.shared.options import root_option
from workflow.i18n.catalog import tr
from workflow.records.canonical import canonical_form, cleaned_characters
from workflow.records.content_index import index_content
from workflow.text.finding import ExitCode

MAX_CHARACTERS_NAMED = 10
"""Characters that are named in one file."""


@click.command(
    "fmt", help=tr("Put records into canonical form: order of names, line ends, blanks. Nothing else changes.")
)
@root_option
@click.option("--check", "only_check", is_flag=True, help=tr("Write nothing; leave with 1 when a file would change."))
@click.argument("paths", nargs=-1, metavar="[PATH]...")
def command(root: Path, *, only_check: bool, paths: tuple[str, ...]) -> None:
    """Format the given records, or all of them. Files that cannot be read are named and left alone."""
    names = relative_paths(root, paths) if paths else index_content(root).records()
    changed = unreadable = 0
    for name in names:
        file = root / name
        data = b"" if file.is_symlink() or not file.is_file() else file.read_bytes()
        text = canonical_form(name, data)
        if text is None:
            unreadable += 1
            click.echo(tr("cannot be read, see `redaksi check {path}`: {path}", path=name), err=True)
        elif text != data:
            changed += 1
            click.echo(tr("would change: {path}", path=name) if only_check else tr("written: {path}", path=name))
            _say_cleaned(name, data)
            if not only_check:
                file.write_bytes(text)
    click.echo(tr("{files} files, {changed} not in canonical form.", files=len(names), changed=changed))
    sys.exit(ExitCode.FINDINGS if unreadable or (changed and only_check) else ExitCode.CLEAN)


def _say_cleaned(name: str, data: bytes) -> None:
    """Say which characters go that nobody sees, and where they stood."""
    found = cleaned_characters(name, data)
    for one in found[:MAX_CHARACTERS_NAMED]:
        click.echo(
            tr("  line {line}, column {column}: {code} cleaned", line=one.line, column=one.column, code=one.code)
        )
    if len(found) > MAX_CHARACTERS_NAMED:
        click.echo(tr("  and {count} more", count=len(found) - MAX_CHARACTERS_NAMED))
