"""Who sits at this desk: somebody of people.yml, by the address that their Git commits with."""

from workflow.config.office import Office
from workflow.git.worktree import GitIdentity
from workflow.i18n.message import WordList, say
from workflow.services.errors import RefusedError


def person_of(office: Office, email: str) -> str:
    """The key of whoever works here: the owner of Git's address. Raises RefusedError."""
    found = [key for key, person in office.people.items() if email and email.lower() in map(str.lower, person.emails)]
    if not found:
        message = say(
            "Who are you? Git's address is not in site_config/people.yml. Say `--as` with one of {names}.",
            names=WordList(tuple(sorted(office.people))),
        )
        raise RefusedError(message)
    return found[0]


def identity_of(office: Office, person: str) -> GitIdentity:
    """Whom a commit names as its author: the person, with the address by which the check knows them."""
    known = office.people[person]
    return GitIdentity(known.name, known.emails[0] if known.emails else f"{person}@users.noreply.invalid")


def names_of_holders(office: Office, roles: tuple[str, ...], at: int) -> tuple[str, ...]:
    """The names of those who hold one of these roles then."""
    return tuple(
        person.name for key, person in office.people.items() if not set(roles).isdisjoint(office.roles_of(key, at))
    )
