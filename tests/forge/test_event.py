"""What a webhook's payload says: the three events that count, and that nothing else gets through."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from workflow.forge.event import LARGEST, LONGEST, Event, Ignored, Kind, Reason, read_event

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


def payload(kind: Kind) -> Payload:
    """A whole payload in which nothing is wrong."""
    head: Payload = {
        "repository": {"id": 186853002, "name": "berita", "full_name": "kantor/berita", "private": False},
        "sender": user(),
    }
    if kind is Kind.ISSUE:
        return {"action": "opened", "issue": thread(), **head}
    if kind is Kind.REVIEW:
        review = {"id": 237895671, "user": user(), "body": None, "commit_id": COMMIT, "submitted_at": AT}
        return {"action": "submitted", "review": {**review, "state": "approved"}, "pull_request": thread(), **head}
    comment = {"id": 492700400, "user": user(), "created_at": AT, "updated_at": AT, "body": "/status"}
    pull = {"url": "https://api.github.com/repos/kantor/berita/pulls/7"}
    return {"action": "created", "issue": thread(pull_request=pull), "comment": comment, **head}


def changed(kind: Kind, path: str, value: Any) -> bytes:
    """A payload with one field changed (or, with `...`, without it)."""
    made = copy.deepcopy(payload(kind))
    *way, last = path.split(".")
    at = made
    for step in way:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return json.dumps(made).encode()


WRITER = {Kind.COMMENT: "comment", Kind.ISSUE: "issue", Kind.REVIEW: "review"}
INSTANT = {Kind.COMMENT: "created_at", Kind.ISSUE: "created_at", Kind.REVIEW: "submitted_at"}
WRONG_ACTIONS = {
    Kind.COMMENT: ("edited", "deleted", "", "Created", "opened"),
    Kind.ISSUE: ("edited", "deleted", "closed", "reopened", "transferred", "labeled", "assigned", "created"),
    Kind.REVIEW: ("edited", "dismissed", "created"),
}


def borrowed(part: str) -> Iterator[tuple[str, Any, Reason]]:
    """Accounts whose number is another's, or none."""
    yield "sender.id", 1000, Reason.SENDER
    yield f"{part}.user.id", 1000, Reason.SENDER
    yield "sender.id", ..., Reason.FORM
    for account in (0, -1, 1 << 53, "21031067", True, None, ...):
        yield f"{part}.user.id", account, Reason.FORM


def refused() -> Iterator[tuple[Kind, str, Any, Reason]]:
    """One wrong thing at a time."""
    for kind, part in WRITER.items():
        for action in WRONG_ACTIONS[kind]:
            yield kind, "action", action, Reason.ACTION
        for maker in ("Bot", "Organization", "Mannequin", None, 7):
            yield kind, "sender.type", maker, Reason.PROGRAM
        yield kind, "sender.login", "mallory", Reason.SENDER
        yield kind, f"{part}.user.login", "kepala-dinas", Reason.SENDER
        yield from ((kind, *one) for one in borrowed(part))
        for login in ("", "rina kominfo", "-rina", "rina\n", "a" * 40, "../rina", "rina[bot]", None):
            yield kind, f"{part}.user.login", login, Reason.FORM
        for number in (0, -1, 1 << 53, "7", 7.5, True, None, ...):
            yield kind, f"{part}.id", number, Reason.FORM
        for at in ("2026-11-23", "2026-11-23T01:05:09", "kemarin", 1, None, ...):
            yield kind, f"{part}.{INSTANT[kind]}", at, Reason.FORM
        yield kind, f"{part}.body", "x" * (LONGEST + 1), Reason.FORM
        yield kind, f"{part}.body", ["/status"], Reason.FORM
        for field in ("action", "sender", "repository", part):
            yield kind, field, ..., Reason.FORM
        for name in ("kantor", "kantor/berita/lain", "kantor/berita\n", "../berita", "kantor/$(id)"):
            yield kind, "repository.full_name", name, Reason.FORM
    yield Kind.COMMENT, "comment.updated_at", "2026-11-23T01:05:10Z", Reason.EDITED
    yield Kind.COMMENT, "comment.performed_via_github_app", {"slug": "app"}, Reason.PROGRAM
    yield Kind.ISSUE, "issue.pull_request", {"url": ""}, Reason.FORM
    yield Kind.ISSUE, "issue.performed_via_github_app", {"slug": "app"}, Reason.PROGRAM
    for commit in ("", "HEAD", COMMIT[:39], COMMIT.upper(), COMMIT + "\n", "-" * 40, None):
        yield Kind.REVIEW, "review.commit_id", commit, Reason.FORM


@pytest.mark.parametrize(("kind", "path", "value", "reason"), list(refused()))
def test_one_wrong_thing_and_the_event_is_ignored(kind: Kind, path: str, value: Any, reason: Reason) -> None:
    assert isinstance(read_event(kind, json.dumps(payload(kind)).encode()), Event)
    assert read_event(kind, changed(kind, path, value)) == Ignored(reason)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_event_says_who_did_what_where_and_when(kind: Kind) -> None:
    event = read_event(kind, json.dumps(payload(kind)).encode())
    assert isinstance(event, Event)
    assert (event.kind, event.login, event.number, event.repository) == (kind, "rina-kominfo", 7, "kantor/berita")
    assert (event.account, event.opener) == (21031067, None if kind is Kind.REVIEW else 21031067)
    assert event.at.isoformat() == "2026-11-23T01:05:09+00:00"
    assert event.on_pull == (kind is not Kind.ISSUE)
    assert event.is_open
    assert event.id == payload(kind)[WRITER[kind]]["id"]


def test_a_review_names_its_commit_and_decision() -> None:
    event = read_event(Kind.REVIEW, changed(Kind.REVIEW, "review.state", "CHANGES_REQUESTED"))
    assert isinstance(event, Event)
    assert (event.commit, event.state, event.text) == (COMMIT, "changes_requested", "")


def test_a_closed_thread_and_a_plain_issue_are_told_apart() -> None:
    closed = read_event(Kind.COMMENT, changed(Kind.COMMENT, "issue.state", "closed"))
    plain = read_event(Kind.COMMENT, changed(Kind.COMMENT, "issue.pull_request", ...))
    assert isinstance(closed, Event)
    assert not closed.is_open
    assert isinstance(plain, Event)
    assert not plain.on_pull


@pytest.mark.parametrize("name", ["push", "pull_request", "pull_request_target", "workflow_dispatch", "", "COMMENT"])
def test_other_events_are_ignored(name: str) -> None:
    assert read_event(name, json.dumps(payload(Kind.COMMENT)).encode()) == Ignored(Reason.NAME)


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"action": "\xc3\x28"}'])
def test_what_is_no_payload_is_ignored(data: bytes) -> None:
    assert read_event(Kind.COMMENT, data) == Ignored(Reason.FORM)


def test_a_payload_of_another_event_is_ignored() -> None:
    data = json.dumps({**payload(Kind.ISSUE), "action": "created"}).encode()
    assert read_event(Kind.COMMENT, data) == Ignored(Reason.FORM)


def test_what_is_larger_than_github_makes_is_not_read() -> None:
    assert read_event(Kind.COMMENT, b" " * (LARGEST + 1)) == Ignored(Reason.SIZE)
