"""What of a text is personal: what looks like a contact or an identity number and is not an institution's."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial

from msgspec import Struct

from workflow.config.office import Office
from workflow.rules.privacy._deobfuscate import find_readings
from workflow.rules.privacy._digit_groups import PersonalMatch
from workflow.rules.privacy._identity_numbers import identity_numbers
from workflow.rules.privacy._mobile_numbers import mobile_numbers
from workflow.rules.privacy._patterns import chat_links, email_addresses, normal_number

GITHUB_ADDRESSES = frozenset({"notifications@github.com", "noreply@github.com"})
"""GitHub's own addresses, which are nobody's: they stand in answers by e-mail and in commits."""


class PersonalKind(StrEnum):
    """Kinds of personal data, by the rule that looks for them."""

    EMAIL = "privacy/email"
    PHONE = "privacy/phone"
    IDENTITY = "privacy/identity-number"


class PublicContacts(Struct, frozen=True):
    """What institutions publish themselves, so that it may be named."""

    mail: frozenset[str] = frozenset()
    """In small letters."""
    phones: frozenset[str] = frozenset()
    """With the country code, digits only."""


def public_contacts(*offices: Office | None) -> PublicContacts:
    """What may be named according to one of some offices: one office before and after a change."""
    known = [office for office in offices if office]
    return PublicContacts(
        GITHUB_ADDRESSES.union(mail for office in known for mail in office.institutional_mail),
        frozenset(normal_number(phone) for office in known for phone in office.institutional_phones),
    )


def personal_addresses(text: str, public: frozenset[str]) -> Iterator[PersonalMatch]:
    """E-mail addresses that are no institution's."""
    return (sight for sight in email_addresses(text) if public.isdisjoint(sight.held))


def personal_numbers(text: str, public: frozenset[str]) -> Iterator[PersonalMatch]:
    """Telephone numbers, and links to talk with somebody, that are no institution's."""
    links = [*chat_links(text)]
    yield from (sight for sight in links if public.isdisjoint(map(normal_number, sight.held)))
    spans = [(sight.place, text.find(sight.held[0], sight.place) + len(sight.held[0])) for sight in links]
    for sight in mobile_numbers(text):
        in_link = any(start <= sight.place < end for start, end in spans)
        if not in_link and public.isdisjoint(map(normal_number, sight.held)):
            yield sight


def find_suspects(text: str, kind: PersonalKind, known: PublicContacts) -> Iterator[PersonalMatch]:
    """All of one kind in a text that is personal, or may be."""
    finders: dict[PersonalKind, Callable[[str], Iterable[PersonalMatch]]] = {
        PersonalKind.EMAIL: partial(personal_addresses, public=known.mail),
        PersonalKind.PHONE: partial(personal_numbers, public=known.phones),
        PersonalKind.IDENTITY: identity_numbers,
    }
    return find_readings(text, finders[kind])


def find_personal_data(text: str, known: PublicContacts) -> Iterator[tuple[PersonalKind, int]]:
    """Everything personal in a text, with its place; what only may be so is left out.

    What it is stands in no finding: those go into public logs.
    """
    for kind in PersonalKind:
        for sight in find_suspects(text, kind, known):
            if sight.sure:
                yield kind, sight.place
