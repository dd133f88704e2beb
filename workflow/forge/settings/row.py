"""What a row of the table is made of: plain data, and one function that looks."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from msgspec import Struct

from workflow.forge.settings.snapshot import Seen
from workflow.i18n.message import Message, mark


class Plan(StrEnum):
    """What a private repository's owner must have for it; a public one has everything without paying.

    GitHub Docs, "GitHub's plans" and the notes on each feature's own page.
    """

    ANY = "any"
    PAID = "paid"
    PROTECTION = "protection"


PLANS = {
    Plan.ANY: mark("every plan"),
    Plan.PAID: mark("public repository: every plan; private: GitHub Pro, Team or Enterprise"),
    Plan.PROTECTION: mark("public repository: every plan; private: Team or Enterprise with GitHub Secret Protection"),
}
"""The plans in words."""


class Request(Struct, frozen=True):
    """One call of GitHub's API that mends something; the path is below the repository."""

    method: str
    path: str
    data: Any = None


class Look(Struct, frozen=True):
    """What was seen of one row."""

    gaps: tuple[Message, ...] = ()
    """How it differs from what is needed; none: all is well."""
    requests: tuple[Request, ...] = ()
    """What mends that; none: a person has to, and the gap says how."""
    notes: tuple[Message, ...] = ()
    """What is worth knowing and is no fault."""


class Row(Struct, frozen=True):
    """One thing that is set on GitHub."""

    key: str
    """Its name for programs."""
    what: Message
    why: Message
    by_hand: Message
    """Where a person sets it in the browser."""
    needs: str
    """The permissions of a token that reads and sets it, as GitHub names them."""
    look: Callable[[Seen], Look]
    used_by: tuple[str, ...] = ()
    """The workflows that depend on it."""
    plan: Plan = Plan.ANY
