"""Every field of a record has a name that people use."""

import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from workflow.records.article import Article, ImportedArticle
from workflow.records.field_labels import label_of
from workflow.records.request import Request


def places(kind: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every field below a type, in an entry of each list."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        for name, written in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
            yield (*place, written)
            yield from places(hints[name], (*place, written))
        return
    inner = typing.get_args(kind)
    listed = typing.get_origin(kind) is tuple
    for one in inner:
        yield from places(one, (*place, 0) if listed else place)


@pytest.mark.parametrize("kind", [Request, Article, ImportedArticle])
def test_every_field_has_a_name(kind: Any) -> None:
    found = [*places(kind)]
    assert len(found) > 15
    assert [place for place in found if label_of(place) is None] == []


def test_the_same_name_in_another_group_is_another_thing() -> None:
    sender, since = label_of(("letter", "from")), label_of(("holds", 0, "from"))
    assert sender
    assert since
    assert sender.text != since.text


def test_running_text_and_settings_have_none() -> None:
    assert label_of(17) is None
    assert label_of(()) is None
    assert label_of(("years", 3)) is None
