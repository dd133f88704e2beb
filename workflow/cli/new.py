"""`redaksi new`: register a letter in the agenda."""

import datetime as dt
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from workflow.cli import asking
from workflow.cli.desk import difference, enter, tidy, whoever
from workflow.cli.main import complain
from workflow.cli.options import InstantType, moment, now_option, root_option
from workflow.cli.refusals import office_of, refusals
from workflow.delivery.contacts import StoreError
from workflow.delivery.scans import keep
from workflow.desk.change import Change
from workflow.desk.register import next_number, register
from workflow.desk.wish import NewLetter
from workflow.language.catalog import fill, tr
from workflow.language.dates import local
from workflow.records.office import Office
from workflow.records.request import Nature
from workflow.text.nearest import nearest

NEEDED = ("number", "date", "from", "subject")
LARGEST_BODY = 100_000
"""Characters."""


@click.command("new", help=tr("Register a letter: the next agenda number, its file, and a commit as you."))
@root_option
@now_option
@click.option("--as", "given", metavar="PERSON", help=tr("Who registers it (default: the owner of Git's address)."))
@click.option("--id", "wanted", metavar="ID", help=tr("The agenda number (default: the next free one)."))
@click.option("--number", help=tr("The number that the sender wrote on the letter."))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=tr("The date on the letter."))
@click.option("--received", type=InstantType(), help=tr("When it was received (default: now)."))
@click.option("--from", "sender", metavar="AGENCY", help=tr("The sender: a key of agencies.yml."))
@click.option("--subject", help=tr("What the letter asks for."))
@click.option(
    "--nature",
    type=click.Choice([one.value for one in Nature]),
    default=Nature.ORDINARY.value,
    help=tr("The letter's nature."),
)
@click.option(
    "--body",
    type=click.File("r", encoding="utf-8"),
    help=tr("A file with the data to be published (-: standard input)."),
)
@click.option(
    "--scan",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=tr("The scanned letter; it goes into the private store, never into Git."),
)
@click.option("--delay", help=tr("The coded reason for an overrun of the norm: a key of delays.yml."))
@click.option("--acknowledged-by", help=tr("The head who took note of the delay."))
@click.option("--yes", is_flag=True, help=tr("Do not ask whether the change is right."))
@click.option("--dry-run", is_flag=True, help=tr("Show the change and write nothing."))
def command(
    root: Path, now: int | None, given: str | None, wanted: str | None, received: int | None, **flags: Any
) -> None:
    """Ask what is missing, show the new file, commit it."""
    office = office_of(root)
    at, files = moment(now, office), office.files
    with refusals(files):
        tidy(root)
        person = whoever(root, office, given)
        letter = _letter(office, flags, received or at, at)
        if flags["scan"]:
            letter = replace(letter, scan=_kept(root, flags["scan"]))
        _, change = register(files, office, letter, person, at, wanted)
        click.echo(difference(files, change))
        if flags["dry_run"]:
            return
        shown = None if flags["yes"] or not asking.interactive() else change
        if shown and not click.confirm(tr("Enter this?"), default=True):
            click.echo(tr("Nothing was entered."))
            return
        taken: list[str] = []

        def make() -> Change:
            number, change = register(files, office, letter, person, at, wanted)
            taken.append(number)
            return change

        made = enter(root, office, person, make, shown, now)
        name = office.people[person].name
        click.echo(tr("registered as {id} by {name}: commit {commit}", id=taken[-1], name=name, commit=made))


def _kept(root: Path, scan: Path) -> str:
    """The fingerprint of a scan that lies in the private store now."""
    try:
        return keep(root, scan)
    except StoreError as error:
        complain(fill(error.message))


def _letter(office: Office, flags: dict[str, Any], arrived: int, at: int) -> NewLetter:
    """The letter, what is missing asked for or demanded."""
    given = {"number": flags["number"], "date": flags["date"], "from": flags["sender"], "subject": flags["subject"]}
    lacking = [name for name in NEEDED if not given[name]]
    if lacking and not asking.interactive():
        asking.missing(lacking)
    body = flags["body"].read(LARGEST_BODY) if flags["body"] else ""
    if lacking:
        given |= _asked(office, lacking, at)
        body = body or asking.text(
            tr("The data to be published, in a sentence; more can be written into the file later")
        )
    date = given["date"]
    return NewLetter(
        number=given["number"],
        date=date.date() if isinstance(date, dt.datetime) else date,
        received=arrived,
        sender=_agency(office, given["from"]),
        subject=given["subject"],
        nature=Nature(flags["nature"]),
        body=body,
        delay=flags["delay"],
        acknowledged_by=flags["acknowledged_by"],
    )


def _asked(office: Office, lacking: list[str], at: int) -> dict[str, Any]:
    """Answers at a terminal."""
    click.echo(tr("The next agenda number is {id}.", id=next_number(office.files, office, at)))
    found: dict[str, Any] = {}
    if "number" in lacking:
        found["number"] = asking.text(tr("The number on the letter?"))
    if "date" in lacking:
        today = local(at, office.zone).date().isoformat()
        kind = click.DateTime(["%Y-%m-%d"])
        found["date"] = click.prompt(tr("The date on the letter?"), default=today, type=kind)
    if "from" in lacking:
        found["from"] = asking.text(tr("Who sent it (a short name is enough)?"))
    if "subject" in lacking:
        found["subject"] = asking.text(tr("What does it ask for?"))
    return found


def _agency(office: Office, given: str) -> str:
    """The key of an agency, by its key or one of its names."""
    lowered = given.strip().lower()
    for key, agency in office.agencies.items():
        if lowered in (key, agency.name.lower(), agency.short.lower()):
            return key
    close = nearest(lowered, office.agencies)
    if close:
        complain(tr("`{name}` is not in agencies.yml. Did you mean `{close}`?", name=given, close=close))
    return complain(tr("`{name}` is not in agencies.yml; have it entered there first.", name=given))
