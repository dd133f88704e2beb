"""Serialisation of records: the order of their fields, times as the office writes them, edits of a header."""

from collections.abc import Callable

from workflow.i18n.dates import local_time
from workflow.records.article import ImportedArticle
from workflow.records.request import Disposition, Entry, Request
from workflow.text.document import Document

REQUEST_ORDER = Request.__struct_encode_fields__
ARTICLE_ORDER = ImportedArticle.__struct_encode_fields__
"""Of every article; what only those of the former site have stands last."""
ENTRY_ORDER = Entry.__struct_encode_fields__
DISPOSITION_ORDER = Disposition.__struct_encode_fields__


def format_instant(at: int, zone: str) -> str:
    """An instant to the minute, with its offset."""
    return local_time(at, zone).isoformat(timespec="minutes")


def whole_minute(at: int) -> int:
    """An instant without its seconds, as it is written."""
    return at - at % 60


def edit_header(document: Document, edit: Callable[[str], str]) -> str:
    """The whole text with its header edited. Raises KeyError where the edit finds no place."""
    return document.with_header(edit(document.header_text))
