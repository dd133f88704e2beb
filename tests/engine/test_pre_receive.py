"""A Git server without a forge: real pushes over the file and HTTP transports, judged by the pre-receive hook."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.engine.test_check_change import honest_step
from tests.support.command_line import redaksi
from tests.support.git_http_backend import Backend, git_server
from tests.support.repository import OPEN, PEOPLE, Office
from workflow.git.commit_range import pushed_ranges
from workflow.git.repository import Repository

FINAL = "2026-11-20T10:20:00+07:00"


class Server(NamedTuple):
    """An office on a desk, and a bare server with the hook that holds its main."""

    office: Office
    url: str
    bare: Path


@contextmanager
def served(office: Office, bare: Path, transport: str) -> Iterator[Server]:
    """Put an office on a server."""
    office.git("clone", "--quiet", "--bare", "--branch", "main", str(office.root), str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    if transport == "file":
        yield Server(office, bare.as_uri(), bare)
        return
    subprocess.run(["git", "-C", bare, "config", "http.receivepack", "true"], check=True)
    with git_server(bare.parent) as address:
        yield Server(office, f"{address}/kantor.git", bare)


@pytest.fixture(params=["file", "http"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server that is not told who pushes."""
    with served(Office(tmp_path / "desk"), tmp_path / "server" / "kantor.git", request.param) as found:
        yield found


