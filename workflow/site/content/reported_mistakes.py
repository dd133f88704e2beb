"""Mistakes that readers have reported, as a story's page and the ledger show them: never who reported one."""

from msgspec import Struct

from workflow.config.office import Office
from workflow.records.article import Article
from workflow.records.mistake_report import ReportOutcome, report_number


class PublicReport(Struct, frozen=True):
    """One report and what came of it. Instants in seconds since the epoch."""

    number: str
    received: int
    summary: str
    answered: int | None = None
    outcome: ReportOutcome | None = None
    """None while it is looked into."""
    correction: int | None = None
    """When the act was entered that it led to."""
    reason: str = ""
    """Why the story stands as it is."""
    worked: int | None = None
    """Working seconds from its receipt to the answer."""


def public_reports(article: Article, key: str, office: Office) -> tuple[PublicReport, ...]:
    """The reports of a story, in the order in which they came in. `key`: the story's year and file name."""
    return tuple(
        PublicReport(
            number=report_number(article.request, key, place),
            received=int(one.received),
            summary=one.summary,
            answered=None if one.answered is None else int(one.answered),
            outcome=one.outcome,
            correction=None if one.correction is None else int(one.correction),
            reason=one.reason or "",
            worked=None if one.answered is None else office.timeline.elapsed(one.received, one.answered),
        )
        for place, one in enumerate(article.reports, 1)
    )
