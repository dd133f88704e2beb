"""Identity: maps accounts, e-mail addresses and keys to people of people.yml, in this one place.

A login can change hands, an account's id cannot. GitHub's noreply addresses carry both (`1001+login@users.noreply...`).
Source: GitHub Docs, "Email addresses reference" (noreply addresses).
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from workflow.config.allowed_signers import key_parts
from workflow.config.office import Office, Person
from workflow.i18n.message import Message, say

NOREPLY = re.compile(r"(?:(\d{1,16})\+)?([^@+]+)@users\.noreply\.github\.com", re.ASCII)


class AccountHolder(Struct, frozen=True):
    """Whom an account belongs to."""

    person: str = ""
    """A key of people.yml; "" for nobody of the office."""
    flaw: Message | None = None
    """What is wrong in people.yml with this account."""


def account_holder(office: Office, login: str, number: int | None = None) -> AccountHolder:
    """The person whose account this is. `number`: the account's id, where the forge said it.

    Where people.yml knows a number, it alone decides: the account with it is that person's under whatever login, and a
    login with another number is nobody's. Where it knows none, the login decides.
    """
    by_number = [key for key, one in office.people.items() if number is not None and number in _numbers(one)]
    if len(by_number) > 1:
        return AccountHolder(
            flaw=say("Several people in site_config/people.yml have the number of the account {login}.", login=login)
        )
    if by_number:
        [key] = by_number
        named = office.people[key].github
        is_current = named is None or named.casefold() == login.casefold()
        return AccountHolder(key, None if is_current else _renamed(login, named or ""))
    for key, one in office.people.items():
        if one.github and one.github.casefold() == login.casefold():
            if number is not None and _numbers(one):
                return AccountHolder(flaw=_other(login, number, one))
            return AccountHolder(key)
    return AccountHolder()


def person_of_account(office: Office, login: str, number: int | None = None) -> str | None:
    """The key of the person whom an account on the forge belongs to; None for nobody of the office."""
    return account_holder(office, login, number).person or None


def person_with_email(office: Office, email: str) -> str | None:
    """The key of whoever people.yml gives an e-mail address, in any letter case; None for nobody."""
    owners = (key for key, person in office.people.items() if email.lower() in map(str.lower, person.emails))
    return next(owners, None)


def find_person(office: Office, name: str) -> str | None:
    """Whom a server, or somebody at a terminal, means by a key of people.yml, a login or an address.

    None for nobody, and where it could be two people.
    """
    wanted = name.casefold()
    matches = {
        key
        for key, person in office.people.items()
        if name == key or wanted in ((person.github or "").casefold(), *map(str.casefold, person.emails))
    }
    return matches.pop() if name and len(matches) == 1 else None


def identities(person: Person) -> Iterator[str]:
    """Everything by which Git or the forge knows somebody, each in one spelling: no two people share one."""
    yield from (f"mail:{mail.casefold()}" for mail in person.emails)
    if person.github:
        yield f"login:{person.github.casefold()}"
    for login, number in _accounts(person):
        yield f"login:{login}"
        if number is not None:
            yield f"account:{number}"
    yield from (f"key:{blob}" for one in person.keys if (blob := key_parts(one.key)[1]))


def _accounts(person: Person) -> Iterator[tuple[str, int | None]]:
    """The accounts that somebody's noreply addresses name."""
    for mail in person.emails:
        if found := NOREPLY.fullmatch(mail.casefold()):
            yield found[2], int(found[1]) if found[1] else None


def _numbers(person: Person) -> set[int]:
    """The numbers of a person's accounts, as far as their addresses carry them."""
    return {number for _, number in _accounts(person) if number is not None}


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
