"""`redaksi contacts`: whether the private store can be used, and who is missing in it."""

import sys
from pathlib import Path

import click

from workflow.cli.mail import private
from workflow.cli.options import moment, now_option, root_option
from workflow.cli.refusals import office_of
from workflow.delivery.message import Audience, Whom
from workflow.delivery.plan import MAILED
from workflow.delivery.scans import is_kept
from workflow.language.catalog import fill, tr
from workflow.rules.progress import load_requests
from workflow.text.finding import Exit


@click.command(
    "contacts", help=tr("Look through the private store of contacts, and name who is missing; no address is shown.")
)
@root_option
@now_option
def command(root: Path, now: int | None) -> None:
    """Print what is wrong and who is missing; leave with 1 when there is something."""
    office = office_of(root)
    at = moment(now, office)
    store = private(root)
    for finding in store.findings:
        detail = f" {fill(finding.help)}" if finding.help else ""
        click.echo(f"{finding.path}:{finding.line}: {fill(finding.message)}{detail}")
    wanted = [Audience(Whom.PARTNER, key) for key, one in office.partners.items() if one.kind in MAILED]
    wanted += [Audience(Whom.PERSON, key) for key in office.people if office.roles_of(key, at)]
    views = [view for _, view in load_requests(root, office, at) if view]
    wanted += [
        Audience(Whom.SENDER, view.record.id) for view in views if not view.walk.ended and not view.record.withdrawn
    ]
    missing = [one for one in wanted if not ((found := store.find(one)) and found.email)]
    for one in missing:
        click.echo(tr("no address: {whom} {key}", whom=one.whom.value, key=one.key))
    lost = [view.record.id for view in views if view.record.letter.scan and not is_kept(root, view.record.letter.scan)]
    for number in lost:
        click.echo(tr("the scan of letter {id} is missing or was changed", id=number))
    click.echo(tr("{known} of {all} are known.", known=len(wanted) - len(missing), all=len(wanted)))
    if store.findings or missing or lost:
        sys.exit(Exit.FINDINGS)
