"""The user's own Git, beside GitPython, which reads the same repositories in its own way."""

from pathlib import Path

import git as gitpython
import pytest

from tests.support.clone import git
from workflow.git.user_git import GitRefusedError, user_git
from workflow.git.worktree import (
    CommitError,
    GitIdentity,
    UnknownCommitError,
    commit_files,
    committed_contents,
    current_branch,
    fetch_commit,
    git_folder,
    git_setting,
    git_version,
    pull,
    push,
)

FILES = {"a.txt": b"satu\n", "b/c d.txt": b"\xff\0dua", "b/\u00e9.txt": b"", 'b/"kutip".txt': b"x" * 100_000}
SOMEBODY = GitIdentity("Rina", "rina@kantor.example")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "clone"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    for name, data in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    return root


@pytest.fixture
def committed(root: Path) -> Path:
    git(root, "config", "user.name", "Meja")
    git(root, "config", "user.email", "meja@kantor.example")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=mulai")
    return root


def test_files_are_read_as_gitpython_reads_them(committed: Path) -> None:
    (committed / "a.txt").write_text("lain")
    names = [*FILES, "tiada.txt", "b"]
    tree = gitpython.Repo(committed).head.commit.tree
    expected = {name: (tree / name).data_stream.read() for name in FILES}
    assert committed_contents(committed, names) == {**expected, "tiada.txt": None, "b": None}
    assert expected == FILES
    assert committed_contents(committed / "b", ["c d.txt"]) == {"c d.txt": FILES["b/c d.txt"]}
    assert committed_contents(committed, [], "HEAD~0") == {}


def test_a_commit_that_is_not_there(root: Path) -> None:
    assert committed_contents(root, ["a.txt"]) == {"a.txt": None}, "nothing was committed yet"
    for name in ("0" * 40, "main", "--all", "HEAD~3"):
        with pytest.raises(UnknownCommitError):
            committed_contents(root, ["a.txt"], name)


def test_the_branch_whatever_the_head_is(committed: Path) -> None:
    for words in (
        ["tag", "main"],
        ["switch", "--quiet", "--create", "surat/2026-0001"],
        ["switch", "--quiet", "--orphan", "baru"],
    ):
        git(committed, *words)
        assert current_branch(committed) == gitpython.Repo(committed).active_branch.name
    git(committed, "switch", "--quiet", "--detach", "refs/heads/main")
    assert current_branch(committed) == ""
    assert current_branch(committed.parent) == ""


def test_settings_and_folders(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all files the one that counts; outside of a repository nobody is asked."""
    home = committed.parent / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n\temail = rumah@kantor.example\n\tsigningKey = kunci\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    git(committed, "config", "gpg.format", "ssh")
    with gitpython.Repo(committed).config_reader() as reader:
        for section, name in (("user", "email"), ("user", "signingKey"), ("gpg", "format"), ("user", "tiada")):
            assert git_setting(committed / "b", f"{section}.{name}") == str(reader.get_value(section, name, default=""))
    assert git_setting(home, "user.email") == ""
    assert git_folder(committed / "b") == Path(gitpython.Repo(committed).git_dir)
    assert git_folder(home) is None
    assert git_version() == gitpython.Git().version_info


def test_who_commits_is_the_author_and_where_git_knows_nobody_the_committer_too(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(root.parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    (root / "lock").touch()
    with (root / "lock").open() as lock:
        name = commit_files(root, ("a.txt",), SOMEBODY, "satu", lock.fileno())
        commit = gitpython.Repo(root).head.commit
        assert (commit.hexsha[:10], commit.author.email, commit.committer.email) == (
            name,
            SOMEBODY.email,
            SOMEBODY.email,
        )
        (root / ".git/hooks").mkdir(exist_ok=True)
        hook = root / ".git/hooks/pre-commit"
        hook.write_text("#!/bin/sh\necho ke layar\necho ke galat >&2\nexit 1\n")
        hook.chmod(0o755)
        with pytest.raises(CommitError, match=r"^ke layar\nke galat$"):
            commit_files(root, ("b/c d.txt",), SOMEBODY, "dua", lock.fileno())


def test_a_branch_follows_its_remote_and_one_without_goes_nowhere(committed: Path) -> None:
    pull(committed)
    push(committed)
    remote = committed.parent / "remote.git"
    git(committed.parent, "clone", "--quiet", "--bare", "clone", "remote.git")
    git(committed, "remote", "add", "origin", str(remote))
    git(committed, "push", "--quiet", "--set-upstream", "origin", "main")
    git(committed, "commit", "--quiet", "--allow-empty", "--message=lagi")
    push(committed)
    tip = git(committed, "rev-parse", "HEAD").strip()
    assert git(remote, "rev-parse", "main").strip() == tip
    git(committed, "reset", "--quiet", "--hard", "HEAD~1")
    pull(committed)
    assert git(committed, "rev-parse", "HEAD").strip() == tip
    fetch_commit(committed, tip, {})
    remote.rename(committed.parent / "pindah.git")
    for call, more in ((pull, ()), (push, ()), (fetch_commit, (tip, {}))):
        with pytest.raises(CommitError):
            call(committed, *more)


def test_git_that_is_silent_or_not_there_is_given_up(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(committed, "config", "alias.tidur", "!sleep 30")
    with pytest.raises(GitRefusedError, match=r"^Timeout: git tidur did not complete in 0\.2 s$"):
        user_git(committed, "tidur", seconds=0.2)
    monkeypatch.setenv("PATH", str(committed))
    with pytest.raises(GitRefusedError, match="git"):
        user_git(committed, "version")
    assert git_version() == ()
    assert current_branch(committed) == ""
