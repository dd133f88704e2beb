"""Validation: plain data becomes a typed, frozen record, and all of its errors are found at once.

msgspec converts, and knows our types; it stops at the first error without a position. So when it
stops, this module walks the type field by field, asks msgspec for each single value alone, and makes one
finding of each error. What a type says (its pattern, its description) is never repeated here.
"""

import types
import typing
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import msgspec
import msgspec.structs
from msgspec import Meta, Struct

from workflow.i18n.message import Message, Phrase, WordList, mark, say
from workflow.text.field_types import FIELD_KINDS, Key, decode_field
from workflow.text.finding import MOST_FINDINGS, Finding, Place, ReadingRule
from workflow.text.invisible_characters import first_odd_character, plain_characters
from workflow.text.suggest import closest_word
from workflow.text.yaml_edit import INDICATORS, yaml_scalar

T = TypeVar("T")


class Invalid:
    """Stands in a record for a field that could not be read; rules that read the field are skipped.

    It is false, so that code which asks whether there is a picture, a note or a hold sees none.
    """

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "<broken>"


INVALID: Any = Invalid()
NO_EXAMPLE = "..."
"""Shown for a value of a kind that needs no example."""
EMPTY_LIST = "[]"


def convert(kind: type[T], data: Any) -> T:
    """Convert strings to a type. Raises msgspec.ValidationError at the first thing that does not fit."""
    return msgspec.convert(data, kind, strict=False, dec_hook=decode_field)


def validate(kind: type[T], data: dict[str, Any], path: str) -> tuple[T, list[Finding]]:
    """The record that `data` holds and all findings about its fields.

    A top-level field with an error is INVALID in the record; the rest of the record stands.
    """
    try:
        return convert(kind, data), []
    except msgspec.ValidationError:
        validator = _Validator(path)
        return validator.struct(kind, data, (), top=True), validator.findings


def validate_entries(kind: type[T], data: dict[str, Any], path: str) -> tuple[dict[str, T], list[Finding]]:
    """A mapping of keys to records; an entry with an error is left out, the others stand."""
    validator = _Validator(path)
    entries = {}
    for key, value in data.items():
        entry = validator.value(kind, value, (key,))
        if validator.leaf(Key, key, (key,)) is not INVALID and entry is not INVALID:
            entries[key] = entry
    return entries, validator.findings


