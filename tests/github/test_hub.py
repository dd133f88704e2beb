"""The stand-in: what it refuses, what it notes, and which events it begins."""

import base64
import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.github import rules
from tests.github.bare import ENVIRONMENT, Bare
from tests.github.hub import Hub
from tests.github.routes import ROUTES
from tests.github.server import serving
from tests.github.things import Fault, Run
from tests.github.tokens import APP_BOT, HOME, Kind, app_token, job_token, read_token

ALL = {"contents": "write", "issues": "write", "pull-requests": "write", "actions": "write", "pages": "write"}
PATHS = {
    "pull_number": "2",
    "issue_number": "1",
    "comment_id": "7001",
    "run_id": "501",
    "commit_sha": "main",
    "review_id": "80",
}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    made = Hub(tmp_path)
    source = tmp_path / "source"
    command = "git init -q -b main . && echo a > a && git add . && git -c user.name=a -c user.email=a@b commit -qm a"
    source.mkdir()
    subprocess.run(command, shell=True, cwd=source, env=ENVIRONMENT, check=True)
    made.repositories[HOME] = Bare.clone(source, tmp_path / "git" / f"{HOME}.git")
    with serving(made):
        yield made


def ask(hub: Hub, method: str, path: str, token: str, body: object = None) -> tuple[int, Any]:
    """The status and the answer."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    url = f"{hub.url}/api/v3/repos/{HOME}{path}"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


@pytest.mark.parametrize(
    "route", [one for one in ROUTES if one.needs != ("metadata:read",)], ids=lambda one: one.operation
)
def test_without_the_permission_github_s_own_words(hub: Hub, route: Any) -> None:
    method, path = route.operation.split()
    short = path.removeprefix("/repos/{owner}/{repo}").format_map({**PATHS, "workflow_id": "act.yml"})
    needed = {need.split(":")[0] for need in route.needs}
    less = {name: level for name, level in ALL.items() if name not in needed}
    weaker = {name: "read" for need in route.needs for name, level in [need.split(":")] if level == "write"}
    for grants in (less, less | weaker):
        status, answer = ask(hub, method, short, job_token(grants))
        assert (status, answer["message"]) == (403, "Resource not accessible by integration")


def test_a_stranger_s_token_an_expired_one_and_another_repository_s(hub: Hub) -> None:
    assert ask(hub, "GET", "", "")[0] == 401
    assert ask(hub, "GET", "", app_token(ALL, ["kantor/lain"]))[0] == 404
    hub.revoked.add(Kind.APP)
    assert ask(hub, "GET", "", app_token(ALL)) == (401, ask(hub, "GET", "", "x")[1])
    assert ask(hub, "GET", "", job_token({}))[0] == 200
    assert hub.complaints == []


def test_what_is_not_described_is_a_complaint(hub: Hub) -> None:
    assert ask(hub, "GET", "/branches", job_token(ALL))[0] == 404
    assert ask(hub, "GET", "/pulls?sort=name", job_token(ALL))[0] == 200
    assert len(hub.complaints) == 2


def test_a_fault_happens_as_often_as_it_should(hub: Hub) -> None:
    hub.faults.append(Fault(f"GET /repos/{HOME}/pulls", 502, times=2))
    assert [ask(hub, "GET", "/pulls", job_token(ALL))[0] for _ in range(3)] == [502, 502, 200]


def test_lists_have_pages(hub: Hub) -> None:
    number = hub.letter("rina", "x")
    for text in "abc":
        hub.comment(number, hub.person("rina"), text)
    token = job_token(ALL)
    bodies = [
        [one["body"] for one in ask(hub, "GET", f"/issues/1/comments?per_page=2&page={page}", token)[1]]
        for page in (1, 2)
    ]
    assert bodies == [["a", "b"], ["c"]]


def git(hub: Hub, folder: Path, token: str, *arguments: str) -> int:
    """Git with a token; its exit code."""
    header = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    setting = f"http.{hub.url}/.extraheader=AUTHORIZATION: basic {header}"
    extra = {"GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(
        ["git", "-c", setting, *arguments], cwd=folder, env=ENVIRONMENT | extra, check=False, capture_output=True
    )
    return done.returncode


def test_pushes_are_noted_with_the_token_s_account(hub: Hub, tmp_path: Path) -> None:
    address, reading, writing = f"{hub.url}/{HOME}", job_token({"contents": "read"}), app_token({"contents": "write"})
    assert git(hub, tmp_path, job_token({}), "clone", "-q", address, "none")
    assert git(hub, tmp_path, app_token(ALL, ["kantor/lain"]), "clone", "-q", address, "none")
    assert git(hub, tmp_path, reading, "clone", "-q", address, "work") == 0
    work = tmp_path / "work"
    assert git(hub, work, reading, "push", "-q", "origin", "main:refs/heads/b")
    assert git(hub, work, writing, "push", "-q", "origin", "main:refs/heads/b") == 0
    assert [(one["ref"], one["login"], one["activity_type"]) for one in hub.activity] == [
        ("refs/heads/b", APP_BOT, "branch_creation")
    ]
    assert (
        git(hub, work, writing, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "x")
        == 0
    )
    assert git(hub, work, writing, "push", "-q", "origin", "HEAD:refs/heads/main"), "main is protected"
    assert git(hub, work, writing, "push", "-q", "origin", "HEAD:refs/pull/2/head"), "no one pushes there"


def test_a_job_s_own_token_begins_nothing(hub: Hub) -> None:
    for token in (job_token(ALL), app_token(ALL)):
        known = read_token(f"Bearer {token}")
        assert known
        hub.comment(hub.letter("rina", "x"), known, "y")
    assert [(event.name, event.actor) for event in hub.waiting] == [
        ("issues", "contoh-rina"),
        ("issues", "contoh-rina"),
        ("issue_comment", APP_BOT),
    ]


def test_a_push_dismisses_approvals_and_moves_the_pull_request(hub: Hub) -> None:
    first = hub.commit("rina", "ubah", {"b": "b\n"})
    number = hub.open_pull(hub.person("rina"), "ubah", "Ubah")
    review = hub.review(number, "budi", "approved")
    assert (hub.pull(number).sha, rules.hindrances(hub, number)) == (first, ["check"])
    second = hub.commit("rina", "ubah", {"b": "c\n"})
    assert (review.state, review.commit, hub.pull(number).sha) == ("DISMISSED", first, second)
    assert rules.hindrances(hub, number) == ["review", "check"]
    assert hub.waiting[-1].payload["action"] == "synchronize"
    assert hub.complaints == []


CODEOWNERS = "# redaksi codeowners\n\n* @contoh-surya\n/content/\n/aturan/media.yml @contoh-budi @contoh-surya\n"


@pytest.mark.parametrize(
    ("path", "approving", "left"),
    [
        ("content/surat.md", "budi", []),
        ("aturan/media.yml", "budi", []),
        ("aturan/lain.yml", "budi", ["owners"]),
        ("aturan/lain.yml", "kadis", []),
        ("README.md", "budi", ["owners"]),
    ],
)
def test_who_answers_for_a_file_must_approve(hub: Hub, path: str, approving: str, left: list[str]) -> None:
    hub.bare.move("refs/heads/main", hub.commit("rina", "aturan", {rules.OWNERS: CODEOWNERS}))
    hub.commit("rina", "ubah", {path: "x\n"})
    number = hub.open_pull(hub.person("rina"), "ubah", "Ubah")
    hub.review(number, approving, "approved")
    assert rules.hindrances(hub, number) == [*left, "check"]


def test_the_only_owner_s_own_change_is_opened_by_somebody_else(hub: Hub) -> None:
    hub.bare.move("refs/heads/main", hub.commit("rina", "aturan", {rules.OWNERS: CODEOWNERS}))
    hub.commit("kadis", "ubah", {"aturan/lain.yml": "x\n"})
    own = hub.open_pull(hub.person("kadis"), "ubah", "Ubah")
    with pytest.raises(AssertionError, match="your own"):
        hub.review(own, "kadis", "approved")
    hub.review(own, "budi", "approved")
    assert rules.hindrances(hub, own) == ["owners", "check"]
    other = hub.open_pull(hub.person("rina"), "ubah", "Ubah")
    hub.review(other, "kadis", "approved")
    assert rules.hindrances(hub, other) == ["check"]


@pytest.mark.parametrize("result", ["failure", "cancelled", "skipped", None])
def test_a_check_that_is_no_success_blocks(hub: Hub, result: str | None) -> None:
    hub.commit("rina", "ubah", {"b": "b\n"})
    number = hub.open_pull(hub.person("rina"), "ubah", "Ubah")
    hub.review(number, "budi", "approved")
    if result:
        hub.runs.append(
            Run(
                501, "validate.yml", "validate", hub.waiting[-2], hub.now(), "completed", result, jobs={"check": result}
            )
        )
    assert rules.hindrances(hub, number) == ["check"]
    with pytest.raises(AssertionError):
        rules.enqueue(hub, number, "budi")


def test_a_branch_behind_main_and_one_in_conflict(hub: Hub) -> None:
    hub.commit("rina", "ubah", {"a": "b\n"})
    number = hub.open_pull(hub.person("rina"), "ubah", "Ubah")
    made = hub.commit("budi", "lain", {"c": "c\n"})
    hub.bare.move("refs/heads/main", made)
    assert "behind" in rules.hindrances(hub, number, strict=True)
    hub.bare.move("refs/heads/main", hub.commit("budi", "lain", {"a": "c\n"}))
    hub.refresh(number)
    assert "conflict" in rules.hindrances(hub, number)
    begun = len(hub.waiting)
    hub.review(number, "budi", "approved")
    assert len(hub.waiting) == begun, "GitHub begins no run for what cannot be merged"


@pytest.mark.parametrize(
    ("environment", "ref", "is_let_in"),
    [
        ("act", "refs/heads/main", True),
        ("act", "refs/heads/ubah", False),
        ("act", "refs/pull/2/merge", False),
        ("act", "refs/heads/gh-readonly-queue/main/pr-2-abc", False),
        ("unknown", "refs/pull/2/merge", True),
    ],
)
def test_an_environment_lets_its_branches_in(environment: str, ref: str, *, is_let_in: bool) -> None:
    assert rules.lets_in(environment, ref) is is_let_in
