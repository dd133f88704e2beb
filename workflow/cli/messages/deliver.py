"""`redaksi deliver`: tell partners and senders what is to be told, each once."""

import sys
from pathlib import Path

import click

from workflow.cli.messages._mail_run import SentCounts, letter_message_writer, locked_outbox, plan_all, send_due
from workflow.cli.messages._publish_gate import live_manifest, withheld_numbers
from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.config.office import Office
from workflow.delivery.message import PlannedMessage
from workflow.delivery.sender import SendAction, reopen_forgotten, skip_due
from workflow.delivery.templates import TemplateError
from workflow.deploy.manifest import Manifest
from workflow.extras import Extra, need
from workflow.i18n.catalog import tr
from workflow.text.finding import ExitCode


@click.command(
    "deliver",
    help=tr("Send what is due: releases to partners, answers to senders, corrections to those who got the old text."),
)
@root_option
@now_option
@click.option(
    "--first", is_flag=True, help=tr("Send nothing; note that all that is due was told before this program did it.")
)
@click.option(
    "--late", is_flag=True, help=tr("Send nothing; note that what has long been due is to be sent by the next run.")
)
@click.option("--dry-run", is_flag=True, help=tr("Show what is due and send nothing."))
@click.option(
    "--site",
    metavar="DIR|URL",
    help=tr(
        "The live site's folder, as `redaksi publish` makes it, or its address: nothing is said of what is not live "
        "there yet."
    ),
)
def command(root: Path, now: int | None, site: str | None, *, first: bool, late: bool, dry_run: bool) -> None:
    """Plan from the records, hold back what is not committed or not live, then post."""
    office = usable_office(root)
    at = judging_time(now, office)
    if first or late:
        with locked_outbox(root, at) as outbox:
            planned = plan_all(root, office, at, outbox.sent())
            if first:
                click.echo(tr("{count} messages are not sent by program.", count=skip_due(outbox, planned, at)))
            else:
                click.echo(
                    tr("{count} messages are sent by the next run.", count=reopen_forgotten(outbox, planned, at))
                )
        return
    sent = deliver(root, office, at, live_manifest(site) if site else None, dry_run=dry_run)
    if sent[SendAction.PAPERLESS]:
        sys.exit(ExitCode.FINDINGS)


def deliver(root: Path, office: Office, at: int, live: Manifest | None, *, dry_run: bool = False) -> SentCounts:
    """Send what is due and, where the live site's mark is known, live. Ends the program where that is not possible."""
    with locked_outbox(root, at) as outbox:
        planned = plan_all(root, office, at, outbox.sent())
        due = [one for one in planned if one.since <= at and outbox.history(one.key).may_go(at)]
    held = withheld_numbers(root, office, due, live, at)
    for number in sorted(held):
        click.echo(
            tr("{number}: held back; it is changed here and not live yet.", number=number)
            if live
            else tr("{number}: held back; it is changed here and not committed yet.", number=number)
        )
    planned = [one for one in planned if one.about not in held]

    def paper(planned: PlannedMessage) -> bytes | None:
        need(Extra.PAPERS)
        from workflow.cli.editorial.paper import release_data
        from workflow.documents.typst_pdf import PaperSize, TypesetError, render_pdf

        try:
            return render_pdf(root, "release", release_data(office, planned.about, at)(), PaperSize.A4)
        except TypesetError as error:
            raise TemplateError(str(error)) from error

    return send_due(root, office, planned, letter_message_writer(root, office, at, paper), at, dry_run=dry_run)
