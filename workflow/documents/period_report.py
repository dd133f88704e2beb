"""The period report: the public figures of a month or a year (SOP step 8, to the head of the office)."""

import datetime as dt
from typing import Any

from msgspec import Struct

from workflow.config.office import Office
from workflow.documents.letterhead import letterhead
from workflow.i18n.catalog import format_duration
from workflow.i18n.dates import local_time, long_date, long_time, month_name
from workflow.metrics.aggregate import PeriodTally
from workflow.metrics.collect import MetricsInput, PublishedArticle
from workflow.metrics.periods import Period, by_period, month_of, year_of


class Percent(Struct, frozen=True):
    """A share in whole percent."""

    value: int


class WorkingTime(Struct, frozen=True):
    """A duration in working seconds."""

    seconds: int


Cell = str | int | dt.date | Percent | WorkingTime | None
"""A value of a table as what it is; None where there is none."""


def cell_text(cell: Cell) -> str:
    """A value in words."""
    match cell:
        case None:
            return "\N{EN DASH}"
        case Percent(value):
            return f"{value}%"
        case WorkingTime(seconds):
            return format_duration(seconds)
        case dt.date():
            return long_date(cell)
    return str(cell)


class PeriodReport(Struct, frozen=True):
    """The figures of a period, with names in the place of keys."""

    title: str
    figures: PeriodTally
    steps: tuple[tuple[str, int, str, int, int, int, int], ...]
    """Edition, number, activity, performances, median and norm in seconds, performances over the norm."""
    reasons: tuple[tuple[str, int], ...]
    months: tuple[tuple[dt.date, int, int, int | None], ...]
    """First day, received, finished, percent on time; only of a year."""
    stories: tuple[tuple[dt.date, str, str, int], ...]
    """Day, title, category, corrections."""


def make_period_report(
    office: Office, metrics: MetricsInput, now: int, year: int, month: int | None
) -> PeriodReport | None:
    """The figures of a month, or of a year; None where the office has none from then."""
    begin = month_of if month else year_of
    first = dt.date(year, month or 1, 1)
    periods = by_period(metrics.courses, metrics.corrections, office.timeline, now, begin)
    period = next((one for one in periods if one.first == first), None)
    if period is None:
        return None
    months: list[Period] = []
    if not month:
        by_month = by_period(metrics.courses, metrics.corrections, office.timeline, now, month_of)
        months = [one for one in by_month if one.first.year == year]
    published = [one for one in metrics.stories if begin(office.timeline.day_of(one.published)) == first]
    name = month_name(year, month) if month else str(year)
    return PeriodReport(
        title=f"Laporan Layanan Publikasi {name}",
        figures=period.figures,
        steps=tuple(_step(office, one) for one in period.figures.steps),
        reasons=tuple((_reason(office, one.key), one.count) for one in period.figures.reasons),
        months=tuple((one.first, one.figures.received, one.figures.finished, one.figures.percent) for one in months),
        stories=tuple(_story(office, one) for one in published),
    )


def _step(office: Office, one: Any) -> tuple[str, int, str, int, int, int, int]:
    edition = office.edition(one.edition)
    activity = edition.by_number[one.number].activity if edition else ""
    return one.edition, one.number, activity, one.count, one.median, one.norm, one.late


def _reason(office: Office, key: str) -> str:
    named = office.delays.get(key)
    return named.name if named else "tanpa alasan baku"


def _story(office: Office, one: PublishedArticle) -> tuple[dt.date, str, str, int]:
    category = office.categories.get(one.category)
    day = local_time(one.published, office.zone).date()
    return day, one.title, category.name if category else one.category, len(one.corrections)


HEADLINE_FIELDS = (
    ("Surat diterima", "received"),
    ("Selesai", "finished"),
    ("di antaranya tepat waktu", "on_time"),
    ("di antaranya tidak dimuat", "refused"),
    ("Ditarik pengirim", "taken_back"),
    ("Masih diproses pada akhir masa", "open"),
    ("Ralat berita", "corrections"),
)
"""Figures by the names of their fields in PeriodTally; what is a part of the finished says so."""


def headlines(report: PeriodReport) -> list[tuple[str, Cell]]:
    """The figures that come first."""
    figures = report.figures
    rows: list[tuple[str, Cell]] = [(name, getattr(figures, field)) for name, field in HEADLINE_FIELDS]
    on_time = None if figures.percent is None else Percent(figures.percent)
    rows.insert(4, ("Tepat waktu dari yang selesai", on_time))
    rows.append(("Waktu kerja tengah", None if figures.median is None else WorkingTime(figures.median)))
    return rows


def period_report_data(office: Office, report: PeriodReport, now: int) -> dict[str, Any]:
    """The data of the PDF."""
    most = max([1, *(max(received, finished) for _, received, finished, _ in report.months)])
    used = {row[0] for row in report.steps}
    numbers = {one.filled_number for one in office.editions if one.id in used}
    return {
        "head": letterhead(office),
        "title": report.title,
        "headlines": [(name, cell_text(value)) for name, value in headlines(report)],
        "steps": [
            [
                number,
                activity,
                count,
                format_duration(median),
                format_duration(norm),
                late,
                min(1.5, median / norm) if norm else 0,
            ]
            for _, number, activity, count, median, norm, late in report.steps
        ],
        "reasons": report.reasons,
        "months": [
            [month_name(first.year, first.month), received, finished, percent, received / most, finished / most]
            for first, received, finished, percent in report.months
        ],
        "stories": [[long_date(day), *rest] for day, *rest in report.stories],
        "made": long_time(now, office.zone),
        "sop": ", ".join(sorted(numbers - {""})),
    }
