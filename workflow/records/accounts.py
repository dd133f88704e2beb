"""Whose an account, an address or a key is: one place where names from outside become people of people.yml.

A login can change hands, an account's id cannot. GitHub's noreply addresses carry both (`1001+login@users.noreply...`).
Source: GitHub Docs, "Email addresses reference" (noreply addresses).
"""

import re
from collections.abc import Iterator

from workflow.records.office import Office, Person
from workflow.records.signers import key_parts

NOREPLY = re.compile(r"(?:(\d+)\+)?([^@+]+)@users\.noreply\.", re.ASCII)


def person_of_account(office: Office, login: str, number: int | None = None) -> str | None:
    """The key of whoever an account on the forge belongs to; None for nobody of the office.

    `number`: the account's id, where the forge said it. A login with another id than the person's noreply address
    carries is nobody's.
    """
    wanted = login.casefold()
    for key, person in office.people.items():
        if person.github and person.github.casefold() == wanted:
            numbers = {one for name, one in _accounts(person) if one is not None and name == wanted}
            return key if number is None or not numbers or number in numbers else None
    return None


def person_called(office: Office, name: str) -> str | None:
    """Whom a server, or somebody at a desk, means by a key of people.yml, a login or an address.

    None for nobody, and where it could be two people.
    """
    wanted = name.casefold()
    found = {
        key
        for key, person in office.people.items()
        if name == key or wanted in ((person.github or "").casefold(), *map(str.casefold, person.emails))
    }
    return found.pop() if name and len(found) == 1 else None


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
        if found := NOREPLY.match(mail.casefold()):
            yield found[2], int(found[1]) if found[1] else None
