"""A document that a story offers to readers, beside its text."""

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from workflow.config.office import Office
from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.pdf.read import read_pdf
from workflow.records.article import Article
from workflow.records.paths import beside

KILOBYTE, MEGABYTE = 1000, 1_000_000


class OfferedFile(Struct, frozen=True):
    """A PDF file that was looked through."""

    source: str
    """Path of the uploaded file below the root."""
    address: str
    title: str
    number: str
    size: int
    """Bytes."""
    pages: int
    digest: str
    """SHA-256 of the file, in hexadecimal digits."""
    text: str
    """Its words, for the search."""

    @property
    def size_words(self) -> str:
        """The size as readers know it from their telephones: "48 KB", "1,4 MB"."""
        if self.size < MEGABYTE:
            return f"{max(1, round(self.size / KILOBYTE))} KB"
        return f"{self.size / MEGABYTE:.1f} MB".replace(".", ",")


def offered_files(path: str, article: Article, page: str, office: Office) -> Iterator[OfferedFile]:
    """The attachments that may be handed to readers; a preview of a draft leaves out what the check refuses."""
    for one in article.attachments:
        source = beside(path, one.file)
        data = office.files.read(source, LARGEST_PDF_BYTES)
        pdf = read_pdf(data) if data is not None else None
        if data is not None and pdf and pdf.is_harmless:
            yield OfferedFile(
                source=source,
                address=f"{page}{one.file}",
                title=one.title,
                number=one.number or "",
                size=len(data),
                pages=pdf.pages,
                digest=hashlib.sha256(data).hexdigest(),
                text=pdf.text.replace("\f", " "),
            )
