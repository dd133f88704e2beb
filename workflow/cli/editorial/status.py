"""`redaksi status`: open requests, most urgent first, and what waits with published stories."""

from pathlib import Path

import click

from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.engine.withheld import WithheldRecord, withheld_in_folder
from workflow.i18n.catalog import format_duration, tr, translate
from workflow.i18n.dates import long_time
from workflow.queries.open_requests import OpenRequest, load_requests, most_urgent_first, open_request
from workflow.queries.story_tasks import StoryTask, story_tasks
from workflow.reporters.escape import printable

MAX_SUBJECT_LENGTH = 60
"""Characters of a subject that are shown."""


@click.command("status", help=tr("Show open requests: whose turn it is, when it is due, how much time is left."))
@root_option
@now_option
def command(root: Path, now: int | None) -> None:
    """Print a block of lines a request, which reads well on a phone too."""
    office = usable_office(root)
    at = judging_time(now, office)
    open_requests: list[OpenRequest] = []
    for path, view in load_requests(root, office, at):
        if view is None:
            click.echo(tr("cannot be read, see `redaksi check {path}`: {path}", path=path), err=True)
        elif request := open_request(view, at):
            open_requests.append(request)
    for request in most_urgent_first(open_requests):
        click.echo(request_block(request, office.zone))
    for held in withheld_in_folder(root, office, at):
        click.echo(withheld_block(held))
    for task in story_tasks(root, office, at):
        click.echo(task_block(task))
    late = sum(request.left is not None and request.left < 0 for request in open_requests)
    click.echo(tr("{open} open requests, {late} of them late.", open=len(open_requests), late=late))


def withheld_block(record: WithheldRecord) -> str:
    """A story or letter that the public does not see as it stands, and why."""
    finding = record.finding
    where = f"{finding.path}:{finding.line}"
    lines = [printable(record.path), "  " + tr("HELD BACK from the site: {place}", place=printable(where))]
    lines += ["  " + printable(translate(one)) for one in (finding.message, finding.help) if one]
    if record.others:
        more = tr("and {count} more findings: `redaksi check {path}`", count=record.others, path=finding.path)
        lines.append("  " + printable(more))
    return "\n".join(lines) + "\n"


def task_block(task: StoryTask) -> str:
    """A published story with which something is to be done."""
    return (
        "\n".join([printable(task.path), f"  {printable(task.title)}", f"  {printable(translate(task.what))}"]) + "\n"
    )


def request_block(request: OpenRequest, zone: str) -> str:
    """One open request."""
    subject = printable(
        request.subject
        if len(request.subject) <= MAX_SUBJECT_LENGTH
        else request.subject[: MAX_SUBJECT_LENGTH - 1] + "…"
    )
    lines = [
        f"{request.id}  {subject}",
        "  " + tr("status: {status}", status=request.status),
        "  "
        + tr(
            "turn of {role}: step {number}, {activity}",
            role=request.role,
            number=request.step.number,
            activity=request.step.activity,
        ),
    ]
    if request.due is None or request.left is None:
        lines.append("  " + tr("the clock stands still (hold)"))
    elif request.left < 0:
        late = format_duration(request.left)
        lines.append("  " + tr("due {when}, LATE by {time}", when=long_time(request.due, zone), time=late))
    else:
        lines.append(
            "  " + tr("due {when}, {time} left", when=long_time(request.due, zone), time=format_duration(request.left))
        )
    return "\n".join(lines) + "\n"
