"""Types of policy.yml: the evidence that entries need, the code owners of the rules, and what maintainers may own."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from workflow.i18n.message import mark
from workflow.records.key_types import RoleKey
from workflow.sop.edition import Edition
from workflow.text.field_types import Key, Line, Link, Minutes


class Level(StrEnum):
    """What an entry is worth, from least to most (docs/decisions/0007-evidence-from-git.md)."""

    CLAIMED = "claimed"
    """It stands in the file."""
    COMMITTED = "committed"
    """The commit that brought it was made by the person it names."""
    PUSHED = "pushed"
    """The forge, or the Git server, says that the account of that person pushed the commit."""
    SIGNED = "signed"
    """The commit, or the entry, carries a valid signature by a key that was that person's."""
    REVIEWED = "reviewed"
    """Another person with a reviewing role approved that very commit."""

    @property
    def rank(self) -> int:
        """Its place in the order, from 0."""
        return list(Level).index(self)


StepKey = Annotated[str, Meta(pattern=r"^[1-9]\d?$(?!\n)", description=mark("the number of a step"), examples=["5"])]


BotLogin = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,38}(\[bot\])?$(?!\n)",
        description=mark("the account of a program on the forge"),
        examples=["redaksi-contoh[bot]"],
    ),
]


MailDomain = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$(?!\n)",
        max_length=100,
        description=mark("the part of an address behind the @"),
        examples=["kabupaten.go.id"],
    ),
]


class EvidencePolicy(Struct, frozen=True, forbid_unknown_fields=True):
    """What entries must be worth at least when they reach main."""

    default: Level
    steps: dict[StepKey, Level] = {}
    """Steps that need more (or less) than the default."""
    rules: Level | None = None
    """What a change of the rules themselves (see `owners`) must be worth; None: see `needed_of_rules`."""
    reviewers: tuple[RoleKey, ...] = ()
    """Roles whose approval counts as a review."""
    bots: tuple[BotLogin, ...] = ()
    """Accounts of the office's own programs, which push what people asked for in comments."""
    mail_domains: tuple[MailDomain, ...] = ()
    """The office's own domains, whose addresses people may commit with; a forge's noreply addresses need none."""

    def needed(self, step: int) -> Level:
        """The least that an entry of a step must be worth."""
        return self.steps.get(str(step), self.default)

    @property
    def needed_of_rules(self) -> Level:
        """The least that a change of the rules must be worth: where nobody said, as much as a step, never less.

        Otherwise somebody who may not enter a step in another's name could first weaken the policy in that name.
        """
        return self.rules or max(self.default, Level.COMMITTED, key=lambda level: level.rank)


class Owner(Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for a file or a folder: their approval is asked for on GitHub."""

    path: Line
    """From the root, a folder with a slash at its end, as in CODEOWNERS but without wildcards."""
    roles: tuple[RoleKey, ...]


class FormerSite(Struct, frozen=True, forbid_unknown_fields=True):
    """The office's site before Redaksi. Its stories may be taken in as they are: nobody approved them by the SOP."""

    address: Link
    until: dt.date
    """The last day on which a story appeared there; what bears a later date is no story of that site."""


class MaintainerRole(Struct, frozen=True, forbid_unknown_fields=True):
    """A role beside the SOP: it may own settings (see `owners`), does no step and approves no text."""

    title: Line


class Policy(Struct, frozen=True, forbid_unknown_fields=True):
    """site_config/policy.yml."""

    late_after: Minutes
    """Working minutes between a step's end and the commit that brings it; later it is a late entry (susulan)."""
    evidence: EvidencePolicy
    owners: tuple[Owner, ...] = ()
    former_site: FormerSite | None = None
    """None: no story may be imported."""
    maintainers: dict[Key, MaintainerRole] = {}
    """Roles of those who look after the settings; people.yml says who holds them, and when."""

    def without_unknown_roles(self, editions: Sequence[Edition]) -> "Policy":
        """Without the roles that neither the SOP nor the policy has.

        What then has nobody is the head's, as is everything that no owner is named for.
        """
        known = {role for edition in editions for role in edition.performers} | {*self.maintainers}
        owners = (replace(one, roles=_of(one.roles, known)) for one in self.owners)
        reviewers = _of(self.evidence.reviewers, known) or (editions[-1].head,)
        return replace(
            self,
            evidence=replace(self.evidence, reviewers=reviewers),
            owners=tuple(one for one in owners if one.roles),
        )


def _of(roles: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    return tuple(role for role in roles if role in known)


MAINTAINABLE = (
    "site_config/agencies.yml",
    "site_config/announcements.yml",
    "site_config/calendar.yml",
    "site_config/categories.yml",
    "site_config/delays.yml",
    "site_config/holidays.yml",
    "site_config/limits.yml",
    "site_config/moved.yml",
    "site_config/pages/",
    "site_config/partners.yml",
    "site_config/schema/",
    "site_config/spelling/",
    "site_config/topics.yml",
    "site_config/writing.yml",
)
"""What a maintainer may own: lists, days and texts. Nothing in them says who may do what, runs in a browser or is sent.

What does not stand here stays with functions of the SOP, by default with the head: otherwise whoever tends the lists
could make himself editor, lower the evidence that is asked for, or put a script before the readers and so approve in
others' names.
"""


def covers(owned: str, path: str) -> bool:
    """Whether a file or folder of an owner holds a path."""
    return path == owned or path.startswith(owned if owned.endswith("/") else f"{owned}/")


def is_maintainable(path: str) -> bool:
    """Whether a maintainer may own a file or folder."""
    return ".." not in path and any(covers(one, path) or path == one.rstrip("/") for one in MAINTAINABLE)
