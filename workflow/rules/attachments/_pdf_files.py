"""The attachments of an article, read from beside it."""

from collections.abc import Iterator

from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.pdf.read import read_pdf
from workflow.pdf.summary import PdfSummary
from workflow.records.article import Attachment
from workflow.rules.context import ArticleView
from workflow.text.finding import Place

MOST_ATTACHMENTS = 10
"""Of one article; what is more is a collection, and belongs to the office's document network (JDIH)."""


def place_of(index: int, field: str = "file") -> Place:
    """Where a finding about an attachment points to."""
    return ("attachments", index, field)


def attached(view: ArticleView) -> Iterator[tuple[int, Attachment, bytes | None]]:
    """Each attachment with its bytes, and one more than may be; None where no file is."""
    for index, one in enumerate(view.record.attachments[:MOST_ATTACHMENTS]):
        yield index, one, view.office.files.read(view.beside(one.file), LARGEST_PDF_BYTES)


def inspected(view: ArticleView) -> Iterator[tuple[int, Attachment, PdfSummary]]:
    """Each attachment that is there, with what is known of it."""
    return ((index, one, read_pdf(data)) for index, one, data in attached(view) if data is not None)
