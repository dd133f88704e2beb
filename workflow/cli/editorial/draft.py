"""`redaksi draft ID`: begin the article of a request."""

from pathlib import Path

import click

from workflow.cli.shared import prompts
from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import FilledCommand, judging_time, now_option, root_option
from workflow.cli.shared.workspace import acting_person
from workflow.i18n.catalog import tr
from workflow.input.vocabularies import named_items
from workflow.records.file_source import Overlay
from workflow.reporters.terminal import render_warnings
from workflow.services.create_draft import create_draft
from workflow.services.current_step import resolve_number


@click.command(
    "draft",
    cls=FilledCommand,
    help=tr("Begin the article of a request: an outline to fill in, with the sender's data below."),
)
@root_option
@now_option
@click.argument("number", metavar="ID")
@click.option("--as", "given", metavar="PERSON", help=tr("Who writes it (default: the owner of Git's address)."))
@click.option("--title", help=tr("The title (default: from the letter's subject)."))
@click.option("--category", help=tr("The category, by its name or key (default: the likeliest)."))
@click.option("--yes", is_flag=True, help=tr("Keep the title, without asking for another one."))
def command(
    root: Path, now: int | None, number: str, given: str | None, title: str | None, category: str | None, *, yes: bool
) -> None:
    """Write the file; it is committed with the step that hands the draft over."""
    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(office.files):
        number = resolve_number(office.files, office, number, at)
        person = acting_person(root, office, given)
        if category:
            category = prompts.known_choice(
                "category", prompts.Choice(tr("Which category?"), named_items(office.categories)), category
            )
        article = create_draft(office.files, office, number, person, at, title=title, category=category)
        asks = prompts.interactive() and not yes
        while asks and (lacking := [one for one in article.findings if one.place == ("title",)]):
            click.echo(render_warnings(lacking, Overlay(office.files, {article.path: article.text.encode()})), nl=False)
            better = prompts.ask_text(tr("Another title? An empty line keeps this one"), article.title)
            if better == article.title:
                break
            article = create_draft(office.files, office, number, person, at, title=better, category=category)
    target = root / article.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="") as file:
        file.write(article.text)
    click.echo(tr("written: {path}", path=article.path))
    click.echo(render_warnings(article.findings, office.files), nl=False)
    click.echo(tr("Replace every line in square brackets, then: redaksi step {id}", id=number))
