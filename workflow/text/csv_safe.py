"""CSV (RFC 4180) that a spreadsheet may open: guards against formula injection."""

import csv
from collections.abc import Iterable, Iterator

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet takes for a formula, the full-width ones too (OWASP, CSV Injection)."""


def escape_formula(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Rows as lines. Texts must have passed `escape_formula`; a number keeps its sign."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow(row)


class _Echo:
    """A file that hands each row back: `csv.writer` gives what `write` gives."""

    def write(self, text: str) -> str:
        return text
