"""Reading a record: the one way from a file of a folder or a commit to a request or an article.

A file is read as far as it can be (`read_version`). Whoever needs all fields to be sound asks for `read_unbroken`;
whoever needs a file in which nothing is wrong with the form asks for `read_whole`.
"""

from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct

from workflow.git.commit_files import CommitFiles
from workflow.i18n.message import Message
from workflow.records.article import Article, article_type
from workflow.records.file_source import Files
from workflow.records.paths import REQUEST_PATH
from workflow.records.request import Request
from workflow.records.seal import Seals, seals_at
from workflow.text.document import Document, Positions, read_document
from workflow.text.finding import Finding, Place, Related
from workflow.text.validate import INVALID, validate

R = TypeVar("R", bound=Request | Article)
_NO_FIELDS: frozenset[str] = frozenset()


class RecordVersion(Struct, Generic[R], frozen=True, dict=True):
    """A record as one version of its file has it, and what is wrong with that."""

    record: R
    document: Document
    duplicates: tuple[Finding, ...] = ()
    """Names that stand twice in the header."""
    flaws: tuple[Finding, ...] = ()
    """What is wrong with fields."""
    broken: frozenset[str] = _NO_FIELDS
    """The fields that hold nothing usable: they are BROKEN in the record."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong with the file's form."""
        return not self.duplicates and not self.flaws

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.document)

    def related(self, place: Place, message: Message) -> Related:
        """A place in this version, with its line, for findings about another version."""
        line, column = self._positions.of(place)
        return Related(self.document.path, place, message, line, column)


def record_type(path: str) -> type[Request | Article]:
    """What the file at a record's path holds."""
    return Request if REQUEST_PATH.fullmatch(path) else Article


def parse_record(kind: type[R], document: Document, duplicates: list[Finding]) -> RecordVersion[R]:
    """The record in a document, with what was found when that was read."""
    own: type[R] = cast("Any", article_type(document.header)) if kind is Article else kind
    record, flaws = validate(own, document.header, document.path)
    broken = frozenset(field for field in own.__struct_fields__ if getattr(record, field) is INVALID) if flaws else None
    return RecordVersion(record, document, tuple(duplicates), tuple(flaws), broken or _NO_FIELDS)


def read_record(kind: type[R], path: str, data: bytes | None) -> RecordVersion[R] | None:
    """The record in a file's bytes, as far as it can be read; None where there is no file or no header."""
    document, findings = read_document(path, data) if data is not None else (None, [])
    return parse_record(kind, document, findings) if document else None


def read_version(kind: type[R], files: Files, path: str) -> RecordVersion[R] | None:
    """The record at a path, as far as it can be read; None where there is no file or no header.

    Those of commits, which do not change, are kept: a commit and its parent are looked at from several sides.
    """
    if isinstance(files, CommitFiles):
        kept: RecordVersion[R] | None = _of_commit(cast("Any", kind), files, path)
        return kept
    return read_record(kind, path, files.read(path))


@lru_cache(256)
def _of_commit(kind: Any, files: CommitFiles, path: str) -> Any:
    return read_record(kind, path, files.read(path))


def read_unbroken(kind: type[R], files: Files, path: str) -> RecordVersion[R] | None:
    """The record at a path; None where there is none or a field of it is broken."""
    version = read_version(kind, files, path)
    return version if version and not version.broken else None


def read_whole(kind: type[R], files: Files, path: str) -> RecordVersion[R] | None:
    """The record at a path; None where there is none or anything is wrong with its form."""
    version = read_version(kind, files, path)
    return version if version and version.is_whole else None


class ReadArticle(Struct, frozen=True):
    """An article with the file it was read from and its seals."""

    record: Article
    document: Document
    seals: Seals


def read_article(files: Files, path: str) -> ReadArticle | None:
    """The article at a path, with its seals; None where there is none or anything is wrong with its form."""
    version = read_whole(Article, files, path)
    if version is None:
        return None
    record, document = version.record, version.document
    return ReadArticle(record, document, seals_at(files, path, record, document.body))
