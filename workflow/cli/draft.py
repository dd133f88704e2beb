"""`redaksi draft ID`: begin the article of a request."""

from pathlib import Path

import click

from workflow.cli.desk import whoever
from workflow.cli.options import moment, now_option, root_option
from workflow.cli.refusals import office_of, refusals
from workflow.desk.drafting import draft
from workflow.language.catalog import tr
from workflow.render.terminal import warned


@click.command("draft", help=tr("Begin the article of a request: an outline to fill in, with the sender's data below."))
@root_option
@now_option
@click.argument("number", metavar="ID")
@click.option("--as", "given", metavar="PERSON", help=tr("Who writes it (default: the owner of Git's address)."))
@click.option("--title", help=tr("The title (default: from the letter's subject)."))
@click.option("--category", help=tr("A key of categories.yml (default: the likeliest)."))
def command(
    root: Path, now: int | None, number: str, given: str | None, title: str | None, category: str | None
) -> None:
    """Write the file; it is committed with the step that hands the draft over."""
    office = office_of(root)
    with refusals(office.files):
        person = whoever(root, office, given)
        made = draft(office.files, office, number, person, moment(now, office), title=title, category=category)
    target = root / made.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="") as file:
        file.write(made.text)
    click.echo(tr("written: {path}", path=made.path))
    click.echo(warned(made.findings, office.files), nl=False)
    click.echo(tr("Replace every line in square brackets, then: redaksi step {id}", id=number))
