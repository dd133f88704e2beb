"""The figures of the service as the public reads them: with names in the place of keys, and charts."""

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.metrics.aggregate import ReasonFigure, StepFigure, Tally
from workflow.metrics.periods import Period, Recent, by_period, month_of, recent, year_of
from workflow.metrics.request_timing import Course
from workflow.records import urls
from workflow.site.models.charts import Bars, Columns, bars, columns

MONTHS = 12
"""Months shown beside the figures of the last twelve months."""


class StepLine(Struct, frozen=True):
    """A step's figures, with its words."""

    sop: str
    """The number of the SOP's edition."""
    activity: str
    figures: StepFigure


class ReasonLine(Struct, frozen=True):
    """A coded reason by its public name."""

    name: str
    count: int


class Report(Struct, frozen=True):
    """One page of figures."""

    address: str
    first: dt.date
    """The first day."""
    year: int | None
    """None for the last twelve months."""
    figures: Tally
    months: tuple[Period, ...]
    steps: tuple[StepLine, ...]
    reasons: tuple[ReasonLine, ...]
    letters: Columns
    """The chart of letters received and finished by month."""
    times: Bars
    """The chart of median times against the norms."""
    delays: Bars
    """The chart of reasons."""


class Service(Struct, frozen=True):
    """All figures of an office at an instant."""

    recent: Recent
    years: tuple[Period, ...]
    months: tuple[Period, ...]
    reports: tuple[Report, ...]
    """The last twelve months first, then the years, the latest first."""


def make_service(office: Office, courses: Sequence[Course], corrections: Iterable[int], now: int) -> Service:
    """The figures of the letters that are listed. `corrections`: when published texts were corrected."""
    ralat = [at for at in corrections if at <= now]
    months = by_period(courses, ralat, office.timeline, now, month_of)
    years = by_period(courses, ralat, office.timeline, now, year_of)
    latest = recent(courses, ralat, office.timeline, now)
    reports = [_report(office, urls.SERVICE, latest.since, None, latest.figures, months[-MONTHS:])]
    for year in reversed(years):
        number = year.first.year
        of_year = [month for month in months if month.first.year == number]
        reports.append(_report(office, urls.service(number), year.first, number, year.figures, of_year))
    return Service(latest, tuple(years), tuple(months), tuple(reports))


def _report(
    office: Office, address: str, first: dt.date, year: int | None, figures: Tally, months: list[Period]
) -> Report:
    steps = tuple(step_line(office, step) for step in figures.steps)
    reasons = tuple(reason_line(office, reason) for reason in figures.reasons)
    return Report(
        address=address,
        first=first,
        year=year,
        figures=figures,
        months=tuple(months),
        steps=steps,
        reasons=reasons,
        letters=columns([(month.first, month.figures.received, month.figures.finished) for month in months]),
        times=bars([(str(line.figures.number), line.figures.median, line.figures.norm) for line in steps]),
        delays=bars([(line.name, line.count, None) for line in reasons]),
    )


def step_line(office: Office, step: StepFigure) -> StepLine:
    """A step of an edition that a request was judged by, so that the office has it."""
    edition = office.edition(step.edition)
    if edition is None:
        raise LookupError(step.edition)
    return StepLine(edition.number, edition.by_number[step.number].activity, step)


def reason_line(office: Office, reason: ReasonFigure) -> ReasonLine:
    """A reason's public name."""
    named = office.delays.get(reason.key)
    return ReasonLine(named.name if named else tr("without a coded reason"), reason.count)
