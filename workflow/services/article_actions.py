"""An article that somebody is about to correct, withdraw, republish or move: how it stands, and what can be done."""

from functools import cached_property

from msgspec import Struct

from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.i18n.message import Message, say
from workflow.input.ambiguity import Direction, Unclear
from workflow.input.dates import read_moment
from workflow.records.article import DATING_ACTS, ActKind
from workflow.records.canonical import canonical_form
from workflow.records.file_source import Files, Overlay
from workflow.records.read import ReadArticle, read_article
from workflow.rules.authority.fields import changed_fields
from workflow.rules.authority.git_change import media_paths
from workflow.rules.authority.record_change import record_state, record_values
from workflow.rules.authority.state import State
from workflow.rules.authority.table import READER_FIELDS, UNPUBLISHED_STATES
from workflow.rules.publishing import changed
from workflow.services.errors import RefusedError
from workflow.services.precheck import precheck_errors

POSSIBLE_STATES: dict[ActKind, tuple[State, ...]] = {
    ActKind.CORRECTION: (State.EMBARGOED, State.PUBLISHED),
    ActKind.WITHDRAWAL: (State.EMBARGOED, State.PUBLISHED),
    ActKind.REPUBLICATION: (State.WITHDRAWN,),
    ActKind.EMBARGO: (State.NEW, State.DRAFT, State.EMBARGOED),
    ActKind.UPDATE: (State.PUBLISHED,),
    ActKind.REPLY: (State.PUBLISHED,),
    ActKind.EXPIRY: (State.NEW, State.DRAFT, State.EMBARGOED, State.PUBLISHED),
}
"""The states of a story in which something can be done to it; in all others it is refused."""
NOT_PUBLISHED = say(
    "This story is not published yet, so there is nothing to correct or to withdraw. Change its text itself; where it "
    "was approved already, it is approved anew. Where this very change publishes it, merge that first."
)
NOTHING_TO_CORRECT = say("Nothing of the story is changed yet. Correct its text first, then enter the correction.")
ACT_REFUSALS: dict[tuple[ActKind, State], Message] = {
    **{
        (kind, state): NOT_PUBLISHED
        for kind in (ActKind.CORRECTION, ActKind.WITHDRAWAL)
        for state in UNPUBLISHED_STATES
    },
    **{
        (kind, state): say(
            "This story is not published yet: write what is new into its text. Where it was approved already, it is "
            "approved anew; where this very change publishes it, merge that first."
        )
        for kind in (ActKind.UPDATE, ActKind.REPLY)
        for state in UNPUBLISHED_STATES
    },
    **{(ActKind.REPUBLICATION, state): say("Only a withdrawn story can be republished.") for state in State},
    **{
        (kind, State.WITHDRAWN): say("The story is withdrawn; the only act that can follow is its republication.")
        for kind in ActKind
    },
    **{
        (kind, State.EMBARGOED): say("Nobody can read the story yet; there is nothing to reply to or to add to.")
        for kind in (ActKind.UPDATE, ActKind.REPLY)
    },
    (ActKind.EXPIRY, State.APPROVED): say(
        "The story was approved with the time until which it is valid. Publish it with that; it can be moved then."
    ),
    (ActKind.EMBARGO, State.APPROVED): say(
        "The story was approved with the time that it has. Publish it with that; an embargo that has not "
        "ended can be moved then."
    ),
    (ActKind.EMBARGO, State.PUBLISHED): say(
        "Readers could see the story already; an embargo cannot be moved then. Withdraw it instead."
    ),
}
"""Why not, where more can be said than that the story cannot be read."""


NOTE_ARGUMENTS: dict[ActKind, Argument] = dict.fromkeys(ActKind, Argument.REASON) | dict.fromkeys(
    (ActKind.UPDATE, ActKind.REPLY), Argument.STATEMENT
)
"""What the entry's note is asked for as: why something was done, or what readers are told."""


class ActInput(Struct, frozen=True, kw_only=True):
    """What somebody wants to do to a story. What is missing is asked for."""

    kind: ActKind
    note: str = ""
    """Why, in words that the public reads."""
    moved_to: int | None = None
    """When the story is to appear or to expire, in seconds since the epoch; of an embargo or expiry only."""
    respondent: str = ""
    """Who replies, as what, and when that came in; of a reply only."""
    capacity: str = ""
    received: int | None = None


