"""`redaksi watch`: remind those whose turn it is, at 50, 80 and 100 % of the norm, in office hours."""

from pathlib import Path

import click

from workflow.cli.messages._mail_run import send_due
from workflow.cli.messages._step_location import StepLocator
from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.config.office import Office
from workflow.delivery.message import PlannedMessage, RenderedMessage
from workflow.delivery.reminders import reminders, threshold_reached
from workflow.delivery.template_context import open_step_context
from workflow.delivery.templates import MessageTemplates
from workflow.i18n.catalog import tr
from workflow.queries.open_requests import load_requests, open_request


@click.command(
    "watch",
    help=tr("Remind those whose turn it is when a step has used 50, 80 or 100 % of its time; only in office hours."),
)
@root_option
@now_option
@click.option("--dry-run", is_flag=True, help=tr("Show what is due and send nothing."))
def command(root: Path, now: int | None, *, dry_run: bool) -> None:
    """Remind."""
    office = usable_office(root)
    send_reminders(root, office, judging_time(now, office), dry_run=dry_run)


def send_reminders(root: Path, office: Office, at: int, *, dry_run: bool = False) -> None:
    """Plan from the open requests, then post."""
    views = {view.record.id: view for _, view in load_requests(root, office, at) if view}
    wording, guide = MessageTemplates(root), StepLocator()

    def write(planned: PlannedMessage) -> RenderedMessage:
        view = views[planned.about]
        request = open_request(view, at)
        assert request  # noqa: S101  # only open requests are reminded of
        link, ways = guide.locate(view, request)
        return wording.words(
            planned.kind, open_step_context(office, request, threshold_reached(view, at) or 0, link, ways)
        )

    send_due(root, office, [*reminders(office, views.values(), at)], write, at, dry_run=dry_run)
