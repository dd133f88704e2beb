"""The input of history rules: one record before and after a change, or all of a change, and who made what."""

from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

from workflow.config.office import Office
from workflow.config.policy import Level
from workflow.evidence.entry_evidence import EntryEvidence
from workflow.git.log import Commit, CommitChanges, FileChange
from workflow.i18n.message import Message
from workflow.records.agenda_numbers import NewNumber
from workflow.records.article import Article
from workflow.records.canonical import CanonicalDifference
from workflow.records.read import RecordVersion
from workflow.records.request import Request
from workflow.rules.authority.judge import FieldRefusal
from workflow.rules.context import Moment
from workflow.text.finding import Finding

R = TypeVar("R", bound=Request | Article)


class MadeBy(Struct, frozen=True):
    """Who made something what it is."""

    commit: Commit | None
    """The one that brought it as it stands; None: only a merge can have made it."""
    person: str | None
    """Whose commit that is."""
    level: Level
    lacks: Message
    """What it would take to be worth more."""
    at: int
    """When that was, as far as can be known."""

    @property
    def author(self) -> str:
        """The name that the commit's author gave."""
        return self.commit.author_name if self.commit else "?"


class ActEvidence(Struct, frozen=True):
    """Who stands behind a new act on a published story."""

    made: MadeBy
    writers: dict[str, str | None]
    """For each part of the story that the change changes, whose work it is; None: nobody's that is known."""
    approvers: frozenset[str]
    """Others who approved the story exactly as it now is."""
    overtaken: tuple[str, ...] = ()
    """Parts of the story that the change changes once more after the act was entered."""


class ReportEvidence(Struct, frozen=True):
    """Who stands behind a reader's report: None for what the change does not bring."""

    entered: MadeBy | None
    answered: MadeBy | None


class NewApproval(Struct, frozen=True):
    """What a new approval vouches for."""

    author: str
    """The story's byline."""
    editor: str | None
    share: float
    """How much of the story's words somebody else wrote, from 0 to 1."""
    writers: frozenset[str]
    """Whoever handed the story over, or had a hand in it in this change."""


class NewPublication(Struct, frozen=True):
    """What a new publication puts out, in seconds since the epoch."""

    before: int | None
    """The time of publication in the base."""
    now: int | None
    approved_anew: bool
    """Whether the same change brings an approval."""
    approved_at: int | None
    """When the story was approved last."""
    approved_by: str
    reviewed: bool
    """Whether somebody else approved the change that publishes it."""


class NewEntries(Struct, frozen=True):
    """The entries that a change adds to a request, by their places in the list, and where they come from."""

    evidence: dict[int, EntryEvidence] = {}
    """What each is worth."""
    claimed_at: dict[int, int] = {}
    """When this step, person and time were first claimed, in seconds since the epoch."""
    orphans: tuple[int, ...] = ()
    """Entries that no commit brought as they stand; only a merge can have made them."""


class VouchedEntries(Struct, frozen=True):
    """What new entries of a request vouch for, by their places in the list."""

    redrafted: dict[int, tuple[str, ...]] = {}
    """For each new disposition, the fields of the letter that were changed after it."""
    approved: dict[int, NewApproval] = {}
    released: dict[int, NewPublication] = {}


class RecordChange(Struct, Generic[R], frozen=True, kw_only=True):
    """One record that a change touches. `before` or `after` is None where the file is not there or unreadable."""

    change: FileChange
    before: RecordVersion[R] | None
    after: RecordVersion[R] | None
    office: Office
    now: Moment
    refusals: tuple[FieldRefusal, ...] = ()
    """What was done to it by somebody who may not, by the table of authority."""
    departure: CanonicalDifference | None = None
    """Where it is not in its canonical form, though the base's version is, or is not there."""
    acts: dict[int, ActEvidence] = {}
    """For each new act of an article, who made it and who made the text that it vouches for."""
    reports: dict[int, ReportEvidence] = {}
    """For each report of an article's readers that is new or newly answered, who entered that."""
    new_entries: NewEntries = NewEntries()
    vouched: VouchedEntries = VouchedEntries()
    held: dict[int, MadeBy] = {}
    """Who entered each hold of a request that is new, or ended it."""
    taken_back: MadeBy | None = None
    """Who entered that the sender took a letter back, where the change brings that."""

    @property
    def broken(self) -> frozenset[str]:
        """The fields that are broken before or after the change."""
        return frozenset().union(*(version.broken for version in (self.before, self.after) if version))


