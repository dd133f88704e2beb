"""What happened on the forge, from the payload of a GitHub webhook. Everything in a payload may be forged or broken.

Only three things matter to the office: a comment, a new issue, a review. All else is `Ignored`, with the reason.
Source: GitHub Docs, "Webhook events and payloads" (`issue_comment`, `issues`, `pull_request_review`).
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

LARGEST = 25 << 20
"""Bytes of a payload that is still read: GitHub sends none that is larger."""
LONGEST = 65_536
"""Characters of a comment or an issue: GitHub takes no longer one."""

Identity = Annotated[int, Meta(ge=1, lt=1 << 53)]
Login = Annotated[str, Meta(pattern=r"^[A-Za-z0-9](-?[A-Za-z0-9])*(_[A-Za-z0-9]+)?$(?!\n)", max_length=39)]
"""An account's name; with a short code after `_` where an enterprise manages it."""
Body = Annotated[str, Meta(max_length=LONGEST)]
Commit = Annotated[str, Meta(pattern=r"^[0-9a-f]{40}$(?!\n)")]
Moment = Annotated[dt.datetime, Meta(tz=True)]
Repository = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}$(?!\n)")]


class Kind(StrEnum):
    """What somebody did."""

    COMMENT = "issue_comment"
    ISSUE = "issues"
    REVIEW = "pull_request_review"


ACTIONS = {Kind.COMMENT: "created", Kind.ISSUE: "opened", Kind.REVIEW: "submitted"}
"""The one action that counts. What is edited or deleted later changes nothing."""


class Reason(StrEnum):
    """Why an event is not acted upon."""

    NAME = "name"
    """Another kind of event."""
    SIZE = "size"
    """A payload or a text that is larger than GitHub makes."""
    FORM = "form"
    """Not JSON, or a field that is needed is missing or not as GitHub writes it."""
    ACTION = "action"
    """Edited, deleted, closed, dismissed ..."""
    PROGRAM = "program"
    """Made by a bot or an app: programs do not do the office's steps, and answer no one's answers."""
    SENDER = "sender"
    """Sent by another account than the one that wrote."""
    EDITED = "edited"
    """The text is no longer the one that was written first."""


class Ignored(Struct, frozen=True):
    """An event that changes nothing."""

    reason: Reason


class Event(Struct, frozen=True, kw_only=True):
    """One thing that one person did. Whether they may, others judge."""

    kind: Kind
    id: int
    """The comment's, the issue's or the review's: the same event sent twice has the same."""
    repository: str
    number: int
    """Of the issue or pull request."""
    on_pull: bool
    """Whether that number is a pull request."""
    is_open: bool
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
    """The account that opened it; None where it was deleted."""
    commit: str = ""
    """The commit a review was given for."""
    state: str = ""
    """What a review decided, in lower case: `approved`, `changes_requested`, `commented`."""


class _User(Struct, frozen=True):
    login: Login
    id: Identity
    type: str


class _Repository(Struct, frozen=True):
    full_name: Repository


class _Thread(Struct, frozen=True, kw_only=True):
    id: Identity
    number: Identity
    state: str
    user: _User | None = None
    body: Body | None = None
    created_at: Moment | None = None
    updated_at: Moment | None = None
    pull_request: dict[str, object] | None = None
    performed_via_github_app: dict[str, object] | None = None


class _Comment(Struct, frozen=True, kw_only=True):
    id: Identity
    user: _User
    body: Body
    created_at: Moment
    updated_at: Moment
    performed_via_github_app: dict[str, object] | None = None


class _Review(Struct, frozen=True, kw_only=True):
    id: Identity
    user: _User
    body: Body | None
    commit_id: Commit
    submitted_at: Moment
    state: str


class _Head(Struct, frozen=True, kw_only=True):
    action: str
    sender: _User
    repository: _Repository


class _CommentPayload(_Head, frozen=True, kw_only=True):
    issue: _Thread
    comment: _Comment

    def event(self) -> Event | Ignored:
        """A comment that is still as it was written."""
        if self.comment.performed_via_github_app:
            return Ignored(Reason.PROGRAM)
        if self.comment.updated_at != self.comment.created_at:
            return Ignored(Reason.EDITED)
        return Event(
            kind=Kind.COMMENT,
            id=self.comment.id,
            repository=self.repository.full_name,
            number=self.issue.number,
            on_pull=self.issue.pull_request is not None,
            is_open=self.issue.state == "open",
            login=self.comment.user.login,
            account=self.comment.user.id,
            text=self.comment.body,
            at=self.comment.created_at,
            letter=self.issue.body or "",
            opened=self.issue.created_at,
            opener=self.issue.user.id if self.issue.user else None,
        )


class _IssuePayload(_Head, frozen=True, kw_only=True):
    issue: _Thread

    def event(self) -> Event | Ignored:
        """An issue that somebody opened: a letter, perhaps."""
        if self.issue.user is None or self.issue.created_at is None or self.issue.pull_request is not None:
            return Ignored(Reason.FORM)
        if self.issue.performed_via_github_app:
            return Ignored(Reason.PROGRAM)
        return Event(
            kind=Kind.ISSUE,
            id=self.issue.id,
            repository=self.repository.full_name,
            number=self.issue.number,
            on_pull=False,
            is_open=self.issue.state == "open",
            login=self.issue.user.login,
            account=self.issue.user.id,
            text=self.issue.body or "",
            at=self.issue.created_at,
            letter=self.issue.body or "",
            opened=self.issue.created_at,
            opener=self.issue.user.id,
        )


class _ReviewPayload(_Head, frozen=True, kw_only=True):
    pull_request: _Thread
    review: _Review

    def event(self) -> Event | Ignored:
        """A review of one commit."""
        return Event(
            kind=Kind.REVIEW,
            id=self.review.id,
            repository=self.repository.full_name,
            number=self.pull_request.number,
            on_pull=True,
            is_open=self.pull_request.state == "open",
            login=self.review.user.login,
            account=self.review.user.id,
            text=self.review.body or "",
            at=self.review.submitted_at,
            commit=self.review.commit_id,
            state=self.review.state.lower(),
        )


class _Sent(Struct, frozen=True):
    """The little that says whether the rest is worth reading: a bot's name is no person's login."""

    action: str
    sender: dict[str, object]


PAYLOADS: dict[Kind, type[_CommentPayload | _IssuePayload | _ReviewPayload]] = {
    Kind.COMMENT: _CommentPayload,
    Kind.ISSUE: _IssuePayload,
    Kind.REVIEW: _ReviewPayload,
}


def read_event(name: str, data: bytes) -> Event | Ignored:
    """The event in a payload. `name` is GitHub's name of the event (`GITHUB_EVENT_NAME`). Never raises."""
    if name not in set(Kind):
        return Ignored(Reason.NAME)
    if len(data) > LARGEST:
        return Ignored(Reason.SIZE)
    try:
        return _decoded(Kind(name), data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Ignored(Reason.FORM)


def _decoded(kind: Kind, data: bytes) -> Event | Ignored:
    sent = msgspec.json.decode(data, type=_Sent)
    if sent.action != ACTIONS[kind]:
        return Ignored(Reason.ACTION)
    if sent.sender.get("type") != "User":
        return Ignored(Reason.PROGRAM)
    event = msgspec.json.decode(data, type=PAYLOADS[kind]).event()
    if isinstance(event, Event) and (event.login, event.account) != (sent.sender.get("login"), sent.sender.get("id")):
        return Ignored(Reason.SENDER)
    return event
