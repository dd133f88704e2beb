"""Who may see what: the table names every field there is, and what it leaves to the office is taken out."""

import typing
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from tests.support.offices import ROOT
from workflow.config.office import Person
from workflow.config.visibility import (
    BODY_FIELD,
    FIELD_AUDIENCES,
    Audience,
    audience_of,
    visible_texts,
    without_office_texts,
)
from workflow.records.article import Article, ImportedArticle
from workflow.records.request import Request
from workflow.text.document import read_document
from workflow.text.field_types import decode_field
from workflow.text.validate import validate

KINDS = (Article, ImportedArticle, Request, Person)


def parts(kind: Any) -> list[type[Struct]]:
    """The types of records within an annotation."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        return [kind]
    return [one for argument in typing.get_args(kind) for one in parts(argument)]


def reached(kind: type[Struct]) -> set[type[Struct]]:
    hints = typing.get_type_hints(kind, include_extras=True)
    inner = {one for name in kind.__struct_fields__ for one in parts(hints[name])}
    return {kind}.union(*(reached(one) for one in inner))


def test_the_table_names_every_field_of_every_record() -> None:
    kinds: set[type[Struct]] = set().union(*(reached(one) for one in KINDS))
    assert kinds == set(FIELD_AUDIENCES)
    for kind in kinds:
        hints = typing.get_type_hints(kind, include_extras=True)
        plain = {name for name in kind.__struct_fields__ if not parts(hints[name])}
        assert plain == set(FIELD_AUDIENCES[kind]) - {BODY_FIELD}, kind


def test_what_the_table_does_not_name_is_the_offices() -> None:
    class Strange(Struct):
        word: str

    assert audience_of(Strange, "word") is Audience.OFFICE
    assert audience_of(Article, "komentar") is Audience.OFFICE


@pytest.mark.parametrize("kind", [Article, Request])
def test_no_text_of_the_office_is_left(kind: Any) -> None:
    """Over the sample's records, and what is left is still a record that can be kept and read."""
    folder = "content/news" if kind is Article else "content/requests"
    seen = 0
    for file in sorted((ROOT / folder).glob("*/*.md")):
        path = str(file.relative_to(ROOT))
        document, _ = read_document(path, file.read_bytes())
        assert document
        record, flaws = validate(kind, document.header, path)
        if flaws:
            continue
        office = {one.value for one in visible_texts(record) if one.audience is Audience.OFFICE}
        bare = without_office_texts(record)
        left = {one.value for one in visible_texts(bare) if one.audience is Audience.OFFICE} - {"x"}
        assert left <= {"email", "whatsapp", "phone", "letter", "in-person"}, "a closed vocabulary says nothing"
        public = [(one.field, one.value) for one in visible_texts(record) if one.audience is not Audience.OFFICE]
        assert [(one.field, one.value) for one in visible_texts(bare) if one.audience is not Audience.OFFICE] == public
        again = msgspec.msgpack.decode(msgspec.msgpack.encode(bare, enc_hook=int), type=kind, dec_hook=_decoded)
        assert again == bare
        seen += bool(office)
    assert seen > 10


def _decoded(kind: type, value: Any) -> Any:
    return kind(value) if isinstance(value, int) else decode_field(kind, value)
