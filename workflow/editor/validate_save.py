"""Validates a save before Git has it: the SOP's own fields must be as they were, and the check must find no error."""

import typing
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from workflow.config.office import Office
from workflow.editor.errors import EditorRefusedError, RefusalReason, findings_refusal
from workflow.editor.form_fields import WRITABLE, without_none
from workflow.editor.proposals import with_pending_corrections
from workflow.engine.check_files import judge_paths
from workflow.i18n.message import say
from workflow.records.article import Article, ArticleStatus
from workflow.records.canonical import canonical_form, cleaned_characters
from workflow.records.file_source import Files, Overlay
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, is_media
from workflow.records.request import Request
from workflow.rules.fields import unseen
from workflow.services.precheck import unauthorized_changes
from workflow.text.document import read_document
from workflow.text.finding import Finding, Severity
from workflow.text.validate import inner_type


class AcceptedSave(Struct, frozen=True):
    """What was sent, as it may be kept."""

    files: dict[str, bytes]
    """In canonical form."""
    warnings: tuple[Finding, ...]


def validate_save(files: Files, office: Office, sent: Mapping[str, bytes], person: str, now: int) -> AcceptedSave:
    """The files as they may be kept, and what is to be said of them. Raises RefusedError with the errors."""
    accepted: dict[str, bytes] = {}
    cleaned: list[Finding] = []
    for path, data in sent.items():
        if is_media(path):
            accepted[path] = data
            continue
        old = files.read(path)
        cleaning = old is None or not cleaned_characters(
            path, old
        )  # else fields of the SOP would change that nobody touched
        accepted[path] = _validated_record(files, path, data, cleaning=cleaning)
        cleaned += _cleaned(path, data) if cleaning else []
    with_corrections, proposed = with_pending_corrections(files, office, accepted, person, now)
    after = Overlay(files, with_corrections)
    findings, _ = judge_paths(after, with_corrections, office.with_files(after), now)
    theirs = (
        finding
        for finding in unauthorized_changes(files, with_corrections, office, person, now)
        if finding.place != ("acts",)
    )
    errors = (*(finding for finding in findings if finding.severity is Severity.ERROR), *theirs)
    if errors:
        texts = {path: data.decode("utf-8", "replace") for path, data in accepted.items()}
        raise findings_refusal(errors, texts)
    return AcceptedSave(
        accepted, (*proposed, *cleaned, *(finding for finding in findings if finding.severity is Severity.WARNING))
    )


def _cleaned(path: str, data: bytes) -> list[Finding]:
    """What is not kept of what was sent, since nobody sees it: said once for each character."""
    codes = dict.fromkeys(one.code for one in cleaned_characters(path, data))
    message = say("{codes} was cleaned out of the text: nobody sees it.", codes=", ".join(codes))
    return [Finding(unseen.RULE.slug, path, 0, message, None, Severity.WARNING)] if codes else []


def _validated_record(files: Files, path: str, data: bytes, *, cleaning: bool) -> bytes:
    kind: type[Any] | None = (
        Article if ARTICLE_PATH.fullmatch(path) else Request if REQUEST_PATH.fullmatch(path) else None
    )
    if kind is None:
        raise EditorRefusedError(RefusalReason.NO_PLACE, path=path)
    text = canonical_form(path, data, cleaning=cleaning)
    after = _header(path, text) if text is not None else None
    if text is None or after is None:
        raise EditorRefusedError(RefusalReason.UNREADABLE, path=path)
    old = files.read(path)
    before = _header(path, old) if old is not None else {}
    if before is None:
        raise EditorRefusedError(RefusalReason.BROKEN, path=path)
    if old is None and kind is Request:
        raise EditorRefusedError(RefusalReason.NEW_LETTER)
    _must_leave_sop_fields(kind, path, before if old is not None else {"status": ArticleStatus.DRAFT.value}, after)
    return text


def _must_leave_sop_fields(kind: type[Any], path: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Fields that are not the writer's stay as they were, also inside the writer's own groups. Raises RefusedError."""
    keys = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))
    hints = typing.get_type_hints(kind, include_extras=True)
    for name in before.keys() | after.keys():
        old, new, field = before.get(name), after.get(name), keys.get(name, "")
        if field not in WRITABLE[kind]:
            if old != new:
                raise EditorRefusedError(RefusalReason.NOT_THEIRS, field=name, path=path)
            continue
        inner = inner_type(without_none(hints[field]))
        if inner in WRITABLE and isinstance(old, Mapping) and isinstance(new, Mapping):
            _must_leave_sop_fields(inner, path, old, new)


def _header(path: str, data: bytes) -> Mapping[str, Any] | None:
    document, _ = read_document(path, data)
    return document.header if document else None
