"""The work tree and the user's own Git settings, trusted because they made them; by GitPython.

Nothing of a pull request is touched here; that is the part of `repository.py`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from git import Git, InvalidGitRepositoryError, NoSuchPathError, Repo, Tree
from git.exc import GitCommandError, GitCommandNotFound, ODBError
from msgspec import Struct


def git_setting(root: Path, section: str, name: str) -> str:
    """What a person's Git is set to, of all its files the one that counts; "" where nothing is set."""
    try:
        with Repo(root, search_parent_directories=True) as repository, repository.config_reader() as reader:
            return str(reader.get_value(section, name, default=""))
    except (InvalidGitRepositoryError, NoSuchPathError):
        return ""


def git_version() -> tuple[int, ...]:
    """The version of the Git on this computer; () where there is none."""
    try:
        return Git().version_info
    except GitCommandNotFound:
        return ()


def current_branch(root: Path) -> str:
    """The branch that is checked out; "" where there is none."""
    try:
        with Repo(root, search_parent_directories=True) as repository:
            return str(repository.active_branch.name)
    except (InvalidGitRepositoryError, NoSuchPathError, TypeError, ValueError):  # TypeError: a detached head
        return ""


NOW_VARIABLE = "REDAKSI_NOW"
"""The variable that tells `redaksi staged`, which a hook calls, the time to judge by."""
REMOTE_TIMEOUT_SECONDS = 120
"""After which a remote that does not answer is given up."""


class GitIdentity(Struct, frozen=True):
    """Whom a commit names."""

    name: str
    email: str


class CommitError(Exception):
    """Git refused; the text is Git's last line, or for a commit all that its hooks said."""


def git_folder(root: Path) -> Path | None:
    """Git's own folder of the clone that a folder lies in."""
    try:
        with Repo(root, search_parent_directories=True) as repository:
            return Path(repository.git_dir)
    except (InvalidGitRepositoryError, NoSuchPathError):
        return None


def known_identity(folder: Path) -> GitIdentity | None:
    """Who commits in a folder that may be in no repository yet; None where Git does not know."""
    name, email = (str(Git(folder).config("--get", f"user.{one}", with_exceptions=False)) for one in ("name", "email"))
    return GitIdentity(name, email) if name and email else None


def first_commit(root: Path, message: str, identity: GitIdentity | None) -> None:
    """Begin a repository with all that lies in a folder. Raises CommitError.

    `identity`: who commits here from now on; None where Git knows it already.
    """
    with Repo.init(root, initial_branch="main") as repository:
        if identity:
            with repository.config_writer() as settings:
                settings.set_value("user", "name", identity.name)
                settings.set_value("user", "email", identity.email)
        try:
            for command in (["add", "--all"], ["commit", "--quiet", f"--message={message}"]):
                repository.git.execute(["git", *command])
        except GitCommandError as error:
            raise CommitError("\n".join(_lines(error)) or str(error.status)) from error


def uncommitted_paths(root: Path, paths: Iterable[str]) -> list[str]:
    """Which of these files differ from the last commit, or are not in it; none where there is no repository."""
    if git_folder(root) is None:
        return []
    with Repo(root, search_parent_directories=True) as repository:
        told = repository.git.status("--porcelain=v1", "-z", "--no-renames", "--", *_places(root, tuple(paths)))
    return [line[3:] for line in told.split("\0") if line]


def commit_paths(root: Path, paths: Iterable[str], message: str) -> None:
    """Commit these files as they lie there, or that they are gone, by the clone's own settings. Raises CommitError."""
    with Repo(root, search_parent_directories=True) as repository:
        places = _places(root, tuple(paths))
        try:
            for command in (["add", "--all"], ["commit", "--quiet", f"--message={message}", "--only"]):
                repository.git.execute(["git", *command, "--", *places])
        except GitCommandError as error:
            raise CommitError("\n".join(_lines(error)) or str(error.status)) from error


class UnknownCommitError(Exception):
    """A commit that the clone does not have."""


def committed_texts(root: Path, paths: Iterable[str], commit: str = "HEAD") -> dict[str, str | None]:
    """The texts as the last commit, or another one, has them; None where it has none. Raises UnknownCommitError."""
    contents = committed_contents(root, paths, commit).items()
    return {path: None if data is None else data.decode("utf-8", "surrogateescape") for path, data in contents}


def committed_contents(root: Path, paths: Iterable[str], commit: str = "HEAD") -> dict[str, bytes | None]:
    """The files as the last commit, or another one, has them; None where it has none. Raises UnknownCommitError."""
    with Repo(root, search_parent_directories=True) as repository:
        below = Path(root).resolve().relative_to(Path(repository.working_dir).resolve())
        tree = _tree(repository, commit)
        return {path: _blob(tree, (below / path).as_posix()) for path in paths}


