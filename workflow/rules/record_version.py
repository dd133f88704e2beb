"""One version of a record, as it stands in a tree of files."""

from functools import lru_cache
from typing import Any

from workflow.git.commit_files import CommitFiles
from workflow.records.file_source import Files
from workflow.rules.change_context import RecordVersion
from workflow.text.document import read_document
from workflow.text.validate import INVALID, validate


def read_version(kind: Any, path: str, files: Files) -> tuple[RecordVersion[Any] | None, frozenset[str]]:
    """A record as it stands in a tree, and the fields of it that are broken; None where there is none.

    Those of commits, which do not change, are kept: a commit and its parent are looked at from several sides.
    """
    return _of_commit(kind, path, files) if isinstance(files, CommitFiles) else _read(kind, path, files)


def _read(kind: Any, path: str, files: Files) -> tuple[RecordVersion[Any] | None, frozenset[str]]:
    data = files.read(path)
    document = read_document(path, data)[0] if data is not None else None
    if document is None:
        return None, frozenset()
    record, flaws = validate(kind, document.header, path)
    broken = frozenset(field for field in kind.__struct_fields__ if flaws and getattr(record, field) is INVALID)
    return RecordVersion(record, document), broken


@lru_cache(256)
def _of_commit(kind: Any, path: str, tree: CommitFiles) -> tuple[RecordVersion[Any] | None, frozenset[str]]:
    return _read(kind, path, tree)


def read_unbroken(kind: type[Any], path: str, files: Files) -> RecordVersion[Any] | None:
    """A record as it stands in a tree; None where there is none or a field of it is broken."""
    found, broken = read_version(kind, path, files)
    return None if broken else found
