"""A change with pictures at the desk: bytes as they are, whole or not at all."""

from pathlib import Path

import pytest

from tests.support.clone import git, sample_clone
from workflow.git.worktree import GitIdentity
from workflow.i18n.message import say
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.transaction import exclusive_transaction

RINA = GitIdentity("Rina", "rina@users.noreply.github.com")
OLD, NEW = "content/news/2026/bus-sekolah-uji-coba.jpg", "content/news/2026/baru.jpg"
TEXT = "content/news/2026/bus-sekolah-uji-coba.md"
DATA = bytes(range(256)) * 9
"""No text in any encoding."""


def change(root: Path) -> PreparedChange:
    return PreparedChange(say("x"), {TEXT: (root / TEXT).read_text() + "Lagi.\n"}, pictures={NEW: DATA, OLD: None})


def test_pictures_come_and_go_with_their_text(tmp_path: Path) -> None:
    root = sample_clone(tmp_path / "k")
    with exclusive_transaction(root) as desk:
        desk.commit(change(root), RINA, "x")
    assert git(root, "show", "--format=", "--name-status", "--no-renames").split() == ["A", NEW, "D", OLD, "M", TEXT]
    assert (root / NEW).read_bytes() == DATA
    assert git(root, "status", "--porcelain") == ""


def test_what_git_refuses_leaves_pictures_as_they_were(tmp_path: Path) -> None:
    root = sample_clone(tmp_path / "k")
    hook = root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    before = (root / OLD).read_bytes()
    with exclusive_transaction(root) as desk, pytest.raises(RefusedError):
        desk.commit(change(root), RINA, "x")
    assert (root / OLD).read_bytes() == before
    assert not (root / NEW).exists()
    assert git(root, "status", "--porcelain") == ""


def test_a_change_that_was_cut_off_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sample_clone(tmp_path / "k")
    before = (root / OLD).read_bytes()

    def cut(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("workflow.services.transaction.commit_files", cut)
    with exclusive_transaction(root) as desk, pytest.raises(KeyboardInterrupt):
        desk.commit(change(root), RINA, "x")
    assert (root / NEW).exists()
    with exclusive_transaction(root) as desk:
        assert desk.recovered
    assert (root / OLD).read_bytes() == before
    assert git(root, "status", "--porcelain") == ""


def test_git_does_not_tidy_up_behind_the_next_command(tmp_path: Path) -> None:
    """A clone that is due for it: Git would do it in the background and keep the lock of the desk meanwhile."""
    root = sample_clone(tmp_path / "k")
    marker, hook = tmp_path / "tidied", root / ".git/hooks/pre-auto-gc"
    hook.write_text(f"#!/bin/sh\ntouch {marker}\nexit 1\n")
    hook.chmod(0o755)
    git(root, "config", "gc.auto", "1")
    folder = root / ".git/objects/17"
    folder.mkdir(exist_ok=True)  # by this one Git estimates how many loose objects there are
    for number in range(3):
        (folder / f"{number:038x}").write_bytes(b"")
    with exclusive_transaction(root) as desk:
        desk.commit(change(root), RINA, "x")
    assert not marker.exists()
    git(root, "commit", "--quiet", "--allow-empty", "--message=oleh orang")
    assert marker.exists()  # the control: by itself it would
