"""Reading one record, for whoever needs no findings: it is either free of errors in its form or not there."""

from typing import TypeVar

from msgspec import Struct

from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.records.seal import Seals, picture_bytes, seals_of
from workflow.text.document import Document, read_document
from workflow.text.validate import validate

T = TypeVar("T")


class ReadArticle(Struct, frozen=True):
    """An article with the file it was read from."""

    record: Article
    document: Document
    seals: Seals


def read_record(kind: type[T], files: Files, path: str) -> tuple[T, Document] | None:
    """The record at a path and the file it stands in; None where there is none, or none that can be read whole."""
    data = files.read(path)
    document, findings = read_document(path, data) if data is not None else (None, [])
    if document is None or findings:
        return None
    record, flaws = validate(kind, document.header, path)
    return None if flaws else (record, document)


def read_article(files: Files, path: str) -> ReadArticle | None:
    """The article at a path; None where there is none, or none that can be read whole."""
    found = read_record(Article, files, path)
    if found is None:
        return None
    record, document = found
    return ReadArticle(record, document, seals_of(record, document.body, picture_bytes(files, path, record)))
