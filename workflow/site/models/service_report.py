"""The service report: the figures as the public reads them, with names in the place of keys, and charts."""

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.metrics.aggregate import PeriodTally, ReasonFigure, StepFigure
from workflow.metrics.periods import Period, Recent, by_period, month_of, recent, year_of
from workflow.metrics.request_timing import RequestTiming
from workflow.records import urls
from workflow.site.models.charts import BarChart, ColumnChart, bar_chart, column_chart

SHOWN_MONTHS = 12
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


class ServicePage(Struct, frozen=True):
    """One page of figures."""

    address: str
    first: dt.date
    """The first day."""
    year: int | None
    """None for the last twelve months."""
    figures: PeriodTally
    months: tuple[Period, ...]
    steps: tuple[StepLine, ...]
    reasons: tuple[ReasonLine, ...]
    letters: ColumnChart
    """The chart of letters received and finished by month."""
    times: BarChart
    """The chart of median times against the norms."""
    delays: BarChart
    """The chart of reasons."""


class ServiceReport(Struct, frozen=True):
    """All figures of an office at an instant."""

    recent: Recent
    years: tuple[Period, ...]
    months: tuple[Period, ...]
    reports: tuple[ServicePage, ...]
    """The last twelve months first, then the years, the latest first."""


def make_service_report(
    office: Office, timings: Sequence[RequestTiming], corrections: Iterable[int], now: int
) -> ServiceReport:
    """The figures of the letters that are listed. `corrections`: when published texts were corrected."""
    corrected = [at for at in corrections if at <= now]
    months = by_period(timings, corrected, office.timeline, now, month_of)
    years = by_period(timings, corrected, office.timeline, now, year_of)
    latest = recent(timings, corrected, office.timeline, now)
    reports = [_report(office, urls.SERVICE, latest.since, None, latest.figures, months[-SHOWN_MONTHS:])]
    for year in reversed(years):
        number = year.first.year
        of_year = [month for month in months if month.first.year == number]
        reports.append(_report(office, urls.service(number), year.first, number, year.figures, of_year))
    return ServiceReport(latest, tuple(years), tuple(months), tuple(reports))


def _report(
    office: Office, address: str, first: dt.date, year: int | None, figures: PeriodTally, months: list[Period]
) -> ServicePage:
    steps = tuple(step_line(office, step) for step in figures.steps)
    reasons = tuple(reason_line(office, reason) for reason in figures.reasons)
    return ServicePage(
        address=address,
        first=first,
        year=year,
        figures=figures,
        months=tuple(months),
        steps=steps,
        reasons=reasons,
        letters=column_chart([(month.first, month.figures.received, month.figures.finished) for month in months]),
        times=bar_chart([(str(line.figures.number), line.figures.median, line.figures.norm) for line in steps]),
        delays=bar_chart([(line.name, line.count, None) for line in reasons]),
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
