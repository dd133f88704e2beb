"""`redaksi routine`: everything that the clock asks for in one run, with a real site, a real mail server and a forge."""

import datetime as dt
import json
import os
import re
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.cli.messages.test_deliver import events, subjects
from tests.support.clone import ENVIRONMENT, git
from tests.support.command_line import Result, redaksi
from tests.support.http_server import served
from tests.support.mail_desk import NOW, Desk
from workflow.cli.shared import live_site as asking
from workflow.extras import Extra, MissingExtraError
from workflow.forge.rest_api import GitHub
from workflow.forge.workflow_dispatch import DispatchResult, start
from workflow.text.field_types import parse_instant

TOKEN = "t0ken-that-is-secret"
RUNS, START = (
    "/repos/kantor/berita/actions/workflows/deploy.yml/runs",
    "/repos/kantor/berita/actions/workflows/deploy.yml/dispatches",
)
REFS = "/repos/kantor/berita/git/matching-refs/heads/redaksi/"
KEPT = ("0121", "jembatan-gantung-sungai-laur", "0166", "vaksinasi-rabies-delta-pawan")
"""A letter that is published and one that is under way, with their stories."""


class World:
    """A live site, and a forge with the runs of its deployment."""

    def __init__(self) -> None:
        self.mark: dict[str, Any] | str | None = None
        """What the site says of itself; None: it has no such file."""
        self.status = 200
        self.runs: list[dict[str, Any]] = []
        self.started: list[dict[str, Any]] = []
        self.asked = 0
        self.url = ""


@pytest.fixture
def outside() -> Iterator[World]:
    """The world on loopback."""
    world = World()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/.well-known/redaksi.json":
                world.asked += 1
                body = world.mark if isinstance(world.mark, str) else json.dumps(world.mark)
                self._answer(404 if world.mark is None else world.status, body.encode())
            elif path.startswith(REFS):
                self._answer(200, b"[]")
            else:
                assert (path, "branch=main" in self.path) == (RUNS, True), "others' branches do not matter"
                self._answer(200, json.dumps({"total_count": len(world.runs), "workflow_runs": world.runs}).encode())

        def do_POST(self) -> None:
            assert self.path == START
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            world.started.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer(204, b"")

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with served(Handler) as address:
        world.url = address
        yield world


