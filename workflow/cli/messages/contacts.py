"""`redaksi contacts`: whether the private store can be used, and who is missing in it."""

import os
import sys
from pathlib import Path

import click

from workflow.cli.messages._mail_run import contact_store, print_findings
from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.config.office import Office
from workflow.delivery import headers
from workflow.delivery.contacts import CONTACT_FILES, FOLDER_VARIABLE, HANDBOOK_SECTION, ContactStore
from workflow.delivery.message import ReaderKind, Recipient
from workflow.delivery.planner import MAILED_PARTNERS
from workflow.delivery.scan_store import is_scan_stored
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import mark
from workflow.queries.open_requests import load_requests
from workflow.text.finding import ExitCode

READER_NAMES = {
    ReaderKind.PARTNER: mark("partner"),
    ReaderKind.SENDER: mark("sender of letter"),
    ReaderKind.PERSON: mark("member of staff"),
}
"""What a person reads of each kind."""


@click.command(
    "contacts", help=tr("Look through the private store of contacts, and name who is missing; no address is shown.")
)
@root_option
@now_option
def command(root: Path, now: int | None) -> None:
    """Print what is wrong and who is missing; leave with 1 when there is something."""
    office = usable_office(root)
    at = judging_time(now, office)
    has_scans = bool(os.environ.get(FOLDER_VARIABLE))  # a store that was lent for this run has none
    with contact_store(root) as store:
        _judge(root, office, at, store, has_scans=has_scans)


def sender_flaws(office: Office) -> list[str]:
    """What the office says of itself that no mail can have as its sender."""
    try:
        headers.mailbox("From", office.identity.name, office.identity.email)
    except headers.HeaderError as error:
        return [f"site_config/office.yml: {translate(error.reason)}"]
    return []


def _judge(root: Path, office: Office, at: int, store: ContactStore, *, has_scans: bool) -> None:
    print_findings(store)
    nameless = sender_flaws(office)
    for flaw in nameless:
        click.echo(flaw)
    recipients = [
        Recipient(ReaderKind.PARTNER, key)
        for key, recipient in office.partners.items()
        if recipient.kind in MAILED_PARTNERS
    ]
    keepers = office.policy.maintainers.keys()  # whose turn never comes, and who is written nothing
    recipients += [
        Recipient(ReaderKind.PERSON, key) for key in office.people if set(office.roles_of(key, at)) - keepers
    ]
    views = [view for _, view in load_requests(root, office, at) if view]
    recipients += [
        Recipient(ReaderKind.SENDER, view.record.id)
        for view in views
        if not view.walk.ended and not view.record.withdrawn
    ]
    recipients = [recipient for recipient in recipients if store.is_known(recipient.kind)]
    missing = [recipient for recipient in recipients if not ((found := store.find(recipient)) and found.email)]
    for name in store.unreadable:
        click.echo(tr("{name} cannot be read; it is not known who has an address there.", name=name))
    for recipient in missing:
        click.echo(tr("no address: {whom} {key}", whom=tr(READER_NAMES[recipient.kind]), key=recipient.key))
    if missing:
        known = {
            "files": ", ".join(dict.fromkeys(CONTACT_FILES[recipient.kind] for recipient in missing)),
            "section": HANDBOOK_SECTION,
        }
        click.echo(tr("Enter them in {files} of the private store; PANDUAN.md, “{section}”, shows how.", **known))
    scans = {view.record.id: view.record.letter.scan for view in views if view.record.letter.scan and has_scans}
    lost = [number for number, scan in scans.items() if not is_scan_stored(root, scan)]
    for number in lost:
        click.echo(tr("the scan of letter {id} is missing or was changed", id=number))
    click.echo(tr("{known} of {all} are known.", known=len(recipients) - len(missing), all=len(recipients)))
    if store.findings or nameless or missing or lost:
        sys.exit(ExitCode.FINDINGS)
