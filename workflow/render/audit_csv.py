"""The audit as a table: CSV as in RFC 4180, one row an entry, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterator

from workflow.render.mining import COMMIT, ENTRY, WITNESS, Activities, Column, Kind, activity
from workflow.rules.audited import Audit, Audited

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet takes for a formula, the full-width ones too (OWASP, CSV Injection)."""
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
    writer = csv.writer(_Echo())
    yield writer.writerow(["activity", *(column.name for column in _COLUMNS)])
    for entry in audit.entries:
        yield writer.writerow([_defused(activity(entry, activities)), *(_cell(column, entry) for column in _COLUMNS)])


def _cell(column: Column, entry: Audited) -> str:
    """Only text can be a formula: a number keeps its sign."""
    text = column.text(entry) or ""
    return _defused(text) if column.kind is Kind.TEXT else text


def _defused(text: str) -> str:
    """Text behind an apostrophe where it would be run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


class _Echo:
    """A file that hands each row back: `csv.writer` gives what `write` gives."""

    def write(self, text: str) -> str:
        return text
