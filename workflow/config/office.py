"""The office, root of the configuration: its people, agencies, partners, categories, calendar and SOP."""

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from workflow.calendar.config import Calendar
from workflow.calendar.working_time import FIRST_YEAR, LAST_YEAR, Timeline
from workflow.config.commands import Commands
from workflow.config.face import Identity, PhoneLine
from workflow.config.file_limits import FileLimits
from workflow.config.pages.emergency import EmergencyNotice
from workflow.config.pages.topics import Topic
from workflow.config.policy import Policy
from workflow.config.style import Style
from workflow.i18n.message import mark
from workflow.records.file_source import Files, Layered, with_defaults
from workflow.records.key_types import RoleKey
from workflow.sop.edition import Edition
from workflow.text.field_types import SECONDS_PER_DAY, Instant, Line, Link, Mail


class ActingCapacity(StrEnum):
    """How somebody holds a role in another's place."""

    DAILY = "plh"
    """Pelaksana harian: while the holder is away."""
    INTERIM = "plt"
    """Pelaksana tugas: while there is no holder."""


class Role(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """A role somebody holds from one day to another, both included."""

    role: RoleKey
    start: dt.date
    until: dt.date | None = None
    acting: ActingCapacity | None = None
    decree: Line | None = None
    """The letter of assignment; an acting role needs one."""


class SigningKey(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """An SSH key somebody signs with, and when it was theirs."""

    key: Line
    start: dt.date
    until: dt.date | None = None
    revoked: dt.date | None = None


RankLine = Annotated[
    str,
    Meta(
        pattern=r"^[^0-9\s][^0-9\n]*$(?!\n)",
        max_length=80,
        description=mark("rank and grade without any digit; an employee's number (NIP) never enters Git"),
        examples=["Pembina Utama Muda (IV/c)"],
    ),
]
"""As below a signature. The number that stands there too tells a day of birth: it is in the private store alone."""


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who may perform steps."""

    name: Line
    roles: tuple[Role, ...]
    rank: RankLine | None = None
    github: Line | None = None
    emails: tuple[Mail, ...] = ()
    """Addresses of Git commits; a forge's noreply addresses or the office's own domain, never personal ones."""
    keys: tuple[SigningKey, ...] = ()


class Agency(Struct, frozen=True, forbid_unknown_fields=True):
    """An institution that sends letters. Its address here is the institution's, never a person's."""

    name: Line
    short: Line
    email: Mail | None = None
    phone: PhoneLine | None = None
    """A number that the institution itself publishes, also a mobile one; never a person's own."""
    website: Link | None = None


class PartnerKind(StrEnum):
    """What kind of outlet a partner is."""

    WEBSITE = "website"
    PRINT = "print"
    ONLINE = "online"
    RADIO = "radio"
    TELEVISION = "television"
    SOCIAL = "social"


class Partner(Struct, frozen=True, forbid_unknown_fields=True):
    """An outlet that news is given to, the office's own site among them."""

    name: Line
    kind: PartnerKind


class NamedItem(Struct, frozen=True, forbid_unknown_fields=True):
    """A category of news, or a coded reason for a delay."""

    name: Line
    description: Line


class Announcement(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """A notice on the home page that is no news: closed counters, a change of address, a call for tenders."""

    title: Line
    text: Line
    start: Instant
    until: Instant
    """The first moment at which it is no longer shown; an announcement without an end is forgotten there."""
    link: Link | None = None
    """Where more is said."""


_NEVER = 1 << 62
"""An instant after every other."""


class Office(Struct, frozen=True, dict=True):
    """Everything that records are judged by."""

    files: Layered
    """Its files, over what the program brings along."""
    identity: Identity
    calendar: Calendar
    timeline: Timeline
    people: dict[str, Person]
    agencies: dict[str, Agency]
    partners: dict[str, Partner]
    categories: dict[str, NamedItem]
    delays: dict[str, NamedItem]
    writing: Style
    policy: Policy
    editions: tuple[Edition, ...]
    """Oldest first."""
    digest: str
    """Fingerprint of all configuration, so that a cached verdict knows what it was judged by."""
    moved: dict[str, str] = {}
    """Paths of a former site, and the pages of this one that they lead to."""
    announcements: dict[str, Announcement] = {}
    emergency: dict[str, EmergencyNotice] = {}
    """What stands on top of every page while its time is."""
    topics: dict[str, Topic] = {}
    commands: Commands = Commands()
    """How steps are done in comments."""
    limits: FileLimits = FileLimits()
    """How large the files of the site may be."""

    def with_files(self, files: Files) -> "Office":
        """The office that judges other files, such as those of a change: its people and rules stay what they are."""
        return replace(self, files=with_defaults(files))

    @property
    def zone(self) -> str:
        """The office's time zone."""
        return self.calendar.file.zone

    def edition(self, key: str) -> Edition | None:
        """The edition of that name."""
        return next((edition for edition in self.editions if edition.id == key), None)

    def edition_on(self, day: dt.date) -> Edition | None:
        """The edition in force on a day; none before the first."""
        return next((edition for edition in reversed(self.editions) if edition.effective <= day), None)

    def agency_name(self, key: str) -> str:
        """The name of the agency that sent a letter; its key where agencies.yml does not have it."""
        agency = self.agencies.get(key)
        return agency.name if agency else key

    def role_title(self, role: str) -> str:
        """What people call a role: as the latest edition that has it does, or the policy for maintainers."""
        titles = (edition.performers[role].title for edition in reversed(self.editions) if role in edition.performers)
        kept = self.policy.maintainers.get(role)
        return next(titles, kept.title if kept else role)

    def roles_of(self, person: str, at: int) -> list[str]:
        """The roles somebody holds at an instant, by the office's local date."""
        return [role for start, end, role in self._terms.get(person, ()) if start <= at < end]

    @cached_property
    def _terms(self) -> dict[str, list[tuple[int, int, str]]]:
        """Each person's roles with the instants from which and until which they are held."""
        return {
            key: [(*self.term(role.start, role.until), role.role) for role in person.roles]
            for key, person in self.people.items()
        }

    def term(self, first: dt.date, last: dt.date | None) -> tuple[int, int]:
        """The instants at which the first day begins and the last one ends; far years have no bound."""
        start = self.timeline.at(first, 0) if first.year >= FIRST_YEAR else -_NEVER
        end = self.timeline.at(last, SECONDS_PER_DAY) if last and last.year <= LAST_YEAR else _NEVER
        return start, end

    @cached_property
    def institutional_mail(self) -> frozenset[str]:
        """Every address that may be named in public: the office's own and the agencies'."""
        agencies = (agency.email for agency in self.agencies.values() if agency.email)
        press = [self.identity.press.email] if self.identity.press else []
        return frozenset(address.lower() for address in (self.identity.email, *press, *agencies))

    @cached_property
    def institutional_phones(self) -> frozenset[str]:
        """Every telephone number that may be named in public, as the configuration writes it."""
        agencies = (agency.phone for agency in self.agencies.values() if agency.phone)
        press = [self.identity.press.phone] if self.identity.press and self.identity.press.phone else []
        return frozenset((self.identity.phone, *press, *agencies))
