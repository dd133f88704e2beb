"""The verdict of the table on one record that a change touches; whoever asks says who did what."""

from collections.abc import Callable, Collection, Iterable, Iterator
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.i18n.message import Message
from workflow.rules.authority.party import roles_in
from workflow.rules.authority.state import State
from workflow.rules.authority.table import Cell, Occasion, cell
from workflow.sop.edition import Edition


class Objection(StrEnum):
    """What is wrong with a change of a field."""

    NEVER = "never"
    """It is nobody's in this state."""
    OCCASION = "occasion"
    """What must come along is not there."""
    PERSON = "person"
    """Nobody whose it is made or approved the change."""


class FieldRefusal(Struct, frozen=True):
    """A field that was changed by somebody who may not, or when it does not change."""

    field: str
    state: State
    cell: Cell
    objection: Objection
    by: str = ""
    """Who changed it, as Git names the author; "" where nobody can be named."""
    lacks: Message | None = None
    """Why that person's word does not suffice, where it does not."""


class ValueProvenance(Struct, frozen=True):
    """Who stands behind the value of a field: whoever made it what it is, and whoever approved exactly that."""

    persons: frozenset[str]
    """Keys of people.yml whose evidence suffices."""
    author: str = ""
    """Who made it, as Git names the author."""
    claimed: str = ""
    """The person whose address that author gave, which is a claim; "" where it is nobody's."""
    lacks: Message | None = None
    """Why the maker's word does not suffice, where it does not."""

    def and_by(self, persons: frozenset[str]) -> "ValueProvenance":
        """The same with some others beside."""
        return replace(self, persons=self.persons | persons)


class AuthorityCase(Struct, frozen=True):
    """One record before and after a change, as the table looks at it."""

    kind: type[Any]
    state: State
    edition: Edition
    fields: tuple[str, ...]
    """The fields that differ."""
    occasions: frozenset[Occasion]
    """What the change brings along."""


def refusals(
    case: AuthorityCase, office: Office, at: int, vouching: Callable[[str], ValueProvenance]
) -> Iterator[FieldRefusal]:
    """Every field that the table does not let change so. `at`: when the change came in; roles are those held then."""
    for field in case.fields:
        allowed = cell(case.kind, field, case.state)
        roles = roles_in(allowed.who, case.edition)
        if not roles:
            yield FieldRefusal(field, case.state, allowed, Objection.NEVER)
        elif allowed.along and case.occasions.isdisjoint(allowed.along):
            yield FieldRefusal(field, case.state, allowed, Objection.OCCASION)
        elif not hold_one_of(office, (by := vouching(field)).persons, roles, at):
            yield FieldRefusal(field, case.state, allowed, Objection.PERSON, by.author, by.lacks)


def hold_one_of(office: Office, persons: Iterable[str], roles: Collection[str], at: int) -> bool:
    """Whether one of some people holds one of some roles at a time."""
    return any(not set(roles).isdisjoint(office.roles_of(person, at)) for person in persons)
