"""Reading one article, for whoever needs no findings: it is either free of errors in its form or not there."""

from msgspec import Struct

from workflow.records.article import Article
from workflow.records.files import Files
from workflow.records.seal import Seals, picture_of, seals_of
from workflow.text.document import Document, read_document
from workflow.text.shape import shape


class ReadArticle(Struct, frozen=True):
    """An article with the file it was read from."""

    record: Article
    document: Document
    seals: Seals


def read_article(files: Files, path: str) -> ReadArticle | None:
    """The article at a path; None where there is none, or none that can be read whole."""
    data = files.read(path)
    document, _ = read_document(path, data) if data is not None else (None, [])
    record, flaws = shape(Article, document.header, path) if document else (None, [])
    if document is None or record is None or flaws:
        return None
    return ReadArticle(record, document, seals_of(record, document.body, picture_of(files, path, record)))
