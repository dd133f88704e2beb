"""`redaksi mine`: the open requests whose next step I may do, most urgent first."""

from pathlib import Path

import click

from workflow.cli.editorial.status import request_block
from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.cli.shared.workspace import acting_person
from workflow.i18n.catalog import tr
from workflow.queries.open_requests import load_requests, most_urgent_first, open_request


@click.command("mine", help=tr("Show the open requests that wait for you, most urgent first."))
@root_option
@now_option
@click.option("--as", "given", metavar="PERSON", help=tr("For whom (default: the owner of Git's address)."))
def command(root: Path, now: int | None, given: str | None) -> None:
    """Print what waits for one person."""
    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(office.files):
        person = acting_person(root, office, given)
    held = set(office.roles_of(person, at))
    views = (view for _, view in load_requests(root, office, at) if view)
    found = [one for view in views if (one := open_request(view, at)) and not held.isdisjoint(one.step.roles)]
    for one in most_urgent_first(found):
        click.echo(request_block(one, office.zone))
    name = office.people[person].name
    click.echo(tr("{count} requests wait for {name}. Do the next step: redaksi step ID", count=len(found), name=name))
