"""The client: what it repeats and what it never does twice, how long it waits, and what it says when GitHub refuses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.clone import git
from tests.support.issue_server import REPOSITORY, TOKEN, Fault, Forge, serving
from workflow.forge.api_errors import read_refusal
from workflow.forge.pull_requests import ensure_open_pull
from workflow.forge.rest_api import MAX_WAIT_SECONDS, ForgeError, GitHub
from workflow.i18n.catalog import translate

MARKER = "<!-- tanda -->"


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main")
    made = Forge(tmp_path)
    made.issues[1] = {"state": "open"}
    with serving(made):
        yield made


@pytest.fixture
def github(forge: Forge) -> GitHub:
    return GitHub(forge.url, REPOSITORY, TOKEN)


@pytest.mark.parametrize("status", [502, 503, 504, 429, 0])
def test_what_passes_is_waited_for(forge: Forge, github: GitHub, waited: list[float], status: int) -> None:
    forge.faults = [Fault("GET issues/1/comments", status, headers={"Retry-After": "1"}, times=3)]
    assert github.pages("issues/1/comments") == []
    assert waited == [1, 2, 4]


@pytest.mark.parametrize(
    ("headers", "message", "waits"),
    [
        ({"Retry-After": "7"}, "secondary rate limit", [7]),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795485609", "Date": "Sat, 23 Nov 2026 01:59:49 GMT"}, "API rate limit exceeded", None),
        ({"Retry-After": "9" * 5_000}, "secondary rate limit", None),
        ({}, "You have exceeded a secondary rate limit", [60]),
    ],
)  # fmt: skip
def test_a_limit_is_waited_for_as_long_as_github_asks(
    forge: Forge, github: GitHub, waited: list[float], headers: dict[str, str], message: str, waits: list[float] | None
) -> None:
    forge.faults = [Fault("POST issues/1/comments", 403, message, headers)]
    if waits is None:
        with pytest.raises(ForgeError, match="asks to wait"):
            github.put_comment(1, MARKER, MARKER)
        assert waited == []  # it is longer than anybody waits here
        return
    github.put_comment(1, MARKER, MARKER)
    assert waited == waits
    assert len(forge.comments[1]) == 1


def test_the_instant_of_a_limit_is_read_by_githubs_own_clock() -> None:
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795485609", "date": "Tue, 24 Nov 2026 01:59:49 GMT"}
    assert read_refusal(403, headers, b"{}").wait == 1795485609 - 1795485589


@pytest.mark.parametrize("status", [503, 0])
def test_nobody_waits_longer_than_a_minute(forge: Forge, github: GitHub, waited: list[float], status: int) -> None:
    forge.faults = [Fault(".*", status, times=100)]
    with pytest.raises(ForgeError):
        github.get("issues/1/comments")
    assert waited == [1, 2, 4, 8, 16]
    assert sum(waited) <= MAX_WAIT_SECONDS


@pytest.mark.parametrize("status", [502, 0])
def test_a_comment_that_was_written_all_the_same_is_not_written_twice(
    forge: Forge, github: GitHub, status: int
) -> None:
    forge.faults = [Fault("POST issues/1/comments", status, is_done=True)]
    github.put_comment(1, MARKER, f"{MARKER} sudah")
    assert [one["body"] for one in forge.comments[1]] == [f"{MARKER} sudah"]
    forge.faults = [Fault("POST issues/1/comments", status)]
    github.put_comment(1, "<!-- lain -->", "<!-- lain --> belum")
    assert len(forge.comments[1]) == 2


@pytest.mark.parametrize("is_done", [True, False])
def test_a_pull_request_is_opened_once(forge: Forge, github: GitHub, tmp_path: Path, is_done: bool) -> None:
    for name in ("main", "redaksi/2026-0003"):
        empty = forge.git("commit-tree", forge.git("mktree", "--missing", "-z"), "-m", name)
        forge.git("update-ref", f"refs/heads/{name}", empty)
    forge.faults = [Fault("POST pulls", 502, is_done=is_done)]
    made = ensure_open_pull(github, "redaksi/2026-0003", "main", "surat", "isi")
    assert [*forge.pulls] == [made.number]
    assert ensure_open_pull(github, "redaksi/2026-0003", "main", "surat", "isi").number == made.number


@pytest.mark.parametrize("comment", [7, {"id": "x"}, {"id": 1, "body": 7}, {"id": 1, "user": "Bot"}])
def test_comments_that_are_none(forge: Forge, github: GitHub, comment: object) -> None:
    forge.comments[1] = [comment]  # type: ignore[list-item]
    with pytest.raises(ForgeError, match="not understood"):
        github.put_comment(1, MARKER, MARKER)


def test_what_cannot_be_looked_for_is_not_made_twice(forge: Forge, github: GitHub) -> None:
    forge.faults = [Fault("POST issues/1/comments", 502)]
    with pytest.raises(ForgeError):
        github.post("issues/1/comments", {"body": "x"})
    assert forge.asked == ["POST issues/1/comments"]


SAID: list[tuple[int, dict[str, Any], str]] = [
    (401, {"message": "Bad credentials"}, "expired or is wrong"),
    (403, {"message": "Resource not accessible by integration"}, "lacks a permission"),
    (
        403,
        {"message": "GitHub Actions is not permitted to create or approve pull requests."},
        "let GitHub Actions open",
    ),
    (403, {"message": "Something <else>\n@all `x`"}, "permit this: Something else all x (403)"),
    (403, {}, "permit this: - (403)"),
    (404, {"message": "Not Found"}, "may not see it"),
    (422, {"message": "Validation Failed"}, "422: Validation Failed"),
    (429, {}, "asks to wait"),
    (502, {}, "out of order"),
]


@pytest.mark.parametrize(("status", "body", "words"), SAID, ids=[f"{one[0]}-{one[2][:12]}" for one in SAID])
def test_each_refusal_has_words_of_its_own(status: int, body: dict[str, Any], words: str) -> None:
    assert words in translate(read_refusal(status, {}, json.dumps(body).encode()).message)


@pytest.mark.parametrize("body", [b"<html>", b"\xff", b"[1]", b'{"message": 7}', b"[" * 100_000])
def test_a_refusal_that_is_not_as_documented(body: bytes) -> None:
    assert "(403)" in translate(read_refusal(403, {}, body).message)


def test_no_refusal_says_the_token(forge: Forge) -> None:
    with pytest.raises(ForgeError) as error:
        GitHub(forge.url, REPOSITORY, "another-secret").get("")
    assert "expired" in translate(error.value.message)
    assert "another-secret" not in translate(error.value.message)


def test_all_pages_are_read_and_the_token_goes_nowhere_else(forge: Forge, github: GitHub) -> None:
    forge.comments[1] = [{"id": number, "body": "", "user": None} for number in range(250)]
    assert len(github.pages("issues/1/comments")) == 250
    forge.url, forge.asked = "http://127.0.0.1:9", []
    with pytest.raises(ForgeError, match="not understood"):
        github.pages("issues/1/comments")
    assert len(forge.asked) == 1


def test_a_list_that_is_cut_is_no_list(forge: Forge, github: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    forge.comments[1] = [{"id": number, "body": "", "user": None} for number in range(201)]
    monkeypatch.setattr("workflow.forge.rest_api.MAX_PAGES", 2)
    with pytest.raises(ForgeError, match="longer than the"):
        github.pages("issues/1/comments")
    forge.comments[1].pop()
    assert len(github.pages("issues/1/comments")) == 200


def test_the_repository_itself_is_asked_for_without_a_slash_at_the_end() -> None:
    assert GitHub("https://api.github.com/", REPOSITORY, TOKEN)._url("") == f"https://api.github.com/repos/{REPOSITORY}"
