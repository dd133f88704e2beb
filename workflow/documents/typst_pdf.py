"""Renders PDF with Typst: an office's template and plain data become PDF/UA-1, the same bytes for the same data.

Data travel as JSON and are never part of the markup, so that whatever a sender writes stays text.
"""

import datetime as dt
import json
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from workflow.extras import Extra, need
from workflow.records.file_source import Folder, with_defaults

TEMPLATES_FOLDER = "site_config/papers"
MISSING_GLYPH = "could not be displayed"
"""What Typst says of a character that no font has. PDF/UA forbids it, so the PDF is then tagged only."""
FIXED_TIMESTAMP = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class PaperSize(StrEnum):
    """Sizes that Indonesian offices print on."""

    A4 = "a4"
    F4 = "f4"
    """215 x 330 mm."""


class TypesetError(Exception):
    """A template is missing or wrong; the text is Typst's own."""


def render_pdf(root: Path, template: str, data: dict[str, Any], paper: PaperSize) -> bytes:
    """The PDF of one document. Raises TypesetError, MissingExtraError."""
    inputs = {"data": json.dumps({**data, "paper": paper.value}, ensure_ascii=False)}
    with TemporaryDirectory() as name:
        folder = Path(name)
        _copy_templates(root, folder)
        try:
            return _compile(folder, template, inputs, accessible=True)
        except RuntimeError as error:
            if MISSING_GLYPH not in str(error):
                raise TypesetError(str(error)) from error
        try:
            return _compile(folder, template, inputs, accessible=False)
        except RuntimeError as error:
            raise TypesetError(str(error)) from error


def _copy_templates(root: Path, folder: Path) -> None:
    """Lay the office's templates and the program's side by side: Typst reads one folder and nothing above it."""
    files = with_defaults(Folder(root))
    for name in files.names(TEMPLATES_FOLDER):
        content = files.read(f"{TEMPLATES_FOLDER}/{name}")
        if content is not None:
            (folder / name).write_bytes(content)


def _compile(folder: Path, template: str, inputs: dict[str, str], *, accessible: bool) -> bytes:
    need(Extra.PAPERS)
    import typst

    return typst.compile(
        str(folder / f"{template}.typ"),
        root=str(folder),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="ua-1" if accessible else "1.7",
        timestamp=FIXED_TIMESTAMP,
    )
