"""The fields of a record as the table names them, taken from the types, and what stands in them."""

import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from msgspec import Struct

from workflow.records.mistake_report import ANSWER_FIELDS
from workflow.text.document import Document
from workflow.text.finding import Place
from workflow.text.validate import inner_type

BODY, PICTURE, ATTACHED, FORM = "body", "picture", "attached", "form"
"""What is no field of the header: the text below it, the bytes of the picture and of the attachments, and how the file
is written (order, quoting, comments)."""
REPORTS, ANSWERS = "reports", "answers"
"""What readers reported, and what the office answered under it: two people may have entered the two."""


def fields_of(kind: type[Any]) -> tuple[str, ...]:
    """Every field of a kind of record, groups taken apart (`image.alt`); lists of entries are whole."""
    return _fields_of(cast("Any", kind))


@cache
def _fields_of(kind: Any) -> tuple[str, ...]:
    media = (PICTURE, ATTACHED) if "image" in kind.__struct_fields__ else ()
    answers = (ANSWERS,) if REPORTS in kind.__struct_fields__ else ()
    return (*_names(kind), *answers, BODY, *media, FORM)


def _names(kind: type[Any]) -> Iterator[str]:
    hints = typing.get_type_hints(kind, include_extras=True)
    for name, key in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
        inner = inner_type(hints[name])
        if isinstance(inner, type) and issubclass(inner, Struct):
            yield from (f"{key}.{other}" for other in inner.__struct_encode_fields__)
        else:
            yield key


def field_values(
    kind: type[Any], document: Document, picture: str = "", attached: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What stands in each field, as it is written; fields that are empty are left out.

    A name that no type knows stands here too, so that the table refuses it. `picture` and `attached`: the names of
    their bytes.
    """
    known = fields_of(kind)
    found: dict[str, Any] = {}
    for key, value in document.header.items():
        if isinstance(value, Mapping) and key not in known:
            found |= {f"{key}.{inner}": one for inner, one in value.items()}
        else:
            found[key] = value
    found |= _reports_and_answers(found.get(REPORTS))
    found |= {BODY: document.body, PICTURE: picture, ATTACHED: attached, FORM: document.text}
    return {name: value for name, value in found.items() if value not in (None, "", [], {}, ())}


def _reports_and_answers(reports: Any) -> dict[str, Any]:
    """The list of reports taken apart: as they came in, and the answers by their places."""
    if not isinstance(reports, list) or not all(isinstance(one, Mapping) for one in reports):
        return {}
    answers = [{name: one[name] for name in ANSWER_FIELDS if name in one} for one in reports]
    asked = [{name: one[name] for name in one if name not in ANSWER_FIELDS} for one in reports]
    return {REPORTS: asked, ANSWERS: {place: one for place, one in enumerate(answers) if one}}


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields in which two versions differ. How a file is written counts only where nothing else differs."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    others = [name for name in names if name != FORM]
    return others or names


def place_of(field: str, document: Document) -> Place:
    """Where a finding about a field points to."""
    if field == BODY:
        return document.body_at
    if field == FORM:
        return 0
    if field in (PICTURE, ATTACHED):
        return ("image",) if field == PICTURE else ("attachments",)
    if field == ANSWERS:
        return (REPORTS,)
    return tuple(field.split("."))
