"""Whose account it is that wrote: somebody of people.yml, by what never changes about an account.

A login can be given up and taken by another; an account's number is never given again. GitHub's noreply addresses carry
it (GitHub Docs, "Email addresses reference": `ID+USERNAME@users.noreply.github.com`), so people.yml knows it where such
an address stands there.
"""

import re

from msgspec import Struct

from workflow.language.message import Message, say
from workflow.records.office import Office, Person

_NUMBERED = re.compile(r"(\d{1,16})\+[^@+]+@users\.noreply\.github\.com", re.ASCII | re.IGNORECASE)


class Holder(Struct, frozen=True):
    """Whoever an account belongs to."""

    person: str = ""
    """A key of people.yml; "" for nobody of the office."""
    flaw: Message | None = None
    """What people.yml has to be asked about."""


def holder_of(office: Office, login: str, account: int) -> Holder:
    """The person whose account this is.

    Where people.yml knows a number, it alone decides: the account with it is that person's under whatever login, and a
    login with another number is nobody's. Where it knows none, the login decides.
    """
    numbered = [key for key, one in office.people.items() if account in _numbers(one)]
    if len(numbered) > 1:
        return Holder(
            flaw=say("Several people in site_config/people.yml have the number of the account {login}.", login=login)
        )
    if numbered:
        [key] = numbered
        named = office.people[key].github
        is_current = named is None or named.casefold() == login.casefold()
        return Holder(key, None if is_current else _renamed(login, named or ""))
    for key, one in office.people.items():
        if one.github and one.github.casefold() == login.casefold():
            return Holder(flaw=_other(login, account, one)) if _numbers(one) else Holder(key)
    return Holder()


def _numbers(person: Person) -> set[int]:
    """The numbers of a person's accounts, as far as their addresses carry them."""
    return {int(found[1]) for mail in person.emails if (found := _NUMBERED.fullmatch(mail))}


def _renamed(login: str, named: str) -> Message:
    return say(
        "This account is called {login} now, and site_config/people.yml still says {old}. "
        "Have `github:` corrected there.",
        login=login,
        old=named,
    )


def _other(login: str, account: int, person: Person) -> Message:
    return say(
        "The account {login} (number {number}) is not the one of {name}: the address in site_config/people.yml carries "
        "another number. Nothing was entered; have people.yml corrected if this is {name}.",
        login=login,
        number=str(account),
        name=person.name,
    )
