"""`redaksi form`: the issue form by which letters come in, and the checklist of a pull request."""

from pathlib import Path

import click

from workflow.cli.options import root_option
from workflow.cli.refusals import office_of
from workflow.cli.schema import same
from workflow.counter.checklist import template
from workflow.counter.form import forms
from workflow.language.catalog import tr


@click.command("form", help=tr("Compare the forms in .github/ with the office's lists and its SOP, or write them."))
@root_option
@click.option("--write", is_flag=True, help=tr("Write the files that differ."))
def command(root: Path, *, write: bool) -> None:
    """Name the files that differ; leave with 1 when there are any and they are not written."""
    office = office_of(root)
    stale = [
        (path, text) for path, text in {**forms(office), **template(office)}.items() if not same(root / path, text)
    ]
    for path, text in stale:
        if write:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        click.echo(tr("written: {path}", path=path) if write else tr("out of date: {path}", path=path))
    sys.exit(Exit.FINDINGS if stale and not write else Exit.CLEAN)
