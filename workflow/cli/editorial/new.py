"""`redaksi new`: register a letter in the agenda."""

from functools import partial
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from workflow.cli.editorial._letter_answers import LetterAnswers, LetterOptions, refused_answers
from workflow.cli.editorial._saved_answers import AnswerStore
from workflow.cli.shared import prompts
from workflow.cli.shared.errors import exit_when_refused, print_refusal, usable_office
from workflow.cli.shared.options import FilledCommand, judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.cli.shared.workspace import (
    acting_person,
    change_as_diff,
    commit_as,
    must_be_ready,
    prepared_alone,
    print_next_step,
)
from workflow.config.office import Office
from workflow.delivery.contacts import ContactStoreError
from workflow.delivery.scan_store import store_scan
from workflow.i18n.catalog import tr, translate
from workflow.records.request import Nature
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.inputs import LetterInput
from workflow.services.register_letter import next_number, register_letter

MAX_BODY_LENGTH = 100_000
"""Characters."""


@click.command(
    "new", cls=FilledCommand, help=tr("Register a letter: the next agenda number, its file, and a commit as you.")
)
@root_option
@now_option
@click.option("--as", "given", metavar="PERSON", help=tr("Who registers it (default: the owner of Git's address)."))
@click.option("--id", "wanted", metavar="ID", help=tr("The agenda number (default: the next free one)."))
@click.option("--number", help=tr("The number that the sender wrote on the letter."))
@click.option("--date", metavar="DATE", help=tr("The date on the letter, as in “20 November 2026”."))
@click.option("--received", metavar="TIME", help=tr("When it came in, as in “kemarin 14.00” (default: now)."))
@click.option("--from", "sender", metavar="AGENCY", help=tr("The sender, by its name or its key in agencies.yml."))
@click.option("--subject", help=tr("What the letter asks for."))
@click.option(
    "--nature",
    default=Nature.ORDINARY.value,
    show_default=True,
    help=tr("The letter's nature: biasa, segera, sangat segera or rahasia."),
)
@click.option(
    "--body",
    type=click.Path(dir_okay=False, exists=True, allow_dash=True),
    metavar="FILENAME",
    help=tr("A file with the data to be published (-: standard input)."),
)
@click.option(
    "--scan",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=tr("The scanned letter; it goes into the private store, never into Git."),
)
@click.option("--delay", help=tr("The coded reason for an overrun of the norm, by its name or key in delays.yml."))
@click.option("--acknowledged-by", help=tr("The head who took note of the delay."))
@click.option("--yes", is_flag=True, help=tr("Do not ask whether the change is right."))
@click.option("--dry-run", is_flag=True, help=tr("Show the change and write nothing."))
def command(root: Path, now: int | None, given: str | None, wanted: str | None, **flags: Any) -> None:
    """Ask what is missing, show the new file, commit it."""
    options = LetterOptions(**flags)
    office = usable_office(root)
    at, files = judging_time(now, office), office.files
    saved = AnswerStore(root, office, "new")
    with saved.keeping(), exit_when_refused(files):
        must_be_ready(root)
        person = acting_person(root, office, given)
        body = _read_body(options.body) if options.body else ""
        answers = LetterAnswers(office, at, options, body, saved)
        if answers.lacking() and prompts.interactive():
            click.echo(tr("The next agenda number is {id}.", id=next_number(files, office, at)))
        letter, change = _accepted_letter(root, office, answers, person, at, wanted)
        if options.scan and not options.dry_run:
            letter = replace(letter, scan=_store_scan(root, options.scan))
            _, change = prepared_alone(root, lambda: register_letter(files, office, letter, person, at, wanted))
        click.echo(change_as_diff(files, change))
        if options.dry_run:
            return
        shown = None if options.yes or not prompts.interactive() else change
        if shown and not prompts.confirm(tr("Enter this?")):
            complain(tr("Nothing was entered."))
        taken: list[str] = []

        def make() -> PreparedChange:
            number, change = register_letter(files, office, letter, person, at, wanted)
            taken.append(number)
            return change

        commit = commit_as(root, office, person, make, shown, now)
        saved.forget()
        name = office.people[person].name
        click.echo(tr("registered as {id} by {name}: commit {commit}", id=taken[-1], name=name, commit=commit))
        print_next_step(office, taken[-1], at, 1)


def _accepted_letter(
    root: Path, office: Office, answers: LetterAnswers, person: str, at: int, wanted: str | None
) -> tuple[LetterInput, PreparedChange]:
    """The letter and its change; at a terminal, what the check refuses is asked again, and that alone."""
    while True:
        letter = answers.letter()
        try:
            register = partial(register_letter, office.files, office, letter, person, at, wanted)
            return letter, prepared_alone(root, register)[1]
        except RefusedError as error:
            wrong = refused_answers(error)
            if not wrong or not prompts.interactive():
                raise
            print_refusal(error, office.files)
            answers.drop(wrong)


def _read_body(path: str) -> str:
    """The data in a file, or from standard input where it is "-"."""
    try:
        with click.open_file(path, encoding="utf-8") as file:
            return str(file.read(MAX_BODY_LENGTH))
    except UnicodeDecodeError:
        complain(tr("{path} is no plain text in UTF-8. Save it anew as a text file, with “UTF-8” chosen.", path=path))


def _store_scan(root: Path, scan: Path) -> str:
    """The fingerprint of a scan that lies in the private store now."""
    try:
        return store_scan(root, scan)
    except ContactStoreError as error:
        complain(translate(error.message))
