"""`redaksi digest`: every open letter, for the head of the office, on the morning of a working day."""

from pathlib import Path

import click

from workflow.cli.mail import send
from workflow.cli.options import moment, now_option, root_option
from workflow.cli.refusals import office_of
from workflow.cli.where import address_of
from workflow.delivery.message import Message, Planned
from workflow.delivery.values import of_day
from workflow.delivery.watching import day_of, digests
from workflow.delivery.wording import Wording
from workflow.language.catalog import tr
from workflow.language.dates import long_date
from workflow.language.message import Message as Sentence
from workflow.records.office import Office
from workflow.rules.held import held_in
from workflow.rules.progress import load_requests, most_urgent_first, progress


@click.command("digest", help=tr("Send the head of the office the list of open letters, once on each working day."))
@root_option
@now_option
@click.option("--dry-run", is_flag=True, help=tr("Show what is due and send nothing."))
def command(root: Path, now: int | None, *, dry_run: bool) -> None:
    """Send it."""
    office = office_of(root)
    send_digest(root, office, moment(now, office), dry_run=dry_run)


def send_digest(root: Path, office: Office, at: int, warning: Sentence | None = None, *, dry_run: bool = False) -> None:
    """Plan, then post. `warning`: what else the head has to know."""
    views = (view for _, view in load_requests(root, office, at) if view)
    urgent = most_urgent_first(one for view in views if (one := progress(view, at)))
    opened = [(one, address_of(one.id)) for one in urgent]
    wording = Wording(root)

    def write(planned: Planned) -> Message:
        day = long_date(day_of(planned))
        return wording.words(planned.kind, of_day(office, day, opened, held_in(root, office, at), warning))

    send(root, office, [*digests(office, at)], write, at, dry_run=dry_run)
