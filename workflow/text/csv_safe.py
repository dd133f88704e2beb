"""Tables as CSV (RFC 4180) that a spreadsheet may open: no text in them is run as a formula."""

import csv
from collections.abc import Iterable, Iterator

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet takes for a formula, the full-width ones too (OWASP, CSV Injection)."""


def escape_formula(text: str) -> str:
    """Text behind an apostrophe where it would be run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Rows as lines. Text must be defused before; a number keeps its sign."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow(row)


class _Echo:
    """A file that hands each row back: `csv.writer` gives what `write` gives."""

    def write(self, text: str) -> str:
        return text
