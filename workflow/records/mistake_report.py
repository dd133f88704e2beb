"""A mistake that a reader has reported, and what came of it. Who reported it is never in Git."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from workflow.records.key_types import PersonKey
from workflow.text.field_types import Instant, Prose


class ReportOutcome(StrEnum):
    """How the office has answered a report."""

    CORRECTED = "corrected"
    """The story was corrected."""
    REJECTED = "rejected"
    """The story stands; the reason is told."""


class MistakeReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One report, as the office entered it: appended, and answered once.

    Source: UU 40/1999, pasal 1 (hak koreksi); Pedoman Pemberitaan Media Siber, butir 4.
    """

    received: Instant
    by: PersonKey
    """Who entered it."""
    summary: Prose
    """What is said to be wrong, in the office's own words and without the reader's name."""
    answered: Instant | None = None
    """None while it is looked into."""
    answered_by: PersonKey | None = None
    outcome: ReportOutcome | None = None
    correction: Instant | None = None
    """The time of the correction that it led to: `at` of an act."""
    reason: Prose | None = None
    """Why the story stands as it is, in words that the public reads."""

    @property
    def is_open(self) -> bool:
        """Whether it is still looked into."""
        return self.outcome is None


def reported_already(report: MistakeReport, earlier: Iterable[MistakeReport]) -> bool:
    """Whether the same words stand in a report that waits, or came in at the same time: it was entered twice."""
    words = _words_of(report)
    return any(words == _words_of(one) and (one.is_open or one.received == report.received) for one in earlier)


def _words_of(report: MistakeReport) -> str:
    return " ".join(report.summary.casefold().split()).rstrip(".")


REPORT_FIELDS = ("received", "by", "summary")
ANSWER_FIELDS = ("answered", "answered_by", "outcome", "correction", "reason")
"""What a reader's report says, and what the office answered: two people may have entered the two."""


def report_number(agenda: str, key: str, place: int) -> str:
    """The number of a story's report at a place from 1: nobody gives it out, so none is given twice.

    `agenda`: the number of the story's letter; a story of the former site has none and is named by its `key`.
    """
    return f"L-{agenda or key.replace('/', '-')}-{place}"
