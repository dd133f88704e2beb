"""`redaksi clock ID`: the receipt of a request's working time, segment by segment."""

from collections.abc import Iterator
from pathlib import Path

import click

from workflow.calendar.breakdown import Segment, SegmentKind, time_segments
from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.i18n.catalog import format_duration, tr
from workflow.reporters.escape import printable
from workflow.rules.context import RequestView
from workflow.services.current_step import find_request
from workflow.text.finding import ExitCode


@click.command("clock", help=tr("Show how a request's working time adds up, from hand-over to hand-over."))
@root_option
@now_option
@click.argument("number", metavar="ID")
def command(root: Path, now: int | None, number: str) -> None:
    """Print the receipt of the request with this agenda number."""
    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(
        office.files, ExitCode.CONFIGURATION
    ):  # nothing is judged here: a number that is none is a wrong call
        view = find_request(office.files, office, number, at)
    click.echo("\n".join(breakdown_lines(view, at)))


def breakdown_lines(view: RequestView, now: int) -> Iterator[str]:
    """All steps done, the open one so far, and the total."""
    from workflow.i18n.dates import long_time

    record, zone = view.record, view.office.zone
    yield f"{record.id}  {printable(record.letter.subject)}"
    yield tr("letter received {when}", when=long_time(record.letter.received, zone))
    total = 0
    for turn in view.walk.turns:
        entry = record.steps[turn.index]
        spent = view.worked[turn.index]
        total += spent
        norm = f" / {format_duration(turn.step.norm.max * 60)}" if turn.step else ""
        yield ""
        yield tr(
            "step {number}, {by}: {time}{norm}", number=entry.step, by=entry.by, time=format_duration(spent), norm=norm
        )
        yield from segment_lines(view, view.handovers[turn.index], entry.finished)
    step = view.walk.next
    if step and not record.withdrawn:
        start = view.handed_over
        spent = view.office.timeline.elapsed(start, now, view.holds)
        total += spent
        yield ""
        yield tr(
            "step {number}, not finished: {time}{norm}",
            number=step.number,
            time=format_duration(spent),
            norm=f" / {format_duration(step.norm.max * 60)}",
        )
        yield from segment_lines(view, start, now)
    yield ""
    yield tr("total: {time} of {norm}", time=format_duration(total), norm=format_duration(view.edition.total * 60))


def segment_lines(view: RequestView, start: int, end: int) -> Iterator[str]:
    """The segments of one step's clock."""
    for segment in time_segments(view.office.timeline, start, end, view.holds):
        yield "  " + segment_line(segment, view.office.zone)


def segment_line(segment: Segment, zone: str) -> str:
    """One segment: when, and what it adds."""
    from workflow.i18n.dates import local_time, weekday_date

    first, last = local_time(segment.start, zone), local_time(segment.end, zone)
    day = weekday_date(first.date())
    match segment.kind:
        case SegmentKind.HOLIDAY:
            return tr("{day}: day off ({name})", day=day, name=segment.name)
        case SegmentKind.REST:
            return tr("{day}: no working day", day=day)
    hours = f"{first:%H.%M}-{last:%H.%M}"
    if segment.kind is SegmentKind.HOLD:
        return tr("{day} {hours}: hold, not counted", day=day, hours=hours)
    return tr("{day} {hours}: {time}", day=day, hours=hours, time=format_duration(segment.seconds))
