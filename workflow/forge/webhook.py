"""Parses a webhook's payload into an event. Everything in a payload may be forged or broken.

Source: GitHub Docs, "Webhook events and payloads" (`issue_comment`, `issues`, `workflow_run`), and GitHub's OpenAPI
description of webhooks, which says what may be null or absent.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from workflow.forge.event import (
    Event,
    EventKind,
    Identity,
    IgnoredEvent,
    IgnoreReason,
    Login,
    Moment,
    Repository,
    ReviewRun,
    Thread,
)
from workflow.forge.github_user import Account

MAX_PAYLOAD_BYTES = 25 << 20
"""Bytes of a payload that is still read: GitHub sends none that is larger."""
MAX_TEXT_LENGTH = 65_536
"""Characters of a comment or an issue: GitHub takes no longer one."""
RUN_EVENT = "workflow_run"
"""The event by which a finished run is told."""
REVIEW_WORKFLOW = ".github/workflows/review.yml"
"""The workflow that runs for each review."""
COUNTED_ACTION = {EventKind.COMMENT: "created", EventKind.ISSUE: "opened", RUN_EVENT: "completed"}
"""The one action that counts of each event that is read. What is edited or deleted later changes nothing."""

Body = Annotated[str, Meta(max_length=MAX_TEXT_LENGTH)]


class _Person(Struct, frozen=True):
    login: Login
    id: Identity


class _Repository(Struct, frozen=True):
    full_name: Repository


class _Thread(Struct, frozen=True, kw_only=True):
    id: Identity
    number: Identity
    user: Account | None = None
    body: Body | None = None
    created_at: Moment
    pull_request: dict[str, object] | None = None
    performed_via_github_app: dict[str, object] | None = None

    @property
    def opener(self) -> int | None:
        return self.user.id if self.user else None


class _Comment(Struct, frozen=True, kw_only=True):
    id: Identity
    user: Account | None = None
    body: Body
    created_at: Moment
    updated_at: Moment
    performed_via_github_app: dict[str, object] | None = None


class _Payload(Struct, frozen=True, kw_only=True):
    sender: _Person
    repository: _Repository

    def _doubt(self, part: _Comment | _Thread) -> IgnoreReason | None:
        if part.performed_via_github_app:
            return IgnoreReason.APP
        if part.user is None or (part.user.login, part.user.id) != (self.sender.login, self.sender.id):
            return IgnoreReason.SENDER
        return None


class _CommentPayload(_Payload, frozen=True, kw_only=True):
    issue: _Thread
    comment: _Comment

    def event(self) -> Event:
        """A comment; one that is no longer as it was written first is no word of its writer."""
        edited = IgnoreReason.EDITED if self.comment.updated_at != self.comment.created_at else None
        return Event(
            kind=EventKind.COMMENT,
            id=self.comment.id,
            repository=self.repository.full_name,
            number=self.issue.number,
            on_pull=self.issue.pull_request is not None,
            login=self.sender.login,
            account=self.sender.id,
            text=self.comment.body,
            at=self.comment.created_at,
            letter=self.issue.body or "",
            opened=self.issue.created_at,
            opener=self.issue.opener,
            doubt=self._doubt(self.comment) or edited,
        )


class _IssuePayload(_Payload, frozen=True, kw_only=True):
    issue: _Thread

    def event(self) -> Event:
        """An issue that somebody opened: a letter, perhaps."""
        return Event(
            kind=EventKind.ISSUE,
            id=self.issue.id,
            repository=self.repository.full_name,
            number=self.issue.number,
            on_pull=False,
            login=self.sender.login,
            account=self.sender.id,
            text=self.issue.body or "",
            at=self.issue.created_at,
            letter=self.issue.body or "",
            opened=self.issue.created_at,
            opener=self.issue.opener,
            doubt=self._doubt(self.issue),
        )


class _Run(Struct, frozen=True, kw_only=True):
    id: Identity
    path: str
    event: str
    repository: _Repository
    head_repository: _Repository | None = None
    head_branch: str | None = None
    actor: Account | None = None
    created_at: Moment


class _RunPayload(Struct, frozen=True, kw_only=True):
    repository: _Repository
    workflow_run: _Run

    def event(self) -> ReviewRun | IgnoredEvent:
        """A run for a review. Its path may begin with the repository, and end in `@` and the ref whose file it was."""
        run = self.workflow_run
        path = run.path.partition("@")[0].removeprefix(f"{self.repository.full_name}/")
        if (path, run.event) != (REVIEW_WORKFLOW, EventKind.REVIEW):
            return IgnoredEvent(IgnoreReason.RUN)
        if run.repository.full_name != self.repository.full_name:
            return IgnoredEvent(IgnoreReason.REPOSITORY)
        source = run.head_repository.full_name if run.head_repository else ""
        person = run.actor.id if run.actor and run.actor.is_person else None
        return ReviewRun(run.id, self.repository.full_name, source, run.head_branch or "", person, run.created_at)


class _Envelope(Struct, frozen=True):
    """The little that says whether the rest is worth reading: a bot's name is no person's login."""

    action: str
    sender: Account


class _Numbered(Struct, frozen=True):
    id: Identity
    number: Identity


class _Identified(Struct, frozen=True):
    id: Identity


class _ThreadOnly(Struct, frozen=True):
    """As much of a payload as says where it can be answered."""

    repository: _Repository
    issue: _Numbered
    comment: _Identified | None = None


PAYLOADS: dict[str, type[_CommentPayload | _IssuePayload | _RunPayload]] = {
    EventKind.COMMENT: _CommentPayload,
    EventKind.ISSUE: _IssuePayload,
    RUN_EVENT: _RunPayload,
}
DECODE_ERRORS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading a payload may raise."""


def read_event(name: str, data: bytes) -> Event | ReviewRun | IgnoredEvent:
    """The event in a payload. `name` is GitHub's name of the event (`GITHUB_EVENT_NAME`). Never raises."""
    if name not in PAYLOADS:
        return IgnoredEvent(IgnoreReason.NAME)
    if len(data) > MAX_PAYLOAD_BYTES:
        return IgnoredEvent(IgnoreReason.SIZE)
    try:
        return _decoded(name, data)
    except DECODE_ERRORS:
        return IgnoredEvent(IgnoreReason.FORM, _thread(name, data))


def _decoded(name: str, data: bytes) -> Event | ReviewRun | IgnoredEvent:
    envelope = msgspec.json.decode(data, type=_Envelope)
    if envelope.action != COUNTED_ACTION[name]:
        return IgnoredEvent(IgnoreReason.ACTION)
    if envelope.sender.type == "Bot" and name != RUN_EVENT:
        return IgnoredEvent(IgnoreReason.PROGRAM)
    event = msgspec.json.decode(data, type=PAYLOADS[name]).event()
    if isinstance(event, Event) and not envelope.sender.is_person:
        return msgspec.structs.replace(event, doubt=IgnoreReason.ACCOUNT)
    return event


def _thread(name: str, data: bytes) -> Thread | None:
    try:
        found = msgspec.json.decode(data, type=_ThreadOnly)
    except DECODE_ERRORS:
        return None
    identity = (found.comment or found.issue).id
    return Thread(found.repository.full_name, found.issue.number, f"{name}/{identity}")
