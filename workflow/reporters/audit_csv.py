"""Reports an audit as CSV (RFC 4180), one row an entry, safe to open in a spreadsheet."""

from collections.abc import Iterator

from workflow.audit.report import Audit, AuditedEntry
from workflow.reporters.event_log import (
    COMMIT_COLUMN,
    COMMIT_TIME_COLUMNS,
    ENTRY_COLUMNS,
    Activities,
    ColumnKind,
    EventColumn,
    activity_name,
)
from workflow.text.csv_safe import csv_lines, escape_formula

_COLUMNS = (
    EventColumn("request", ColumnKind.TEXT, lambda entry: entry.request),
    EventColumn("path", ColumnKind.TEXT, lambda entry: entry.path),
    EventColumn("person", ColumnKind.TEXT, lambda entry: entry.by),
    EventColumn("finished", ColumnKind.TIME, lambda entry: entry.finished),
    *ENTRY_COLUMNS,
    COMMIT_COLUMN,
    *COMMIT_TIME_COLUMNS,
)


def audit_csv(audit: Audit, activities: Activities) -> Iterator[str]:
    """The rows as lines, the names of the columns first."""
    yield from csv_lines([["activity", *(column.name for column in _COLUMNS)]])
    yield from csv_lines(
        [escape_formula(activity_name(entry, activities)), *(_cell(column, entry) for column in _COLUMNS)]
        for entry in audit.entries
    )


def _cell(column: EventColumn, entry: AuditedEntry) -> str:
    """Only text can be a formula: a number keeps its sign."""
    text = column.text(entry) or ""
    return escape_formula(text) if column.kind is ColumnKind.TEXT else text
