"""Who works in a new office: what is typed for a person, and under which key each stands.

What is read wrongly here is in the history for good: a name is a name, and nothing else about a person enters Git
(Law 27/2022).
"""

import re
from collections.abc import Iterable, Mapping

from workflow.i18n.message import Message, mark, say
from workflow.scaffold.answers import UNNAMED, AnswerError, NewPerson, latin_key, read_text

FORM_OF_NAMES = mark("a name, with the GitHub account behind it if there is one: Name @account; several with ;")
_ACCOUNT = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", re.ASCII)
"""A GitHub account: at most 39 letters, digits and single hyphens within."""
_MAIL = re.compile(r"\S@\S")
_LINK = re.compile(r"://|\bwww\.|\w\.\w+/|\w\.(?:com|net|org|id|example)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[ .()/-]{0,2}\d){5,}")
"""Of a telephone or of an employee (NIP)."""
_DEGREE = r"(?:(?:[^\W\d_]{1,4}\. ?)+(?:[^\W\d_]{1,6}\.?)?|(?=\w*[A-Z]\w*[A-Z])[^\W\d_]{2,4})"
_DEGREES = re.compile(rf"{_DEGREE}(?: ?{_DEGREE}){{0,5}}")
"""S.Sos, M. Si., Ph.D, SH, MSi."""


def read_people(answer: str) -> tuple[NewPerson, ...]:
    """People with `;` between them. Raises AnswerError."""
    people = tuple(_person(" ".join(part.split())) for part in answer.split(";") if part.strip())
    if not people:
        raise AnswerError(say("Give {wanted}.", wanted=FORM_OF_NAMES))
    return people


def _person(text: str) -> NewPerson:
    name, at, account = text.partition("@")
    name = name.rstrip()
    flaw = _no_person(text) or (_no_account(name, account) if at else None) or _several(name)
    if flaw:
        raise AnswerError(flaw)
    return NewPerson(read_text(name), account or None)


def _no_person(text: str) -> Message | None:
    """What is another thing than a name and an account."""
    if _MAIL.search(text):
        return say(
            "“{answer}” holds a mail address, which must not enter the history. Write the name, with the GitHub "
            "account behind it: Name @account.",
            answer=text,
        )
    if _LINK.search(text):
        return say(
            "“{answer}” holds the address of a page. Write the name of a person: Name or Name @account.", answer=text
        )
    if _NUMBER.search(text):
        return say(
            "“{answer}” holds a long number. Telephone and employee numbers must not enter the history; write the "
            "name alone: Name or Name @account.",
            answer=text,
        )
    return None


def _no_account(name: str, account: str) -> Message | None:
    if not name:
        return say("“@{account}” has no name before it. Write Name @account.", account=account)
    if not _ACCOUNT.fullmatch(account):
        return say(
            "“@{account}” is no GitHub account. An account is one word at the end, of at most 39 Latin letters, digits "
            "and hyphens: Name @account.",
            account=account,
        )
    return None


def _several(name: str) -> Message | None:
    """More than one name in one; a degree may follow a comma."""
    parts = [part.strip() for part in name.split(",")[1:]]
    other = next((part for part in parts if not _DEGREES.fullmatch(part)), None)
    if other is None:
        return None
    return say(
        "“{other}” after a comma is no degree (S.Sos, M.Si). If it is another person, write ; between the two; "
        "otherwise leave it out.",
        other=other,
    )


def must_agree(holders: Mapping[str, Iterable[NewPerson]]) -> None:
    """Raises AnswerError where two people have one account, or one person has two."""
    owners: dict[str, NewPerson] = {}
    accounts: dict[str, str] = {}
    for person in (person for people in holders.values() for person in people if person.github):
        account = str(person.github)
        owner = owners.setdefault(account.casefold(), person)
        if owner.name.casefold() != person.name.casefold():
            raise AnswerError(
                say(
                    "@{account} is the account of {first} and of {second}. Each person has an account of their own; "
                    "leave it out where there is none yet.",
                    account=account,
                    first=owner.name,
                    second=person.name,
                )
            )
        first = accounts.setdefault(person.name.casefold(), account)
        if first.casefold() != account.casefold():
            raise AnswerError(
                say(
                    "{name} has two accounts: @{first} and @{second}. Write one, or different names for two people.",
                    name=person.name,
                    first=first,
                    second=account,
                )
            )


def keyed_people(holders: dict[str, tuple[NewPerson, ...]]) -> dict[str, tuple[NewPerson, tuple[str, ...]]]:
    """Each person once, by a key made of the name, with their roles. Names that differ in blanks or case are one."""
    roles: dict[str, list[str]] = {}
    known: dict[str, NewPerson] = {}
    for role, people in holders.items():
        for person in people:
            same = person.name.casefold()
            first = known.setdefault(same, person)
            known[same] = NewPerson(first.name, first.github or person.github)
            roles.setdefault(same, []).append(role)
    made: dict[str, tuple[NewPerson, tuple[str, ...]]] = {}
    for same, person in known.items():
        made[_free(_candidates(person.name, roles[same][0]), made)] = (person, tuple(dict.fromkeys(roles[same])))
    return made


def _candidates(name: str, role: str) -> Iterable[str]:
    """Keys for a person: the first name, first and second, or the role. Degrees (Drs., S.Sos.) are no names."""
    words = (
        []
        if name.endswith(UNNAMED)
        else [latin_key(word) for word in name.partition(",")[0].split() if "." not in word]
    )
    words = [word for word in words if len(word) > 2] or [role]  # noqa: PLR2004  shorter ones are initials
    return [words[0], "-".join(words[:2]), *(f"{words[0]}-{number}" for number in range(2, 100))]


def _free(candidates: Iterable[str], taken: Iterable[str]) -> str:
    used = set(taken)
    return next(one for one in candidates if one not in used)
