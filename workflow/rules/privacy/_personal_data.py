"""What of a text is personal: what looks like a contact or an identity number and is not an institution's."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial

from msgspec import Struct

from workflow.config.office import Office
from workflow.rules.privacy._deobfuscate import sights
from workflow.rules.privacy._digit_groups import Sight
from workflow.rules.privacy._identity_numbers import identity_numbers
from workflow.rules.privacy._mobile_numbers import mobile_numbers
from workflow.rules.privacy._patterns import addresses_of_mail, chats, number

GITHUB = frozenset({"notifications@github.com", "noreply@github.com"})
"""GitHub's own addresses, which are nobody's: they stand in answers by e-mail and in commits."""


class Personal(StrEnum):
    """Kinds of personal data, by the rule that looks for them."""

    EMAIL = "privacy/email"
    PHONE = "privacy/phone"
    IDENTITY = "privacy/identity-number"


class Public(Struct, frozen=True):
    """What institutions publish themselves, so that it may be named."""

    mail: frozenset[str] = frozenset()
    """In small letters."""
    phones: frozenset[str] = frozenset()
    """With the country code, digits only."""


def public(*offices: Office | None) -> Public:
    """What may be named according to one of some offices: one office before and after a change."""
    known = [office for office in offices if office]
    return Public(
        GITHUB.union(mail for office in known for mail in office.institutional_mail),
        frozenset(number(phone) for office in known for phone in office.institutional_phones),
    )


def addresses(text: str, public: frozenset[str]) -> Iterator[Sight]:
    """E-mail addresses that are no institution's."""
    return (sight for sight in addresses_of_mail(text) if public.isdisjoint(sight.held))


def numbers(text: str, public: frozenset[str]) -> Iterator[Sight]:
    """Telephone numbers, and links to talk with somebody, that are no institution's."""
    links = [*chats(text)]
    yield from (sight for sight in links if public.isdisjoint(map(number, sight.held)))
    spans = [(sight.place, text.find(sight.held[0], sight.place) + len(sight.held[0])) for sight in links]
    for sight in mobile_numbers(text):
        in_link = any(start <= sight.place < end for start, end in spans)
        if not in_link and public.isdisjoint(map(number, sight.held)):
            yield sight


def suspected(text: str, kind: Personal, known: Public) -> Iterator[Sight]:
    """All of one kind in a text that is personal, or may be."""
    finders: dict[Personal, Callable[[str], Iterable[Sight]]] = {
        Personal.EMAIL: partial(addresses, public=known.mail),
        Personal.PHONE: partial(numbers, public=known.phones),
        Personal.IDENTITY: identity_numbers,
    }
    return sights(text, finders[kind])


def personal(text: str, known: Public) -> Iterator[tuple[Personal, int]]:
    """Everything personal in a text, with its place; what only may be so is left out.

    What it is stands in no finding: those go into public logs.
    """
    for kind in Personal:
        for sight in suspected(text, kind, known):
            if sight.sure:
                yield kind, sight.place