def push(
    office: Office, url: str, what: str = "change:main", *options: str, who: dict[str, str] | None = None
) -> tuple[bool, str]:
    """Push; whether it was taken in, and what the server said. `who`: what the server's hook is told of who pushes."""
    env = {"PATH": os.environ["PATH"], "HOME": str(office.root), "REDAKSI_LANG": "en"}
    Backend.user = (who or {}).get("REMOTE_USER", "")
    command = ["git", "push", *options, url, what]
    done = subprocess.run(command, cwd=office.root, env=env | (who or {}), capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr


def head_of(bare: Path, branch: str = "main") -> str:
    asked = ["git", "-C", str(bare), "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def test_an_honest_push_is_taken_in(server: Server) -> None:
    office, url, bare = server
    honest_step(office)
    taken, said = push(office, url)
    assert taken, said
    assert head_of(bare) == office.git("rev-parse", "change")


def spoofed(office: Office) -> None:
    office.advance(by="sari")
    office.commit("rina")


def rewritten(office: Office) -> None:
    office.edit(OPEN, "finished: 2026-11-20T09:50+07:00", "finished: 2026-11-20T09:40+07:00")
    office.commit("rina")


def rewritten_and_put_back(office: Office) -> None:
    rewritten(office)
    office.edit(OPEN, "finished: 2026-11-20T09:40+07:00", "finished: 2026-11-20T09:50+07:00")
    office.commit("rina")


def linked(office: Office) -> None:
    (office.root / "content/news/2026/x.jpg").symlink_to("/etc/passwd")
    office.commit("rina")


def made_head(office: Office) -> None:
    office.edit("site_config/people.yml", "    - role: petugas\n", "    - role: kepala-dinas\n")
    office.commit("rina")


def swallowed_by_a_foxtrot(office: Office) -> None:
    """Main is merged into one's own branch in such a way that what main had is lost, and that is pushed as main."""
    office.commit("rina", "own line")
    office.git("switch", "--quiet", "main")
    honest_step(office)
    office.git("push", "--quiet", "origin", "main")
    office.git("switch", "--quiet", "change")
    office.git("merge", "--quiet", "--no-edit", "--strategy=ours", "main", person="rina")


REFUSED: list[tuple[Callable[[Office], None], str]] = [
    (spoofed, "history/author"),
    (rewritten, "history/entries"),
    (rewritten_and_put_back, "history/entries"),
    (linked, "history/files"),
    (made_head, "history/owners"),
]


@pytest.mark.parametrize(("forge", "rule"), REFUSED, ids=[forge.__name__ for forge, _ in REFUSED])
def test_a_forged_push_is_refused_and_leaves_nothing(
    server: Server, forge: Callable[[Office], None], rule: str
) -> None:
    office, url, bare = server
    before = head_of(bare)
    forge(office)
    taken, said = push(office, url)
    assert not taken
    assert rule in said
    assert "Traceback" not in said
    assert head_of(bare) == before
    found = subprocess.run(["git", "-C", bare, "cat-file", "-e", office.git("rev-parse", "change")], check=False)
    assert found.returncode != 0  # the quarantine was thrown away


def test_what_stands_is_neither_rewound_nor_deleted(server: Server) -> None:
    office, url, bare = server
    honest_step(office)
    assert push(office, url)[0]
    before = head_of(bare)
    assert not push(office, url, "main:main", "--force")[0]
    assert not push(office, url, ":main")[0]
    assert head_of(bare) == before


def test_main_swallowed_by_a_merge_the_wrong_way_round_is_seen(server: Server) -> None:
    office, url, bare = server
    office.git("remote", "add", "origin", bare.as_uri())
    swallowed_by_a_foxtrot(office)
    taken, said = push(office, url)
    assert not taken
    assert "history/entries" in said


def test_another_branch_may_hold_drafts_but_nothing_harmful(server: Server) -> None:
    office, url, bare = server
    spoofed(office)
    assert push(office, url, "change:konsep")[0]
    linked(office)
    taken, said = push(office, url, "change:konsep-2")
    assert not taken
    assert "history/files" in said
    assert not head_of(bare, "konsep-2")


def test_personal_data_that_a_later_commit_takes_out_enters_no_branch(server: tuple[Office, str, Path]) -> None:
    """Neither main nor a draft's branch; without it the same work is taken in."""
    office, url, _ = server
    (office.root / "content/news/2026/catatan.txt").write_text("WA 0812-3456-7890\n")
    office.commit("sari")
    (office.root / "content/news/2026/catatan.txt").unlink()
    honest_step(office)
    for target in ("change:main", "change:draft"):
        taken, said = push(office, url, target)
        assert not taken
        assert "history/personal" in said
        assert "0812" not in said
    office.git("reset", "--quiet", "--hard", "main")
    honest_step(office)
    assert push(office, url, "change:draft")[0]


def test_the_first_push_to_an_empty_server_is_judged_by_its_own_rules(tmp_path: Path) -> None:
    office, bare = Office(tmp_path / "desk"), tmp_path / "kantor.git"
    office.git("init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    office.edit(OPEN, "status: drafted", "status: corrected")
    office.commit("rina")
    taken, said = push(office, bare.as_uri())
    assert not taken
    assert "steps/status" in said
    office.git("reset", "--quiet", "--hard", "main")
    assert push(office, bare.as_uri())[0]


def test_each_commit_is_judged_by_the_rules_of_the_one_before_it(server: Server) -> None:
    office, url, _ = server
    honest_step(office)
    office.edit("site_config/policy.yml", "late_after: 60", "late_after: 1")
    office.commit("kadis")
    assert push(office, url)[0]  # the entry came before the stricter rule
    office.edit(OPEN, "holds: []\n", "  - step: 4\n    by: rina\n    finished: 2026-11-20T10:17+07:00\nholds: []\n")
    office.edit(OPEN, "status: returned", "status: drafted")
    office.commit("rina")
    taken, said = push(office, url)
    assert not taken
    assert "history/late" in said


def test_a_default_branch_of_another_name_is_the_office_s(server: Server) -> None:
    office, url, bare = server
    subprocess.run(["git", "-C", bare, "branch", "--move", "main", "utama"], check=True)
    spoofed(office)
    taken, said = push(office, url, "change:utama")
    assert (taken, "history/author" in said) == (False, True)


def test_the_stretches_of_a_push_are_its_own_line(tmp_path: Path) -> None:
    office = Office(tmp_path / "desk")
    for number in range(3):
        office.commit("rina", f"empty {number}")
    with Repository(office.root) as repository:
        old, new = repository.resolve("main"), repository.resolve("change")
        stretches = list(pushed_ranges(repository, old, new))
    assert [one.base for one in stretches] == [
        office.git("rev-parse", name) for name in ("main", "change~2", "change~1")
    ]
    assert stretches[-1].head == new


def test_a_hook_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    office = Office(tmp_path / "desk")
    hook = office.root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho mine\n")
    result = redaksi("hooks", "--root", office.root)
    assert result.code == 2
    assert str(hook) in result.err
    assert "mine" in hook.read_text()


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A desk with hooks, and a plain server behind it."""
    office, bare = Office(tmp_path / "desk"), tmp_path / "plain.git"
    office.git("clone", "--quiet", "--bare", str(office.root), str(bare))
    office.git("remote", "add", "origin", str(bare))
    office.git("fetch", "--quiet", "origin")
    assert redaksi("hooks", "--root", office.root).code == 0
    assert redaksi("hooks", "--root", office.root).code == 0  # twice does no harm
    return office


def test_the_desk_s_hook_stops_a_broken_commit_and_sees_only_what_is_staged(desk: Office) -> None:
    desk.edit(OPEN, "status: drafted", "status: corrected")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        desk.git("commit", "--quiet", "--all", "--message=x")
    assert "steps/status" in stopped.value.stdout + stopped.value.stderr
    desk.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    desk.git("add", "site_config")
    desk.git("commit", "--quiet", "--message=y")  # the broken file is not part of it


def test_the_desk_s_hook_stops_a_forged_push(desk: Office) -> None:
    desk.advance(by="sari")
    desk.commit("rina")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        desk.git("push", "--quiet", "origin", "change")
    assert "history/author" in stopped.value.stdout + stopped.value.stderr
    desk.git("reset", "--quiet", "--hard", "main")
    honest_step(desk)
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        desk.git("push", "--quiet", "origin", "change", person="rina")
    assert PEOPLE["rina"] in stopped.value.stdout + stopped.value.stderr  # the account that would push
    desk.git("push", "--quiet", "origin", "change", person="sari")
    assert PEOPLE["sari"] in desk.git("log", "-1", "--format=%ae", "refs/remotes/origin/change")