@pytest.fixture
def world(desk: Desk, outside: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The site stands at the clone's commit, built at NOW. Few letters, since each message is shared before it goes."""
    for file in (desk.root / "content").glob("*/*/*.md"):
        if file.stem not in KEPT:
            file.unlink()
    git(desk.root, "commit", "--quiet", "--all", "--amend", "--no-edit")
    outside.mark = {"version": 1, "commit": head(desk.root), "committed": 1, "now": NOW}
    given = {"GITHUB_API_URL": outside.url, "GITHUB_REPOSITORY": "kantor/berita", "GITHUB_TOKEN": TOKEN}
    for name, value in (given | {"GITHUB_REF_NAME": "main"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr(asking, "RETRY_PAUSES_SECONDS", (0, 0))
    return outside


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def kinds(root: Path) -> set[str]:
    """What was sent or tried, by what it is about."""
    return {one.split(".")[1] for one in events(root) if "." in one}


def routine(world: World, *more: str, delivery: str = "on") -> Result:
    """One call, as clock.yml makes it."""
    return redaksi(
        "routine", f"--live={world.url}", "--start=deploy.yml", f"--delivery={delivery}", f"--now={NOW}", *more
    )


def test_one_run_does_all_and_a_second_one_nothing(desk: Desk, world: World, tmp_path: Path) -> None:
    done = routine(world, f"--output={tmp_path / 'output'}", f"--summary={tmp_path / 'summary'}")
    assert done.code == 0, done.err
    assert kinds(desk.root) == {"release", "published", "reminder", "digest"}
    assert (tmp_path / "output").read_text() == "papers=no\n"
    assert "messages sent" in (tmp_path / "summary").read_text()
    count = len(desk.handler.mails)
    again = routine(world)
    assert (again.code, len(desk.handler.mails), world.started) == (0, count, [])
    assert "@" not in done.out + again.out


def test_without_delivery_nothing_is_sent_and_no_secret_is_needed(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("REDAKSI_") and name != "REDAKSI_LANG"]:
        monkeypatch.delenv(name)
    done = routine(world, delivery="off")
    assert (done.code, desk.handler.mails) == (0, [])
    assert kinds(desk.root) == set()


def test_a_site_that_is_behind_is_built(desk: Desk, world: World) -> None:
    git(desk.root, "commit", "--quiet", "--allow-empty", "--message=baru")
    done = routine(world, delivery="off")
    assert (done.code, world.started) == (0, [{"ref": "main"}])
    assert "The live site is of another commit. It is built now." in done.out


@pytest.mark.parametrize("mark", [None, "", "<html>"])
def test_a_site_that_says_nothing_of_itself_is_built(world: World, mark: str | None) -> None:
    world.mark = mark
    assert routine(world, delivery="off").code == 0
    assert len(world.started) == 1


HERE = "1" * 40
COMPLETED = {"status": "completed", "head_sha": HERE}


@pytest.mark.parametrize(
    ("run", "minutes", "came"),
    [
        ({"status": "queued"}, 1, DispatchResult.RUNNING),
        ({"status": "in_progress"}, 50, DispatchResult.RUNNING),
        ({"status": None}, 1, DispatchResult.RUNNING),
        (COMPLETED | {"conclusion": "success"}, 1, DispatchResult.STARTED),
        (COMPLETED | {"conclusion": "failure"}, 59, DispatchResult.FAILED),
        (COMPLETED | {"conclusion": None}, 59, DispatchResult.FAILED),
        (COMPLETED | {"conclusion": "timed_out"}, 61, DispatchResult.STARTED),
        (COMPLETED | {"conclusion": "failure", "head_sha": "2" * 40}, 1, DispatchResult.STARTED),
    ],
)
def test_a_build_is_not_started_twice_nor_again_and_again(
    outside: World, run: dict[str, Any], minutes: int, came: DispatchResult
) -> None:
    """Each try costs minutes: what runs is left to end, what has just failed on this commit is tried in an hour."""
    now = int(parse_instant(NOW))
    ended = dt.datetime.fromtimestamp(now - minutes * 60, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    address = "https://forge.example/runs/1"
    outside.runs = [{"html_url": address, "conclusion": None, "head_sha": HERE, "updated_at": ended} | run]
    found = start(GitHub(outside.url, "kantor/berita", TOKEN), "deploy.yml", "main", HERE, now)
    assert found == (came, "" if came is DispatchResult.STARTED else address)
    assert outside.started == ([{"ref": "main"}] if came is DispatchResult.STARTED else [])


def test_a_build_that_has_just_failed_is_said(desk: Desk, world: World) -> None:
    git(desk.root, "commit", "--quiet", "--allow-empty", "--message=baru")
    failed = {"html_url": "https://forge.example/runs/1", "status": "completed", "conclusion": "failure"}
    world.runs = [failed | {"head_sha": head(desk.root), "updated_at": "2026-11-20T03:00:00Z"}]
    done = routine(world, delivery="off")
    assert (done.code, world.started) == (1, [])
    assert "https://forge.example/runs/1" in done.out


def test_a_site_that_cannot_be_asked_keeps_nobody_from_being_reminded(desk: Desk, world: World) -> None:
    world.status = 503
    done = routine(world)
    assert (done.code, world.asked, world.started) == (2, 3, [])
    assert kinds(desk.root) == {"reminder", "digest"}, "what is live is not known"
    assert "site:\n  The server answers with status 503.\n" in done.out
    assert "delivery:\n  It is not known what is live. Nothing was sent.\n" in done.out
    assert done.err == ""
    world.status = 200
    assert routine(world).code == 0
    assert kinds(desk.root) == {"release", "published", "reminder", "digest"}


def test_a_forge_that_refuses_keeps_no_mail_back(desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    git(desk.root, "commit", "--quiet", "--allow-empty", "--message=baru")
    monkeypatch.delenv("GITHUB_TOKEN")
    done = routine(world)
    assert done.code == 2
    assert "GITHUB_TOKEN" in done.out
    assert kinds(desk.root) >= {"release", "digest"}


def test_what_nobody_foresaw_in_one_part_keeps_no_other_back(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("workflow.cli.messages.routine.behind", breaks)
    done = routine(world)
    assert done.code == 3
    assert "RuntimeError" in done.out
    assert subjects(desk)


def test_without_a_mail_server_all_the_rest_is_done(
    desk: Desk, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(desk.root, "commit", "--quiet", "--allow-empty", "--message=baru")
    monkeypatch.setenv("REDAKSI_SMTP_HOST", "")
    done = routine(world, f"--summary={tmp_path / 'summary'}")
    assert (done.code, len(world.started), done.err) == (2, 1, "")
    told = (tmp_path / "summary").read_text().replace("\\", "")
    for name in ("delivery", "reminders", "morning's list"):
        assert re.search(rf"^{name}:\n(  .*\n|\S.*\n)*?  .*REDAKSI_SMTP_HOST", done.out, re.MULTILINE)
        assert re.search(rf"^- {name}: .*REDAKSI_SMTP_HOST", told, re.MULTILINE), "each part says why"


def test_contacts_that_are_nowhere_are_said_also_when_nothing_is_due(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine(world)
    monkeypatch.delenv("REDAKSI_PRIVATE")
    done = routine(world)
    assert done.code == 2
    assert "CONTACTS_REPOSITORY" in done.out
    monkeypatch.setenv("CONTACTS_REPOSITORY", "kantor/kontak")
    done = routine(world)
    assert done.code == 2
    assert "There is no token for kantor/kontak" in done.out


def test_a_release_waits_for_a_program_that_makes_papers(
    desk: Desk, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job asks with the few packages of the core; nothing is noted, so that its next step sends what waits."""

    def lacking(extra: Extra) -> None:
        raise MissingExtraError(extra)

    with monkeypatch.context() as core:
        core.setattr("workflow.cli.messages.deliver.need", lacking)
        done = routine(world, f"--output={tmp_path / 'output'}")
    assert done.code == 0
    assert (tmp_path / "output").read_text() == "papers=yes\n"
    assert kinds(desk.root) == {"published", "reminder", "digest"}
    assert redaksi("deliver", f"--site={world.url}", f"--now={NOW}").code == 0
    assert "release" in kinds(desk.root)


def test_what_is_not_live_is_told_when_it_is(desk: Desk, world: World) -> None:
    article = next(path for path in (desk.root / "content/news/2026").glob("*.md") if "2026-0121" in path.read_text())
    article.write_text(article.read_text() + "\n")
    git(desk.root, "commit", "--quiet", "--all", "--message=sesudah situs")
    assert "2026-0121: held back" in routine(world).out
    assert not [one for one in events(desk.root) if one.startswith("2026-0121.published")]
    world.mark = {"version": 1, "commit": head(desk.root), "committed": 1, "now": NOW}
    routine(world)
    assert [one for one in events(desk.root) if one.startswith("2026-0121.published")]


def test_a_clone_of_the_last_commit_gets_the_live_one(
    desk: Desk, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job checks out one commit; what is live may be of another."""
    git(desk.root, "commit", "--quiet", "--allow-empty", "--message=baru")
    git(desk.root, "push", "--quiet", "origin", "main")
    git(tmp_path / "remote.git", "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=main", f"file://{tmp_path / 'remote.git'}", "job")
    monkeypatch.chdir(tmp_path / "job")
    assert routine(world).code == 0
    assert subjects(desk)
    world.mark = {"version": 1, "commit": "1" * 40, "committed": 1, "now": NOW}
    lost = routine(world)
    assert lost.code == 2
    assert f"does not have the live commit {'1' * 40}" in lost.out


@pytest.mark.parametrize(
    ("quiet", "sleeps", "warned"), [(45, 60, True), (44, 60, False), (70, 60, True), (70, 0, False)]
)
def test_a_schedule_that_is_about_to_sleep_says_so(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch, quiet: int, sleeps: int, *, warned: bool
) -> None:
    """From day 45 in the run's own warnings and in the head's list of the morning, with what to do."""
    then = int(parse_instant(NOW)) - quiet * 24 * 3600
    command = ["git", "commit", "--quiet", "--amend", "--no-edit"]
    subprocess.run(command, cwd=desk.root, env=ENVIRONMENT | {"GIT_COMMITTER_DATE": f"{then} +0000"}, check=True)
    world.mark = {"version": 1, "commit": head(desk.root), "committed": 1, "now": NOW}
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_SERVER_URL", world.url)
    done = routine(world, f"--sleeps={sleeps}")
    assert done.code == 0
    said = f"Nothing was committed for {quiet} days."
    assert (f"::warning title=redaksi::{said}" in done.out) is warned
    [digest] = [mail for mail in desk.handler.mails if str(mail["Subject"]).startswith("Surat terbuka")]
    words = bytes(next(one for one in digest.walk() if one.get_content_type() == "text/plain").get_payload(decode=True))
    assert (f"Sudah {quiet} hari tidak ada commit." in words.decode()) is warned
    assert ("Enable workflow" in words.decode()) is warned
