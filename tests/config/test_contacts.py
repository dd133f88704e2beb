"""Every field of the configuration in which a contact may stand is judged as one."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from workflow.config.contacts import CONTACT_FIELDS, ContactKind
from workflow.config.face import PhoneLine
from workflow.config.load import ENTRY_FILES, OPTIONAL_RECORD_FILES, RECORD_FILES
from workflow.text.field_types import Mail

ELSEWHERE = {("people", "*", "emails", "*")}
"""Addresses of commits: see test_commit_addresses.py."""


def contacts(kind: Any, at: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The fields for addresses and telephones in a type."""
    if kind in (Mail, PhoneLine):
        yield at
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind, include_extras=True)
        for field in msgspec.structs.fields(kind):
            yield from contacts(hints[field.name], (*at, field.encode_name))
    elif get_origin(kind) is not Annotated:
        deeper = ("*",) if get_origin(kind) in (dict, tuple) else ()
        for one in get_args(kind):
            yield from contacts(one, (*at, *deeper))


def test_every_field_for_a_contact_is_judged() -> None:
    """A new one is not on the site before somebody said what may stand in it."""
    records = {(name,): kind for name, kind in (RECORD_FILES | OPTIONAL_RECORD_FILES).items()}
    entries = {(name, "*"): kind for name, kind in ENTRY_FILES.items()}
    found = {field for at, kind in (records | entries).items() for field in contacts(kind, at)}
    assert found - ELSEWHERE == CONTACT_FIELDS.keys()
    assert all((kind is ContactKind.MAIL) == (field[-1] == "email") for field, kind in CONTACT_FIELDS.items())
