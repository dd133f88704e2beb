"""The audit as a table: CSV as in RFC 4180, one row an entry, safe to open in a spreadsheet."""

from collections.abc import Iterator

from workflow.audit.report import Audit, Audited
from workflow.reporters.event_log import COMMIT, ENTRY, WITNESS, Activities, Column, Kind, activity
from workflow.text.csv_safe import csv_lines, defused

_COLUMNS = (
    Column("request", Kind.TEXT, lambda entry: entry.request),
    Column("path", Kind.TEXT, lambda entry: entry.path),
    Column("person", Kind.TEXT, lambda entry: entry.by),
    Column("finished", Kind.TIME, lambda entry: entry.finished),
    *ENTRY,
    COMMIT,
    *WITNESS,
)


def audit_csv(audit: Audit, activities: Activities) -> Iterator[str]:
    """The rows as lines, the names of the columns first."""
    yield from csv_lines([["activity", *(column.name for column in _COLUMNS)]])
    yield from csv_lines(
        [defused(activity(entry, activities)), *(_cell(column, entry) for column in _COLUMNS)]
        for entry in audit.entries
    )


def _cell(column: Column, entry: Audited) -> str:
    """Only text can be a formula: a number keeps its sign."""
    text = column.text(entry) or ""
    return defused(text) if column.kind is Kind.TEXT else text
