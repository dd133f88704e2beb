"""The parties of the table: functions of the office, drawn from the SOP's own data, whatever its roles are called."""

from enum import StrEnum

from workflow.config.office import Office
from workflow.i18n.message import mark
from workflow.sop.edition import Edition, Need


class Party(StrEnum):
    """Whose a field is. Each is a set of roles that the edition of the SOP names."""

    NOBODY = "nobody"
    STAFF = "staff"
    """Anybody who holds a role of the edition."""
    REGISTRY = "registry"
    """Those who do the first step: they enter the letter."""
    DECIDERS = "deciders"
    """Those who do the step that disposes of the letter, and the head."""
    NEWSROOM = "newsroom"
    """Those who write, correct and publish, and the head."""
    EDITORS = "editors"
    """Those who may vouch for a text, and the head."""
    HEAD = "head"
    """Whoever answers for the service."""


PARTY_NAMES: dict[Party, str] = {
    Party.NOBODY: mark("nobody"),
    Party.STAFF: mark("whoever holds a role in the office"),
    Party.REGISTRY: mark("whoever registers letters"),
    Party.DECIDERS: mark("whoever disposes of letters, and the head"),
    Party.NEWSROOM: mark("whoever writes, corrects or publishes, and the head"),
    Party.EDITORS: mark("whoever corrects, and the head"),
    Party.HEAD: mark("the head of the office"),
}


def roles_in(party: Party, edition: Edition) -> tuple[str, ...]:
    """The roles that make up a party by an edition, in the order of its steps."""
    if party is Party.NOBODY:
        return ()
    if party is Party.STAFF:
        return tuple(edition.performers)
    head = (edition.head,) if party in (Party.DECIDERS, Party.NEWSROOM, Party.EDITORS, Party.HEAD) else ()
    return tuple(dict.fromkeys((*(role for step in _steps(party, edition) for role in step), *head)))


def _steps(party: Party, edition: Edition) -> list[tuple[str, ...]]:
    """The roles of the steps that a party does."""
    needs = {
        Party.DECIDERS: (Need.DISPOSITION,),
        Party.NEWSROOM: (Need.NEWS, Need.CONTENT, Need.OUTLETS),
        Party.EDITORS: (Need.CONTENT,),
    }
    if party is Party.REGISTRY:
        return [edition.first.roles]
    return [step.roles for step in edition.steps if any(step.leaves(need) for need in needs.get(party, ()))]


def party_titles(party: Party, edition: Edition) -> tuple[str, ...]:
    """What an edition calls the functions of a party."""
    return tuple(edition.performers[role].title for role in roles_in(party, edition) if role in edition.performers)


def edition_for(office: Office, key: str | None) -> Edition:
    """The edition that a record is judged by; the latest where it names none that is known."""
    return (office.edition(key) if key else None) or office.editions[-1]
