"""Exports the period report as XLSX and Markdown. No text is run as a formula; the same figures give the same bytes."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from workflow.documents.period_report import PeriodReport, headlines
from workflow.extras import Extra, need

FIXED_CREATION_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # XLSX knows no zones
SECONDS_PER_MINUTE = 60


def report_tables(report: PeriodReport) -> list[tuple[str, list[str], list[list[Any]]]]:
    """The report's tables: name, columns, rows. Working times are whole minutes."""
    tables: list[tuple[str, list[str], list[list[Any]]]] = [
        ("Ringkasan", ["Uraian", "Nilai"], [[*row] for row in headlines(report)]),
        (
            "Langkah",
            ["Langkah", "Kegiatan", "Dikerjakan", "Tengah (menit)", "Batas (menit)", "Melewati batas"],
            [
                [number, activity, count, median // SECONDS_PER_MINUTE, norm // SECONDS_PER_MINUTE, late]
                for _, number, activity, count, median, norm, late in report.steps
            ],
        ),
        ("Alasan", ["Alasan keterlambatan", "Jumlah"], [[*row] for row in report.reasons]),
        ("Berita", ["Tanggal", "Judul", "Rubrik", "Ralat"], [[*row] for row in report.stories]),
    ]
    if report.months:
        rows = [[*row[:3], "" if row[3] is None else row[3]] for row in report.months]
        tables.insert(1, ("Bulan", ["Bulan", "Diterima", "Selesai", "Persen tepat waktu"], rows))
    return tables


def xlsx(report: PeriodReport) -> bytes:
    """The spreadsheet. Raises MissingExtraError."""
    need(Extra.PAPERS)
    import xlsxwriter

    buffer = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, plain) as book:
        book.set_properties({"title": report.title, "created": FIXED_CREATION_TIME})
        head = book.add_format({"bold": True, "bottom": 1})
        for name, columns, rows in report_tables(report):
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            page.write_row(0, 0, columns, head)
            for index, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    write = page.write_string if isinstance(cell, str) else page.write_number
                    write(index, column, cell)
            for column, title in enumerate(columns):
                widest = max([len(title), *(len(str(row[column])) for row in rows)])
                page.set_column(column, column, min(60, widest + 2))
    return buffer.getvalue()


def markdown(report: PeriodReport) -> str:
    """The report as text for a pull request or an e-mail."""
    parts = [f"# {report.title}\n"]
    for name, columns, rows in report_tables(report):
        parts.append(f"## {name}\n")
        parts.append("\n".join([_row(columns), _row(["---"] * len(columns)), *(_row(row) for row in rows)]) + "\n")
    return "\n".join(parts)


def _row(cells: Sequence[object] | Iterable[object]) -> str:
    return "| " + " | ".join(_cell(str(cell)) for cell in cells) + " |"


def _cell(text: str) -> str:
    """Text that no Markdown reader takes for anything else."""
    for mark in "\\`*_{}[]<>#|~!":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