class MovedDue(Struct, frozen=True):
    """An open request whose due time a new calendar moves. Instants in seconds since the epoch."""

    path: str
    step: int
    old: int
    new: int


class UnvouchedFile(Struct, frozen=True, kw_only=True):
    """A file of the office's rules that nobody entitled to changed or approved."""

    path: str
    owners: tuple[str, ...]
    """The titles of the functions that answer for it."""
    author: str
    """As Git names them; "" where no commit brought the file as it stands."""
    is_known: bool
    """Whether that author's address is somebody's in people.yml."""
    is_owner: bool
    """Whether it is that of an owner, whose commit is not worth enough."""
    needed: Level
    """What it must be worth."""


class DisclosureKind(StrEnum):
    """What can be disclosed; the first three have the names of the rules that look for them in records."""

    EMAIL = "privacy/email"
    PHONE = "privacy/phone"
    IDENTITY = "privacy/identity-number"
    PLACE = "place"
    """Where a picture was taken."""
    HIDDEN = "hidden"
    """Bytes that nobody sees who looks at the picture."""
    UNREADABLE = "unreadable"
    """It cannot be looked through: no text, no picture, or too large."""


class CommitPart(StrEnum):
    """Where in a commit something stands."""

    AUTHOR = "author"
    """The address of the author or committer, which is their own affair."""
    MESSAGE = "message"
    NAME = "name"
    """The name of a file."""
    TEXT = "text"
    PICTURE = "picture"
    ATTACHMENT = "attachment"


class Disclosure(Struct, frozen=True):
    """Personal data that a commit brings, without the data."""

    commit: str
    path: str
    """"" where it is in no file, or its name itself tells."""
    part: CommitPart
    what: DisclosureKind


class TwinStory(Struct, frozen=True):
    """A new story of the former site that is here already."""

    path: str
    other: str


class FormerSiteChange(Struct, frozen=True):
    """What a change does to what the head declared of the former site, and to its stories."""

    twins: tuple[TwinStory, ...] = ()
    lies_ahead: bool = False
    """The day that it declares as the last one is still to come."""
    is_widened: bool = False
    """It moves the last day on, or names another site, though stories have come in by the former declaration."""


class WholeChange(Struct, frozen=True):
    """Everything that lies between the base and the result."""

    changes: tuple[FileChange, ...]
    """Between the base and the result."""
    steps: tuple[CommitChanges, ...]
    """Every commit on the way, oldest first, with what it changed."""
    conflicts: tuple[str, ...]
    """Files in which the change collides with what the base has by now."""
    added_by_both: frozenset[str]
    """Those of them that the base has got meanwhile too."""
    editions_in_use: frozenset[str]
    """Keys of SOP editions that a request in the base names."""
    sizes: dict[str, int]
    """Bytes of every object that a commit on the way brought."""
    fork: str
    """The commit where the change left the base."""
    fork_time: int
    """When that was made, in seconds since the epoch."""
    moved: tuple[MovedDue, ...]
    """Due times that a change of the calendar moves."""
    unvouched: tuple[UnvouchedFile, ...]
    disclosed: tuple[Disclosure, ...]
    undecodable: tuple[str, ...]
    """Pictures that the change brings and that no program can show, though their files seem whole."""
    unnamed: tuple[str, ...]
    """Pictures that come and that no article beside them names in the result."""
    consequences: tuple[Finding, ...]
    """Errors that records which are not touched would have by changed rules, and have not by the base's."""
    now: int
    zone: str
    neighbours: dict[str, tuple[str, ...]]
    """For each folder that gets a new file, and those around it, all names in it in the result."""
    numbers: tuple[NewNumber, ...]
    """The agenda numbers that are taken."""
    former_site: FormerSiteChange
