"""Decap's proxy protocol: the parameters of its questions, and answers in the form that it takes."""

import base64
from pathlib import Path
from typing import Any

from workflow.editor.errors import labelled_sentence
from workflow.editor.validate_save import AcceptedSave
from workflow.engine.top_warnings import errors_and_top_warnings
from workflow.i18n.catalog import tr
from workflow.records.paths import is_media

Json = dict[str, Any]


class NotFoundError(Exception):
    """What was asked for does not exist (404)."""


class MalformedQuestionError(Exception):
    """A question lacks a parameter (400)."""


class Params(dict[str, Any]):
    """The parameters of a question, or of a part of it. A missing one raises MalformedQuestionError."""

    def __missing__(self, key: str) -> Any:
        raise MalformedQuestionError(key)


def file_answer(path: str, data: bytes) -> Json:
    """A file as Decap takes it."""
    return {"data": data.decode("utf-8", "replace"), "file": {"path": path, "id": path, "label": Path(path).name}}


def decode_image(content: str) -> bytes:
    """A picture as it was sent. Raises MalformedQuestionError."""
    try:
        return base64.b64decode(content)
    except ValueError as error:
        raise MalformedQuestionError from error


def save_answer(saved: AcceptedSave) -> Json:
    """What the page says beside Decap's own messages (assets/told.js): the first few warnings, in plain words."""
    texts = {path: data.decode() for path, data in saved.files.items() if not is_media(path)}
    few, more = errors_and_top_warnings(saved.warnings)
    rest = [tr("and {count} more warnings", count=more)] if more else []
    return {"warnings": [*(labelled_sentence(one, texts) for one in few), *rest], "texts": texts}
