"""What of a text is personal: what looks like a contact or an identity number and is not an institution's."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial

from msgspec import Struct

from workflow.records.office import Office
from workflow.rules.privacy.patterns import EMAIL, identity_numbers, mobile_numbers, number
from workflow.rules.privacy.reading import places

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


def addresses(text: str, public: frozenset[str] = frozenset()) -> Iterator[int]:
    """Where e-mail addresses stand that are no institution's."""
    if "@" in text:
        for found in EMAIL.finditer(text):
            if found.group().lower().rstrip(".") not in public:
                yield found.start()


def numbers(text: str, public: frozenset[str] = frozenset()) -> Iterator[int]:
    """Where telephone numbers, and links to talk with somebody, stand that are no institution's."""
    return (place for place, held in mobile_numbers(text) if number(held) not in public)


def identities(text: str) -> Iterator[int]:
    """Where identity numbers stand."""
    return (found.start() for found in identity_numbers(text))


def personal(text: str, known: Public) -> Iterator[tuple[Personal, int]]:
    """Everything personal in a text, with its place. What it is stands in no finding: those go into public logs."""
    finders: dict[Personal, Callable[[str], Iterable[int]]] = {
        Personal.EMAIL: partial(addresses, public=known.mail),
        Personal.PHONE: partial(numbers, public=known.phones),
        Personal.IDENTITY: identities,
    }
    for kind, find in finders.items():
        for place in places(text, find):
            yield kind, place
