"""`redaksi digest`: every open letter, for the head of the office, on the morning of a working day."""

from pathlib import Path

import click

from workflow.cli.messages._mail_run import send_due
from workflow.cli.messages._step_location import pull_requests_address
from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.config.office import Office
from workflow.delivery.message import PlannedMessage, RenderedMessage
from workflow.delivery.reminders import day_of, digests
from workflow.delivery.template_context import digest_context
from workflow.delivery.templates import MessageTemplates
from workflow.engine.withheld import withheld_in_folder
from workflow.i18n.catalog import tr
from workflow.i18n.dates import long_date
from workflow.i18n.message import Message as Sentence
from workflow.queries.open_requests import load_requests, most_urgent_first, open_request
from workflow.queries.story_tasks import story_tasks


@click.command("digest", help=tr("Send the head of the office the list of open letters, once on each working day."))
@root_option
@now_option
@click.option("--dry-run", is_flag=True, help=tr("Show what is due and send nothing."))
def command(root: Path, now: int | None, *, dry_run: bool) -> None:
    """Send it."""
    office = usable_office(root)
    send_digest(root, office, judging_time(now, office), dry_run=dry_run)


def send_digest(root: Path, office: Office, at: int, warning: Sentence | None = None, *, dry_run: bool = False) -> None:
    """Plan, then post. `warning`: what else the head has to know."""
    views = (view for _, view in load_requests(root, office, at) if view)
    urgent = most_urgent_first(one for view in views if (one := open_request(view, at)))
    opened = [(one, pull_requests_address(one.id)) for one in urgent]
    tasks = story_tasks(root, office, at)
    wording = MessageTemplates(root)

    def write(planned: PlannedMessage) -> RenderedMessage:
        day = long_date(day_of(planned))
        return wording.words(
            planned.kind, digest_context(office, day, opened, withheld_in_folder(root, office, at), warning, tasks)
        )

    send_due(root, office, [*digests(office, at)], write, at, dry_run=dry_run)
