"""Where contacts of institutions stand in the configuration, and what they may be: everybody reads them on the site.

What stands anywhere else is text, and judged like that of a story (`rules/privacy/`).
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from workflow.config.commit_addresses import is_private_provider
from workflow.config.office import Office
from workflow.i18n.message import Message, say
from workflow.text.finding import Finding, Place, Severity

RULE = "office/contacts"
_MOBILE = re.compile(r"(?:0|\+?0*62\D*0?\D*)?8[1-35-9]")
"""How an Indonesian mobile number begins: no area of the fixed network has a code with an eight in front."""


class ContactKind(StrEnum):
    """What a field holds."""

    MAIL = "mail"
    PHONE = "phone"
    """Asked about where it is a mobile number."""
    PUBLISHED_PHONE = "published-phone"
    """A number that an institution publishes of itself, also a mobile one."""


CONTACT_FIELDS: dict[tuple[str, ...], ContactKind] = {
    ("office", "email"): ContactKind.MAIL,
    ("office", "phone"): ContactKind.PHONE,
    ("office", "press", "email"): ContactKind.MAIL,
    ("office", "press", "phone"): ContactKind.PHONE,
    ("agencies", "*", "email"): ContactKind.MAIL,
    ("agencies", "*", "phone"): ContactKind.PUBLISHED_PHONE,
}
"""By file and field; `*` is every key. Addresses of commits in people.yml are judged with the people."""


class _Contact(Struct, frozen=True):
    path: str
    place: Place
    kind: ContactKind
    value: str


def contact_flaws(office: Office) -> Iterator[Finding]:
    """Addresses that are a person's, and numbers that may be one's."""
    for contact in _contacts(office):
        # what it is is not repeated: findings go into public logs
        if contact.kind is ContactKind.MAIL and is_private_provider(contact.value.rpartition("@")[2]):
            yield _flaw(contact, say("Everybody can have an address at this provider; it is no institution's."), MAIL)
        elif contact.kind is ContactKind.PHONE and is_mobile(contact.value):
            message = say("This is a mobile number: is it the institution's own?")
            yield _flaw(contact, message, PHONE, Severity.WARNING)


def is_mobile(number: str) -> bool:
    """Whether a telephone number is an Indonesian mobile one."""
    return bool(_MOBILE.match(number.lstrip(" (").replace(")", "").replace("(", "")))


MAIL = say(
    "Everybody reads it, and what is in Git stays there for ever: write the institution's official address, as in "
    "name@kabupaten.go.id. A person's own belongs in the private contact store."
)
PHONE = say(
    "If it is (an official WhatsApp number), it may stay. If it is a person's, write the office's telephone number: "
    "everybody reads it, and what is in Git stays there for ever."
)


def _flaw(contact: _Contact, message: Message, help_: Message, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(RULE, contact.path, contact.place, message, help_, severity)


def _contacts(office: Office) -> Iterator[_Contact]:
    roots: dict[str, object] = {"office": office.identity, "agencies": office.agencies}
    for (file, *fields), kind in CONTACT_FIELDS.items():
        for place, value in _values(roots[file], tuple(fields), ()):
            yield _Contact(f"site_config/{file}.yml", place, kind, value)


def _values(record: object, fields: tuple[str, ...], at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a field holds, with its place; nothing where it was left out."""
    if not fields:
        if isinstance(record, str):
            yield at, record
    elif isinstance(record, dict):
        for key, one in record.items():
            yield from _values(one, fields[1:], (*at, key))
    elif record is not None:
        yield from _values(getattr(record, fields[0]), fields[1:], (*at, fields[0]))