def fetch_commit(root: Path, commit: str, access: Mapping[str, str]) -> None:
    """Get one commit, by its full name and without its history, from where the clone came from. Raises CommitError.

    `access`: variables that let Git use it (`credentials.py`).
    """
    command = ["git", "fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "origin", commit]
    with Repo(root, search_parent_directories=True) as repository:
        try:
            repository.git.execute(
                command, env={"GIT_TERMINAL_PROMPT": "0", **access}, kill_after_timeout=REMOTE_TIMEOUT_SECONDS
            )
        except GitCommandError as error:
            raise CommitError(_last_line(error)) from error


def _tree(repository: Repo, commit: str) -> Tree | None:
    try:
        return repository.commit(commit).tree
    except (ODBError, ValueError):
        if commit == "HEAD":  # nothing was committed yet
            return None
        raise UnknownCommitError(commit) from None


def _blob(tree: Tree | None, path: str) -> bytes | None:
    if tree is None:
        return None
    try:
        data: bytes = (tree / path).data_stream.read()
    except KeyError:
        return None
    return data


NO_TIDYING = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
"""Tidying up goes on behind Git's back with the lock that it inherited: the next command would wait for it."""


def commit_files(
    root: Path, paths: tuple[str, ...], author: GitIdentity, message: str, lock: int, at: int | None = None
) -> str:
    """Commit just these files as somebody, by the clone's own settings and hooks; the commit's short id.

    `at`: the time by which the hook judges (seconds since the epoch), where it is not the computer's.

    The computer's user is the committer; where Git knows nobody, the author is. Git inherits the lock (an open
    file): should this program be killed, nobody else begins before Git has ended. Raises CommitError.
    """
    with Repo(root, search_parent_directories=True) as repository:
        variables = {"GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email}
        if not git_setting(root, "user", "email"):
            variables |= {"GIT_COMMITTER_NAME": author.name, "GIT_COMMITTER_EMAIL": author.email}
        if at is not None:
            variables[NOW_VARIABLE] = dt.datetime.fromtimestamp(at, dt.UTC).isoformat()
        places = _places(root, paths)
        commit = ["git", *NO_TIDYING, "commit", "--quiet", f"--message={message}", "--only", "--", *places]
        try:
            for command in (["git", "add", "--", *places], commit):
                repository.git.execute(command, env=variables, pass_fds=(lock,))
        except GitCommandError as error:
            raise CommitError("\n".join(_lines(error)) or str(error.status)) from error
        return str(repository.head.commit.hexsha[:10])


def merge_branch(root: Path, branch: str, author: GitIdentity, message: str, lock: int) -> None:
    """Merge a branch into the one that is checked out, so that its commits stay their authors'. Raises CommitError."""
    with Repo(root, search_parent_directories=True) as repository:
        variables = {"GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email}
        if not git_setting(root, "user", "email"):
            variables |= {"GIT_COMMITTER_NAME": author.name, "GIT_COMMITTER_EMAIL": author.email}
        merge = ["git", *NO_TIDYING, "merge", "--quiet", "--no-ff", f"--message={message}", f"refs/heads/{branch}"]
        try:
            repository.git.execute(merge, env=variables, pass_fds=(lock,))
        except GitCommandError as error:
            repository.git.execute(["git", "merge", "--abort"], with_exceptions=False)
            raise CommitError(_last_line(error)) from error


def pull(root: Path) -> None:
    """Fast-forward the branch that is checked out to its remote, where it has one. Raises CommitError."""
    _with_upstream(root, ["fetch", "--quiet"], ["merge", "--quiet", "--ff-only", "@{upstream}"])


def push(root: Path) -> None:
    """Push the branch that is checked out to its remote, where it has one. Raises CommitError."""
    _with_upstream(root, ["push", "--quiet"])


def _with_upstream(root: Path, *commands: list[str]) -> None:
    with Repo(root, search_parent_directories=True) as repository:
        if repository.active_branch.tracking_branch() is None:
            return
        try:
            for command in commands:
                repository.git.execute(
                    ["git", *command], env={"GIT_TERMINAL_PROMPT": "0"}, kill_after_timeout=REMOTE_TIMEOUT_SECONDS
                )
        except GitCommandError as error:
            raise CommitError(_last_line(error)) from error


def unstage(root: Path, paths: tuple[str, ...]) -> None:
    """Take these files out of the index (git reset)."""
    with Repo(root, search_parent_directories=True) as repository:
        repository.git.execute(["git", "reset", "--quiet", "--", *_places(root, paths)], with_exceptions=False)


def _places(root: Path, paths: tuple[str, ...]) -> list[str]:
    return [str((Path(root) / path).resolve()) for path in paths]


def _last_line(error: GitCommandError) -> str:
    return ([str(error.status), *_lines(error)])[-1].strip()


def _lines(error: GitCommandError) -> list[str]:
    """All that Git and its hooks said, without what GitPython puts around it."""
    texts = [text.strip().removeprefix(f"{name}: '").removesuffix("'") for name, text in _streams(error)]
    return [line.rstrip() for text in texts for line in text.splitlines() if line.strip()]


def _streams(error: GitCommandError) -> tuple[tuple[str, str], ...]:
    return ("stdout", str(error.stdout)), ("stderr", str(error.stderr))
