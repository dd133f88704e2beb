"""What a webhook's payload says: the events that count, whatever GitHub may leave out, and that nothing else gets through."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from workflow.forge.event import Event, EventKind, IgnoredEvent, IgnoreReason, ReviewRun, Thread
from workflow.forge.webhook import (
    COUNTED_ACTION,
    MAX_PAYLOAD_BYTES,
    MAX_TEXT_LENGTH,
    REVIEW_WORKFLOW,
    RUN_EVENT,
    read_event,
)

COMMIT = "3d3c42e5aac5ba805825da76410c181273ba90b1"
AT = "2026-11-23T01:05:09Z"
Payload = dict[str, Any]


def user(login: str = "rina-kominfo", kind: str = "User") -> Payload:
    """An account as GitHub writes it."""
    home = f"https://api.github.com/users/{login}"
    return {"login": login, "id": 21031067, "node_id": "MDQ6VXNlcjIx", "url": home, "type": kind, "site_admin": False}


def thread(**more: Any) -> Payload:
    """An issue or pull request."""
    return {
        "id": 444500041,
        "number": 7,
        "title": "Surat",
        "user": user(),
        "labels": [],
        "state": "open",
        "locked": False,
        "comments": 0,
        "created_at": AT,
        "updated_at": AT,
        "closed_at": None,
        "author_association": "MEMBER",
        "body": "isi",
        **more,
    }


def payload(name: str) -> Payload:
    """A whole payload in which nothing is wrong."""
    repository = {"id": 186853002, "name": "berita", "full_name": "kantor/berita", "private": False}
    head: Payload = {"repository": repository, "sender": user(), "action": COUNTED_ACTION[name]}
    if name == EventKind.ISSUE:
        return {"issue": thread(), **head}
    if name == RUN_EVENT:
        run = {
            "id": 9001,
            "path": REVIEW_WORKFLOW,
            "event": "pull_request_review",
            "repository": repository,
            "actor": user(),
        }
        place = {"head_repository": repository, "head_branch": "redaksi/2026-0003", "head_sha": COMMIT}
        return {"workflow_run": {**run, **place, "created_at": AT, "pull_requests": []}, "workflow": None, **head}
    comment = {"id": 492700400, "user": user(), "created_at": AT, "updated_at": AT, "body": "/status"}
    pull = {"url": "https://api.github.com/repos/kantor/berita/pulls/7"}
    return {"issue": thread(pull_request=pull), "comment": comment, **head}


def changed(name: str, path: str, value: Any) -> bytes:
    """A payload with one field changed (or, with `...`, without it)."""
    made = copy.deepcopy(payload(name))
    *way, last = path.split(".")
    at = made
    for step in way:
        at = at[step]
    if value is ...:
        at.pop(last, None)
    else:
        at[last] = value
    return json.dumps(made).encode()


def meant(name: str, path: str, value: Any) -> Event | ReviewRun | IgnoredEvent:
    return read_event(name, changed(name, path, value))


WRITER = {EventKind.COMMENT: "comment", EventKind.ISSUE: "issue"}
WRONG_ACTIONS = {
    EventKind.COMMENT: ("edited", "deleted", "", "Created", "opened"),
    EventKind.ISSUE: ("edited", "deleted", "closed", "reopened", "transferred", "labeled", "assigned", "created"),
    RUN_EVENT: ("requested", "in_progress", ""),
}


def unreadable() -> Iterator[tuple[str, str, Any, IgnoreReason]]:
    """Comments and issues that say nothing of who wrote, when or what."""
    for kind, part in WRITER.items():
        yield kind, "sender.type", "Bot", IgnoreReason.PROGRAM
        for login in ("", "rina kominfo", "rina\n", "a" * 40, "../rina", "rina[bot]", None, ...):
            yield kind, "sender.login", login, IgnoreReason.FORM
        for account in (0, -1, 1 << 53, "21031067", True, None, ...):
            yield kind, "sender.id", account, IgnoreReason.FORM
        for number in (0, -1, 1 << 53, "7", 7.5, True, None, ...):
            yield kind, f"{part}.id", number, IgnoreReason.FORM
        for at in ("2026-11-23", "2026-11-23T01:05:09", "kemarin", 1, None, ...):
            yield kind, f"{part}.created_at", at, IgnoreReason.FORM
        yield kind, f"{part}.body", "x" * (MAX_TEXT_LENGTH + 1), IgnoreReason.FORM
        yield kind, f"{part}.body", ["/status"], IgnoreReason.FORM
        yield kind, part, ..., IgnoreReason.FORM


def refused() -> Iterator[tuple[str, str, Any, IgnoreReason]]:
    """One wrong thing at a time, in which nobody can be heard."""
    for name in COUNTED_ACTION:
        for action in WRONG_ACTIONS[EventKind(name) if name != RUN_EVENT else RUN_EVENT]:
            yield name, "action", action, IgnoreReason.ACTION
        for field in ("action", "sender", "repository"):
            yield name, field, ..., IgnoreReason.FORM
        for full in ("kantor", "kantor/berita/lain", "kantor/berita\n", "../berita", "kantor/$(id)"):
            yield name, "repository.full_name", full, IgnoreReason.FORM
    yield from unreadable()
    yield RUN_EVENT, "workflow_run.path", ".github/workflows/lain.yml", IgnoreReason.RUN
    yield RUN_EVENT, "workflow_run.path", f"lain/berita/{REVIEW_WORKFLOW}@main", IgnoreReason.RUN
    yield RUN_EVENT, "workflow_run.event", "pull_request", IgnoreReason.RUN
    yield RUN_EVENT, "workflow_run.repository", {"full_name": "lain/berita"}, IgnoreReason.REPOSITORY
    for field in ("id", "path", "event", "repository", "created_at"):
        yield RUN_EVENT, f"workflow_run.{field}", ..., IgnoreReason.FORM


@pytest.mark.parametrize(("name", "path", "value", "reason"), list(refused()))
def test_one_wrong_thing_and_the_event_is_ignored(name: str, path: str, value: Any, reason: IgnoreReason) -> None:
    found = meant(name, path, value)
    assert isinstance(found, IgnoredEvent)
    assert found.reason is reason


def doubtful() -> Iterator[tuple[EventKind, str, Any, IgnoreReason]]:
    """One odd thing at a time, of which a person has to be told."""
    for kind, part in WRITER.items():
        for maker in ("Organization", "Mannequin", "Sesuatu"):
            yield kind, "sender.type", maker, IgnoreReason.ACCOUNT
        for writer in (None, ..., user("kepala-dinas"), {**user(), "id": 1000}, user("rina-kominfo[bot]", "Bot")):
            yield kind, f"{part}.user", writer, IgnoreReason.SENDER
        yield kind, "sender.login", "mallory", IgnoreReason.SENDER
        yield kind, "sender.id", 1000, IgnoreReason.SENDER
        yield kind, f"{part}.performed_via_github_app", {"slug": "app"}, IgnoreReason.APP
    yield EventKind.COMMENT, "comment.updated_at", "2026-11-23T01:05:10Z", IgnoreReason.EDITED


@pytest.mark.parametrize(("kind", "path", "value", "doubt"), list(doubtful()))
def test_what_is_odd_can_be_answered(kind: EventKind, path: str, value: Any, doubt: IgnoreReason) -> None:
    found = meant(kind, path, value)
    assert isinstance(found, Event)
    assert found.doubt is doubt
    assert found.number == 7


LEFT_OUT = [
    *((kind, f"issue.{name}", value) for kind in WRITER for name in ("performed_via_github_app", "pull_request", "body")
      for value in (None, ...)),
    *((EventKind.COMMENT, "issue.user", who) for who in (None, ..., user("redaksi-contoh[bot]", "Bot"),
      user("github-actions[bot]", "Bot"), user("kantor", "Organization"), user("lama", "Mannequin"))),
    (EventKind.COMMENT, "issue.user.type", ...),
    *((EventKind.COMMENT, "comment.performed_via_github_app", value) for value in (None, ...)),
    *((EventKind.COMMENT, f"comment.user.{name}", ...) for name in ("type", "site_admin")),
    *((kind, "sender.type", ...) for kind in WRITER),
]  # fmt: skip
"""What GitHub's description of webhooks lets be null, absent or somebody else's, where a person speaks all the same."""


@pytest.mark.parametrize(("kind", "path", "value"), LEFT_OUT)
def test_whoever_opened_the_thread_does_not_matter(kind: EventKind, path: str, value: Any) -> None:
    found = meant(kind, path, value)
    assert isinstance(found, Event)
    assert (found.doubt, found.login, found.account) == (None, "rina-kominfo", 21031067)


@pytest.mark.parametrize("login", ["a--b", "-lama", "lama-", "rina_kantor", "A1", "a" * 39])
def test_names_that_people_really_have(login: str) -> None:
    made = payload(EventKind.COMMENT)
    made["sender"] = made["comment"]["user"] = user(login)
    found = read_event(EventKind.COMMENT, json.dumps(made).encode())
    assert isinstance(found, Event)
    assert (found.login, found.doubt) == (login, None)


def test_a_payload_that_cannot_be_read_says_where_it_is_answered() -> None:
    assert meant(EventKind.COMMENT, "comment.body", None) == IgnoredEvent(
        IgnoreReason.FORM, Thread("kantor/berita", 7, "issue_comment/492700400")
    )
    assert meant(EventKind.ISSUE, "issue.created_at", "kemarin") == IgnoredEvent(
        IgnoreReason.FORM, Thread("kantor/berita", 7, "issues/444500041")
    )


@pytest.mark.parametrize("kind", WRITER)
def test_what_counts_is_read(kind: EventKind) -> None:
    event = read_event(kind, json.dumps(payload(kind)).encode())
    assert isinstance(event, Event)
    assert (event.kind, event.login, event.number, event.repository) == (kind, "rina-kominfo", 7, "kantor/berita")
    assert (event.account, event.opener) == (21031067, 21031067)
    assert event.at.isoformat() == "2026-11-23T01:05:09+00:00"
    assert event.on_pull == (kind is EventKind.COMMENT)
    assert event.key == f"{kind}/{payload(kind)[WRITER[kind]]['id']}"


def test_a_run_says_who_began_it_when_and_for_which_branch() -> None:
    run = read_event(RUN_EVENT, json.dumps(payload(RUN_EVENT)).encode())
    assert isinstance(run, ReviewRun)
    assert (run.id, run.repository, run.source) == (9001, "kantor/berita", "kantor/berita")
    assert (run.branch, run.actor, run.at.isoformat()) == ("redaksi/2026-0003", 21031067, "2026-11-23T01:05:09+00:00")
    for path in (f"{REVIEW_WORKFLOW}@refs/heads/main", f"kantor/berita/{REVIEW_WORKFLOW}@main"):
        assert isinstance(meant(RUN_EVENT, "workflow_run.path", path), ReviewRun)


@pytest.mark.parametrize("value", [None, ..., user("app[bot]", "Bot")])
def test_a_run_that_nobody_began_is_for_the_check_alone(value: Any) -> None:
    run = meant(RUN_EVENT, "workflow_run.actor", value)
    assert isinstance(run, ReviewRun)
    assert run.actor is None


@pytest.mark.parametrize("field", ["head_repository", "head_branch"])
def test_a_run_whose_branch_is_gone(field: str) -> None:
    run = meant(RUN_EVENT, f"workflow_run.{field}", None)
    assert isinstance(run, ReviewRun)
    assert "" in (run.source, run.branch)


def test_a_thread_that_is_no_pull_request() -> None:
    plain = meant(EventKind.COMMENT, "issue.pull_request", ...)
    assert isinstance(plain, Event)
    assert not plain.on_pull


@pytest.mark.parametrize("name", ["push", "pull_request", "pull_request_review", "workflow_dispatch", "", "COMMENT"])
def test_other_events_are_ignored(name: str) -> None:
    assert read_event(name, json.dumps(payload(EventKind.COMMENT)).encode()) == IgnoredEvent(IgnoreReason.NAME)


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"action": "\xc3\x28"}'])
def test_what_is_no_payload_is_ignored(data: bytes) -> None:
    assert read_event(EventKind.COMMENT, data) == IgnoredEvent(IgnoreReason.FORM)


def test_a_payload_of_another_event_is_ignored() -> None:
    data = json.dumps({**payload(EventKind.ISSUE), "action": "created"}).encode()
    assert isinstance(read_event(EventKind.COMMENT, data), IgnoredEvent)


def test_what_is_larger_than_github_makes_is_not_read() -> None:
    assert read_event(EventKind.COMMENT, b" " * (MAX_PAYLOAD_BYTES + 1)) == IgnoredEvent(IgnoreReason.SIZE)
