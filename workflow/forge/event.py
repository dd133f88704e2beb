"""What happened on the forge. Read from a webhook's payload in `webhook.py`, a review from the API in `review_run.py`.

Only three things matter to the office: a comment, a new issue, a review that a finished run hands over. All else is an
`IgnoredEvent`, with the reason. What counts is who wrote, never who opened the thread.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Identity = Annotated[int, Meta(ge=1, lt=1 << 53)]
Login = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+$(?!\n)", max_length=39)]
"""An account's name; older ones have hyphens anywhere (`a--b`), those that an enterprise manages a code after `_`."""
Moment = Annotated[dt.datetime, Meta(tz=True)]
Repository = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,39}/[A-Za-z0-9._-]{1,100}$(?!\n)")]


class EventKind(StrEnum):
    """What somebody did."""

    COMMENT = "issue_comment"
    ISSUE = "issues"
    REVIEW = "pull_request_review"


class IgnoreReason(StrEnum):
    """Why an event is not acted upon. What is said then and where: `chatops/event/no_action.py`."""

    NAME = "name"
    """Another kind of event."""
    SIZE = "size"
    """A payload that is larger than GitHub makes."""
    FORM = "form"
    """Not JSON, or a field that is needed is missing or not as GitHub writes it."""
    ACTION = "action"
    """Edited, deleted, closed ..."""
    PROGRAM = "program"
    """Made by a bot."""
    RUN = "run"
    """A run of another workflow than the one for reviews."""
    REPOSITORY = "repository"
    """It happened in another repository."""
    ACCOUNT = "account"
    """Sent by an account that is neither a person's nor a program's."""
    APP = "app"
    """Written by an app in somebody's name."""
    SENDER = "sender"
    """Sent by another account than the one that wrote."""
    EDITED = "edited"
    """The text is no longer the one that was written first."""
    DELETED = "deleted"
    """The text is not there any more."""
    CLOCK = "clock"
    """It happened later than now."""
    TALK = "talk"
    """Nothing was asked for."""
    LETTER = "letter"
    """An issue that is no letter."""
    REVIEW = "review"
    """A review that is no step."""
    OBJECTION = "objection"
    """A review that requests changes while no text waits for its writer's judgement."""
    ROLE = "role"
    """An approving review by somebody who may not do the step that waits for an approval."""
    WITHIN = "within"
    """A command in the middle of a line."""
    SLASH = "slash"
    """A comment that is plainly a command without its slash."""


class Thread(Struct, frozen=True):
    """Where something that is not understood can be answered."""

    repository: str
    number: int
    key: str
    """Names the event among all."""


class IgnoredEvent(Struct, frozen=True):
    """An event that changes nothing."""

    reason: IgnoreReason
    thread: Thread | None = None
    """Where it happened, as far as that can be read."""


class Event(Struct, frozen=True, kw_only=True):
    """One thing that one person did. Whether they may, others judge."""

    kind: EventKind
    id: int
    """The comment's, the issue's or the review's: the same event sent twice has the same."""
    repository: str
    number: int
    """Of the issue or pull request."""
    on_pull: bool
    """Whether that number is a pull request."""
    login: str
    """Who wrote, as GitHub spells the account; a name can be given up and taken by another."""
    account: int
    """The account's number, which never changes and is never given again."""
    text: str
    at: dt.datetime
    """When it was written, by GitHub's clock."""
    letter: str = ""
    """The text of the issue as it is now, below which somebody wrote."""
    opened: dt.datetime | None = None
    """When that issue was opened."""
    opener: int | None = None
    """The account that opened it, of a person or a program; None where it was deleted."""
    commit: str = ""
    """The commit a review was given for."""
    state: str = ""
    """What a review decided, as GitHub lists it: `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED`."""
    node: str = ""
    """The review's name in GitHub's GraphQL."""
    remarks: tuple[str, ...] = ()
    """What the review says at single lines."""
    doubt: IgnoreReason | None = None
    """Why it does not count as that person's word, though it can be answered."""

    @property
    def key(self) -> str:
        """Names the event among all."""
        return f"{self.kind}/{self.id}"


class ReviewRun(Struct, frozen=True):
    """A finished run of the workflow for reviews: somebody reviewed, or dismissed a review. GitHub's own words only."""

    id: int
    repository: str
    source: str
    """The repository of the reviewed branch; "" where it was deleted."""
    branch: str
    actor: int | None
    """The account that reviewed or dismissed; None where it is no person's."""
    at: dt.datetime
    """When the run was made."""
