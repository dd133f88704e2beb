"""`redaksi status`: open requests, most urgent first."""

from pathlib import Path

import click

from workflow.cli.shared.complaint import complain
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.config.load import load_office
from workflow.engine.withheld import WithheldRecord, withheld_in_folder
from workflow.i18n.catalog import format_duration, tr, translate
from workflow.i18n.dates import long_time
from workflow.queries.open_requests import OpenRequest, load_requests, most_urgent_first, open_request
from workflow.reporters.escape import printable

MAX_SUBJECT_LENGTH = 60
"""Characters of a subject that are shown."""


@click.command("status", help=tr("Show open requests: whose turn it is, when it is due, how much time is left."))
@root_option
@now_option
def command(root: Path, now: int | None) -> None:
    """Print a block of lines a request, which reads well on a phone too."""
    office, _ = load_office(root)
    if office is None:
        complain(tr("The configuration cannot be used; run `redaksi check`."))
    at = judging_time(now, office)
    found: list[OpenRequest] = []
    for path, view in load_requests(root, office, at):
        if view is None:
            click.echo(tr("cannot be read, see `redaksi check {path}`: {path}", path=path), err=True)
        elif one := open_request(view, at):
            found.append(one)
    for one in most_urgent_first(found):
        click.echo(request_block(one, office.zone))
    for held in withheld_in_folder(root, office, at):
        click.echo(withheld_block(held))
    late = sum(one.left is not None and one.left < 0 for one in found)
    click.echo(tr("{open} open requests, {late} of them late.", open=len(found), late=late))


def withheld_block(held: WithheldRecord) -> str:
    """A story or letter that the public does not see as it stands, and why."""
    finding = held.finding
    where = f"{finding.path}:{finding.line}"
    lines = [printable(held.path), "  " + tr("HELD BACK from the site: {place}", place=printable(where))]
    lines += ["  " + printable(translate(one)) for one in (finding.message, finding.help) if one]
    if held.others:
        more = tr("and {count} more findings: `redaksi check {path}`", count=held.others, path=finding.path)
        lines.append("  " + printable(more))
    return "\n".join(lines) + "\n"


def request_block(one: OpenRequest, zone: str) -> str:
    """One open request."""
    subject = printable(
        one.subject if len(one.subject) <= MAX_SUBJECT_LENGTH else one.subject[: MAX_SUBJECT_LENGTH - 1] + "…"
    )
    lines = [
        f"{one.id}  {subject}",
        "  " + tr("status: {status}", status=one.status),
        "  "
        + tr(
            "turn of {role}: step {number}, {activity}",
            role=one.role,
            number=one.step.number,
            activity=one.step.activity,
        ),
    ]
    if one.due is None or one.left is None:
        lines.append("  " + tr("the clock stands still (hold)"))
    elif one.left < 0:
        late = format_duration(one.left)
        lines.append("  " + tr("due {when}, LATE by {time}", when=long_time(one.due, zone), time=late))
    else:
        lines.append(
            "  " + tr("due {when}, {time} left", when=long_time(one.due, zone), time=format_duration(one.left))
        )
    return "\n".join(lines) + "\n"
