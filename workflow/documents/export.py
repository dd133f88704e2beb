"""Exports the period report as XLSX and Markdown. No text is run as a formula; the same figures give the same bytes."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from msgspec import Struct

from workflow.documents.period_report import Cell, Percent, PeriodReport, WorkingTime, cell_text, headlines
from workflow.documents.typst_pdf import PaperSize
from workflow.extras import Extra, need
from workflow.i18n.dates import month_name

FIXED_CREATION_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # XLSX knows no zones
SECONDS_PER_MINUTE, SECONDS_PER_DAY = 60, 86_400
NARROWEST_COLUMN, WIDEST_COLUMN = 10, 60
"""Characters; longer texts go on in the next line of their cell."""
LINE_HEIGHT = 15
"""Points."""
PAPER_CODES = {PaperSize.A4: 9, PaperSize.F4: 14}
"""Of a sheet's print setup (ECMA-376, part 1, 18.3.1.63); F4 is the nearest to folio, 8.5 x 13 inches."""
FORMATS = {
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "number": {"num_format": "#,##0", "valign": "top"},
    "percent": {"num_format": "0%", "valign": "top"},
    "time": {"num_format": '[h] "jam" m "menit"', "valign": "top"},
    "date": {"num_format": "[$-421]d mmmm yyyy", "align": "left", "valign": "top"},
    "month": {"num_format": "[$-421]mmmm yyyy", "align": "left", "valign": "top"},
}
"""How cells are shown; 421 is Indonesian, whatever the reader's computer speaks."""


class Month(Struct, frozen=True):
    """A month as a cell."""

    first: dt.date


def report_tables(report: PeriodReport) -> list[tuple[str, list[str], list[list[Cell | Month]]]]:
    """The report's tables: name, columns, rows. Working times are whole minutes."""
    tables: list[tuple[str, list[str], list[list[Cell | Month]]]] = [
        ("Ringkasan", ["Uraian", "Nilai"], [[*row] for row in headlines(report)]),
        (
            "Langkah",
            ["Langkah", "Kegiatan", "Dikerjakan", "Tengah (menit)", "Batas (menit)", "Di antaranya melewati batas"],
            [
                [number, activity, count, median // SECONDS_PER_MINUTE, norm // SECONDS_PER_MINUTE, late]
                for _, number, activity, count, median, norm, late in report.steps
            ],
        ),
        ("Alasan", ["Alasan keterlambatan", "Jumlah"], [[*row] for row in report.reasons]),
        ("Berita", ["Tanggal", "Judul", "Rubrik", "Ralat"], [[*row] for row in report.stories]),
    ]
    if report.months:
        rows: list[list[Cell | Month]] = [
            [Month(first), received, finished, None if percent is None else Percent(percent)]
            for first, received, finished, percent in report.months
        ]
        tables.insert(1, ("Bulan", ["Bulan", "Diterima", "Selesai", "Tepat waktu dari yang selesai"], rows))
    return tables


def xlsx(report: PeriodReport, paper: PaperSize = PaperSize.F4) -> bytes:
    """The spreadsheet, ready to be printed. Raises MissingExtraError."""
    need(Extra.PAPERS)
    import xlsxwriter

    buffer = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, plain) as book:
        book.set_properties({"title": report.title, "created": FIXED_CREATION_TIME})
        formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        for name, columns, rows in report_tables(report):
            page = book.add_worksheet(name)
            _set_up_print(page, f"{report.title}: {name}", paper)
            page.write_row(0, 0, columns, formats["head"])
            for index, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    _write(page, (index, column), cell, formats)
            _fit(page, [columns, *([_text(cell) for cell in row] for row in rows)])
    return buffer.getvalue()


def _fit(page: Any, rows: list[list[str]]) -> None:
    """Columns as wide and rows as high as their texts, since not every program makes room for a wrapped text itself."""
    head, *body = rows
    columns = [*zip(*body, strict=True)] or [()] * len(head)
    widths = [
        min(WIDEST_COLUMN, max([NARROWEST_COLUMN, *map(len, title.split()), *map(len, column)]) + 2)
        for title, column in zip(head, columns, strict=True)
    ]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for index, row in enumerate(rows):
        lines = (len(wrap(text, width - 2)) for text, width in zip(row, widths, strict=True))
        page.set_row(index, LINE_HEIGHT * max(1, *lines))


def _set_up_print(page: Any, title: str, paper: PaperSize) -> None:
    """Every column on the sheet, the heads on each page, which says what it is and of how many."""
    page.freeze_panes(1, 0)
    page.set_paper(PAPER_CODES[paper])
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header("&L" + title.replace("&", "&&"))
    page.set_footer("&RHalaman &P dari &N")


def _write(page: Any, at: tuple[int, int], cell: Cell | Month, formats: dict[str, Any]) -> None:
    """A cell as what it is, so that a spreadsheet can sort and add it."""
    match cell:
        case str():
            page.write_string(*at, cell, formats["text"])
        case int():
            page.write_number(*at, cell, formats["number"])
        case Percent(value):
            page.write_number(*at, value / 100, formats["percent"])
        case WorkingTime(seconds):
            page.write_number(*at, seconds / SECONDS_PER_DAY, formats["time"])
        case dt.date():
            page.write_datetime(*at, cell, formats["date"])
        case Month(first):
            page.write_datetime(*at, first, formats["month"])
        case None:
            page.write_blank(*at, None)


def _text(cell: Cell | Month) -> str:
    return month_name(cell.first.year, cell.first.month) if isinstance(cell, Month) else cell_text(cell)


def markdown(report: PeriodReport) -> str:
    """The report as text for a pull request or an e-mail."""
    parts = [f"# {report.title}\n"]
    for name, columns, rows in report_tables(report):
        parts.append(f"## {name}\n")
        lines = (_row(map(_text, row)) for row in rows)
        parts.append("\n".join([_row(columns), _row(["---"] * len(columns)), *lines]) + "\n")
    return "\n".join(parts)


def _row(cells: Sequence[str] | Iterable[str]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    """Text that no Markdown reader takes for anything else."""
    for mark in "\\`*_{}[]<>#|~!":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