class _Validator:
    """One pass over data that does not fit its type; its methods give the value, or INVALID and a finding."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def add(self, rule: ReadingRule, place: Place, message: Message, help_: Message | None = None) -> Any:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(rule, self.path, place, message, help_))
        return INVALID

    def struct(self, kind: Any, data: Any, place: tuple[str | int, ...], *, top: bool = False) -> Any:
        """One mapping with known names. INVALID when a field of it is, but for the top one."""
        if not isinstance(data, dict):
            message = say("`{name}` must be a group of `name: value` lines.", name=_name(place))
            return self.add(
                ReadingRule.TYPE, place, message, say("Write the lines indented below `{name}:`.", name=_name(place))
            )
        hints, fields = _fields(kind)
        names = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))
        free = tuple(name for name in names if name not in data)
        for key in [key for key in data if key not in names][:MOST_FINDINGS]:
            self.unknown(key, place, free, tuple(names))
        values = {}
        for key, field in names.items():
            if key in data and data[key] != "":
                values[field] = self.value(hints[field], data[key], (*place, key))
        for field in fields:
            if field.required and field.name not in values:
                values[field.name] = self.missing(field.encode_name, hints[field.name], place, data)
        if not top and any(value is INVALID for value in values.values()):
            return INVALID
        return kind(**values)

    def missing(self, key: str, hint: Any, place: tuple[str | int, ...], data: dict[str, Any]) -> Any:
        """A field that must be there is not, or nothing stands behind its colon."""
        wanted, example = describe_type(hint)
        example = _as_written(example)
        if key in data:
            line = say(
                "Write it behind the colon: `{name}: {example}` ({wanted}).", name=key, example=example, wanted=wanted
            )
            return self.add(ReadingRule.MISSING, (*place, key), say("`{name}` is empty.", name=key), line)
        return self.add(
            ReadingRule.MISSING,
            place or 0,
            say("`{name}` is missing.", name=key),
            say("Add a line `{name}: {example}` ({wanted}).", name=key, example=example, wanted=wanted),
        )

    def unknown(self, key: str, place: tuple[str | int, ...], free: tuple[str, ...], known: tuple[str, ...]) -> None:
        close = closest_word(plain_characters(key), free or known)
        odd = first_odd_character(key)
        help_ = (
            say("Did you mean `{name}`?", name=close)
            if close
            else say("Known names here: {names}.", names=WordList(known))
        )
        self.add(ReadingRule.UNKNOWN, (*place, key), _unknown(key, odd), help_)

    def value(self, hint: Any, data: Any, place: tuple[str | int, ...]) -> Any:
        """Any value, by what its type says it is."""
        if len(self.findings) >= MOST_FINDINGS:
            return INVALID
        inner = inner_type(hint)
        if isinstance(inner, type) and issubclass(inner, Struct):
            return self.struct(inner, data, place)
        if typing.get_origin(inner) is tuple:
            return self.sequence(hint, data, place)
        if typing.get_origin(inner) is dict:
            key_hint, value_hint = typing.get_args(inner)
            return self.mapping(key_hint, value_hint, data, place)
        return self.leaf(hint, data, place)

    def sequence(self, hint: Any, data: Any, place: tuple[str | int, ...]) -> Any:
        """A list, no longer than its type allows. INVALID when an entry of it is."""
        if not isinstance(data, list):
            message = say("`{name}` must be a list.", name=_name(place))
            return self.add(ReadingRule.TYPE, place, message, say("Begin each entry with `- `."))
        limit = getattr(_meta(hint), "max_length", None)
        if limit and len(data) > limit:
            message = say("`{name}` has more than {limit} entries.", name=_name(place), limit=limit)
            return self.add(ReadingRule.VALUE, place, message)
        item = typing.get_args(inner_type(hint))[0]
        entries = tuple(self.value(item, entry, (*place, i)) for i, entry in enumerate(data))
        return INVALID if any(entry is INVALID for entry in entries) else entries

    def mapping(self, key_hint: Any, value_hint: Any, data: Any, place: tuple[str | int, ...]) -> Any:
        if not isinstance(data, dict):
            message = say("`{name}` must be a group of `name: value` lines.", name=_name(place))
            return self.add(
                ReadingRule.TYPE, place, message, say("Write the lines indented below `{name}:`.", name=_name(place))
            )
        names = tuple(self.leaf(key_hint, key, (*place, key)) for key in data)
        values = tuple(self.value(value_hint, entry, (*place, key)) for key, entry in data.items())
        return INVALID if INVALID in (*names, *values) else dict(zip(names, values, strict=True))

    def leaf(self, hint: Any, data: Any, place: tuple[str | int, ...]) -> Any:
        """A single value: asked of msgspec alone, so that there is one idea of what is right."""
        if not isinstance(data, str):
            message = say("`{name}` must be a single value.", name=_name(place))
            return self.add(
                ReadingRule.TYPE, place, message, say("Write one value behind the colon, without brackets.")
            )
        try:
            return convert(hint, data)
        except msgspec.ValidationError:
            return self.bad_value(hint, data, place)

    def _fits(self, hint: Any, data: str) -> bool:
        try:
            convert(hint, data)
        except msgspec.ValidationError:
            return False
        return True

    def bad_value(self, hint: Any, data: str, place: Place) -> Any:
        wanted, example = describe_type(hint)
        message = say("“{value}” is not {wanted}.", value=data.strip(), wanted=wanted)
        inner = inner_type(hint)
        if (odd := first_odd_character(data)) and ("\t" in data or self._fits(hint, plain_characters(data))):
            anew = say("In it stands {code}, which only looks like the right character; type the value anew.", code=odd)
            return self.add(ReadingRule.VALUE, place, message, anew)
        if isinstance(inner, type) and issubclass(inner, Enum):
            words = tuple(str(member.value) for member in inner)
            close = closest_word(data, words)
            known = say("Write {known}.", known=WordList(words))
            return self.add(
                ReadingRule.VALUE, place, message, say("Did you mean `{name}`?", name=close) if close else known
            )
        help_ = say("Write it like this: {example}", example=_as_written(example)) if example != NO_EXAMPLE else None
        return self.add(ReadingRule.VALUE, place, message, help_)


@cache
def _fields(kind: type[Struct]) -> tuple[dict[str, Any], tuple[msgspec.structs.FieldInfo, ...]]:
    """What a type says of its fields; asking it takes longer than reading a record."""
    return typing.get_type_hints(kind, include_extras=True), msgspec.structs.fields(kind)


def _unknown(key: str, odd: str) -> Message:
    if odd:
        return say("In the name `{name}` stands {code}, which only looks like the right letter.", name=key, code=odd)
    return say("The name `{name}` is not known here.", name=key)


def _name(place: Place) -> str:
    names = [str(part) for part in place if isinstance(part, str)] if isinstance(place, tuple) else []
    return names[-1] if names else ""


def inner_type(hint: Any) -> Any:
    """The type without what is written around it: `Annotated`, `| None`."""
    while True:
        if typing.get_origin(hint) is typing.Annotated:
            hint = typing.get_args(hint)[0]
        elif typing.get_origin(hint) in (typing.Union, types.UnionType):
            hint = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
        else:
            return hint


def describe_type(hint: Any) -> tuple[Phrase | WordList, str]:
    """What a type wants, in words, and an example."""
    inner = inner_type(hint)
    if isinstance(inner, type) and issubclass(inner, Enum):
        members = tuple(str(member.value) for member in inner)
        return WordList(members), members[0]
    if isinstance(inner, type) and issubclass(inner, Struct):
        return Phrase(mark("a group of lines")), "..."
    if meta := _meta(hint):
        return Phrase(meta.description or ""), str((meta.examples or [NO_EXAMPLE])[0])
    if inner in FIELD_KINDS:
        return Phrase(FIELD_KINDS[inner][0]), FIELD_KINDS[inner][1]
    return Phrase(mark("a list")), EMPTY_LIST


def _as_written(example: str) -> str:
    """An example as it stands in a file: between quotation marks where YAML would read it as something else."""
    return yaml_scalar(example) if example.startswith(INDICATORS) and example != EMPTY_LIST else example


def _meta(hint: Any) -> Meta | None:
    """The innermost description of an annotated type."""
    while typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
    for note in getattr(hint, "__metadata__", ()):
        if isinstance(note, Meta) and note.description:
            return note
    return None