class ArticleAtHand(Struct, frozen=True, kw_only=True, dict=True):
    """A story as it is to be, and as readers have it: against that, what is done to it is judged."""

    files: Files
    office: Office
    path: str
    now: int
    base: Files

    @cached_property
    def state(self) -> State:
        """How it stands before readers; of one that they do not have, how it stands here."""
        before, here = (record_state(self.path, files, self.office, self.now) for files in (self.base, self.files))
        if before not in UNPUBLISHED_STATES:
            return before
        return here if here in UNPUBLISHED_STATES else State.APPROVED

    @property
    def is_shown(self) -> bool:
        """Whether readers see it, or will once its embargo ends."""
        return self.state in (State.EMBARGOED, State.PUBLISHED)

    @cached_property
    def article(self) -> ReadArticle:
        """The text as it is to be. Raises RefusedError where it cannot be read."""
        found = read_article(self.files, self.path)
        if found is None:
            raise RefusedError(unreadable_message(self.path))
        return found

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The fields of what readers see that are not as they have it."""
        old, new = (record_values(self.path, files) or {} for files in (self.base, self.files))
        return tuple(field for field in changed_fields(old, new) if field in READER_FIELDS)

    @property
    def media(self) -> tuple[str, ...]:
        """The paths of its picture and attachments that are not as readers have them."""
        there = [path for path in media_paths(self.path, (self.files,)) if self.files.size(path) is not None]
        return tuple(path for path in there if self.files.identity(path) != self.base.identity(path))

    def wants(self, inputs: ActInput) -> tuple[Argument, ...]:
        """What must still be asked. Raises RefusedError where it cannot be done, whatever is answered."""
        if self.state not in POSSIBLE_STATES[inputs.kind]:
            raise RefusedError(ACT_REFUSALS.get((inputs.kind, self.state), unreadable_message(self.path)))
        if inputs.kind is ActKind.CORRECTION and not self.is_another:
            raise RefusedError(NOTHING_TO_CORRECT)
        until = (Argument.UNTIL,) if inputs.kind in DATING_ACTS and inputs.moved_to is None else ()
        note = () if inputs.note or self.state in UNPUBLISHED_STATES else (NOTE_ARGUMENTS[inputs.kind],)
        return (*until, *_reply_lacks(inputs), *note)

    @cached_property
    def is_another(self) -> bool:
        """Whether it is another text than the one last vouched for: changed now, or before and without an entry."""
        found = precheck_errors(self.files, {self.path: self.article.document.text}, self.office, self.now)
        return bool(self.changed) or any(one.rule == changed.RULE.slug for one in found)


def _reply_lacks(inputs: ActInput) -> tuple[Argument, ...]:
    """What must still be said of a reply."""
    said = {
        Argument.RESPONDENT: inputs.respondent,
        Argument.CAPACITY: inputs.capacity,
        Argument.RECEIVED: inputs.received,
    }
    return tuple(name for name, value in said.items() if not value) if inputs.kind is ActKind.REPLY else ()


def article_at_hand(files: Files, office: Office, path: str, now: int, base: Files | None = None) -> ArticleAtHand:
    """The story of a file, in canonical form where its text differs from the base's. Raises RefusedError."""
    data = files.read(path)
    if data is None:
        raise RefusedError(say("There is no story {path}.", path=path))
    if base is not None and base.read(path) != data:
        files = Overlay(files, {path: canonical_form(path, data) or data})
    return ArticleAtHand(files=files, office=office, path=path, now=now, base=base or files)


def read_publication_time(words: str, office: Office, now: int) -> int:
    """When a story is to appear, out of people's own words; seconds since the epoch. Raises RefusedError."""
    found = read_moment(words, now, office.zone, Direction.FUTURE)
    if isinstance(found, Unclear):
        raise RefusedError(_question(found))
    return found


def read_expiry_time(words: str, office: Office, now: int) -> int:
    """Until when a story is valid, out of people's own words; it may have passed. Raises RefusedError."""
    ahead = read_moment(words, now, office.zone, Direction.FUTURE)
    if not isinstance(ahead, Unclear):
        return ahead
    past = read_moment(words, now, office.zone, Direction.PAST)
    if not isinstance(past, Unclear):
        return past
    raise RefusedError(_question(ahead))


def read_receipt_time(words: str, office: Office, now: int) -> int:
    """When something came in, out of people's own words; seconds since the epoch. Raises RefusedError."""
    found = read_moment(words, now, office.zone, Direction.PAST)
    if isinstance(found, Unclear):
        raise RefusedError(_question(found))
    return found


def read_act_times(kind: ActKind, until: str, received: str, office: Office, now: int) -> dict[str, int]:
    """The times of an act, out of people's own words, as fields of `ActInput`. Raises RefusedError."""
    read_until = read_expiry_time if kind is ActKind.EXPIRY else read_publication_time
    times = {"moved_to": (until, read_until), "received": (received, read_receipt_time)}
    return {name: read(words, office, now) for name, (words, read) in times.items() if words}


def _question(found: Unclear[int]) -> Message:
    return found.question("30 November 2026 09.00")


def unreadable_message(path: str) -> Message:
    """What is said of a story that nothing can be done to."""
    return say("{path} or its letter cannot be read; see `redaksi check {path}`.", path=path)
