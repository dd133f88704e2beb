"""A row of the table of settings: plain data, and one function that observes."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from msgspec import Struct

from workflow.forge.settings.snapshot import SettingsSnapshot
from workflow.i18n.message import Message, mark


class GitHubPlan(StrEnum):
    """What a private repository's owner must have for it; a public one has everything without paying.

    GitHub Docs, "GitHub's plans" and the notes on each feature's own page.
    """

    ANY = "any"
    PAID = "paid"
    PROTECTION = "protection"


PLANS = {
    GitHubPlan.ANY: mark("every plan"),
    GitHubPlan.PAID: mark("public repository: every plan; private: GitHub Pro, Team or Enterprise"),
    GitHubPlan.PROTECTION: mark(
        "public repository: every plan; private: Team or Enterprise with GitHub Secret Protection"
    ),
}
"""The plans in words."""


class ApiRequest(Struct, frozen=True):
    """One call of GitHub's API that mends something; the path is below the repository."""

    method: str
    path: str
    data: Any = None


class Observation(Struct, frozen=True):
    """What was seen of one row."""

    gaps: tuple[Message, ...] = ()
    """How it differs from what is needed; none: all is well."""
    requests: tuple[ApiRequest, ...] = ()
    """What mends that; none: a person has to, and the gap says how."""
    notes: tuple[Message, ...] = ()
    """What is worth knowing and is no fault."""


class SettingRow(Struct, frozen=True):
    """One thing that is set on GitHub."""

    key: str
    """Its name for programs."""
    what: Message
    why: Message
    by_hand: Message
    """Where a person sets it in the browser."""
    needs: str
    """The permissions of a token that reads and sets it, as GitHub names them."""
    look: Callable[[SettingsSnapshot], Observation]
    used_by: tuple[str, ...] = ()
    """The workflows that depend on it."""
    plan: GitHubPlan = GitHubPlan.ANY
