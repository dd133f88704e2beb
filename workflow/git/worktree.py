"""The work tree and the user's own Git settings, trusted because they made them (`user_git.py`).

Nothing of a pull request is touched here; that is the part of `repository.py`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from workflow.git.environment import git_dir
from workflow.git.errors import GitError
from workflow.git.user_git import REMOTE_TIMEOUT_SECONDS, GitRefusedError, user_git


def git_setting(root: Path, name: str) -> str:
    """What a person's Git is set to, of all its files the one that counts; "" where nothing is set."""
    return _word(root, "config", "--get", name) if git_folder(root) else ""


def git_version() -> tuple[int, ...]:
    """The version of the Git on this computer; () where there is none."""
    numbers = _word(Path(), "version").removeprefix("git version ").split(" ")[0]
    return tuple(int(number) for number in numbers.split(".") if number.isdecimal())


def current_branch(root: Path) -> str:
    """The branch that is checked out; "" where there is none."""
    return _word(root, "symbolic-ref", "--quiet", "HEAD").removeprefix("refs/heads/")


def git_folder(root: Path) -> Path | None:
    """Git's own folder of the clone that a folder lies in."""
    try:
        return git_dir(Path(root).resolve())
    except GitError:
        return None


def _word(root: Path, *arguments: str) -> str:
    """What Git prints in one line; "" where it knows nothing, or there is no repository."""
    try:
        return user_git(root, *arguments).decode("utf-8", "surrogateescape").rstrip("\n")
    except GitRefusedError:
        return ""


NOW_VARIABLE = "REDAKSI_NOW"
"""The variable that tells `redaksi staged`, which a hook calls, the time to judge by."""


class GitIdentity(Struct, frozen=True):
    """Whom a commit names."""

    name: str
    email: str


class CommitError(Exception):
    """Git refused; the text is Git's last line, or for a commit all that its hooks said."""


class UnknownCommitError(Exception):
    """A commit that the clone does not have."""


def committed_texts(root: Path, paths: Iterable[str], commit: str = "HEAD") -> dict[str, str | None]:
    """The texts as the last commit, or another one, has them; None where it has none. Raises UnknownCommitError."""
    contents = committed_contents(root, paths, commit).items()
    return {path: None if data is None else data.decode("utf-8", "surrogateescape") for path, data in contents}


def committed_contents(root: Path, paths: Iterable[str], commit: str = "HEAD") -> dict[str, bytes | None]:
    """The files as the last commit, or another one, has them; None where it has none. Raises UnknownCommitError."""
    wanted = [*paths]
    known = _word(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if not known and commit != "HEAD":
        raise UnknownCommitError(commit)
    if not known or not wanted:  # nothing was committed yet
        return dict.fromkeys(wanted)
    below = _word(root, "rev-parse", "--show-prefix")
    asked = "".join(f"{known}:{below}{path}\n" for path in wanted).encode("utf-8", "surrogateescape")
    answers = BytesIO(user_git(root, "cat-file", "--batch", data=asked))
    return {path: _blob(answers) for path in wanted}


def _blob(answers: BytesIO) -> bytes | None:
    """The next answer of `git cat-file --batch`; None where there is no file."""
    kind, _, size = answers.readline().rpartition(b" ")
    if not size.strip().isdigit():
        return None
    content = answers.read(int(size) + 1)[:-1]
    return content if kind.endswith(b" blob") else None


def fetch_commit(root: Path, commit: str, access: Mapping[str, str]) -> None:
    """Get one commit, by its full name and without its history, from where the clone came from. Raises CommitError.

    `access`: variables that let Git use it (`credentials.py`).
    """
    _remotely(root, ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "origin", commit], access)


def commit_files(
    root: Path, paths: tuple[str, ...], author: GitIdentity, message: str, lock: int, at: int | None = None
) -> str:
    """Commit just these files as somebody, by the clone's own settings and hooks; the commit's short id.

    `at`: the time by which the hook judges (seconds since the epoch), where it is not the computer's.

    The computer's user is the committer; where Git knows nobody, the author is. Git inherits the lock (an open
    file): should this program be killed, nobody else begins before Git has ended. Raises CommitError.
    """
    variables = _names(root, author)
    if at is not None:
        variables[NOW_VARIABLE] = dt.datetime.fromtimestamp(at, dt.UTC).isoformat()
    places = _places(root, paths)
    try:
        user_git(root, "add", "--", *places, variables=variables, lock=lock)
        words = ("commit", "--quiet", f"--message={message}", "--only", "--", *places)
        user_git(root, *words, variables=variables, lock=lock)
    except GitRefusedError as error:
        raise CommitError("\n".join(_lines(error))) from error
    return _word(root, "rev-parse", "HEAD")[:10]


def merge_branch(root: Path, branch: str, author: GitIdentity, message: str, lock: int) -> None:
    """Merge a branch into the one that is checked out, so that its commits stay their authors'. Raises CommitError."""
    try:
        words = ("merge", "--quiet", "--no-ff", f"--message={message}", f"refs/heads/{branch}")
        user_git(root, *words, variables=_names(root, author), lock=lock)
    except GitRefusedError as error:
        _word(root, "merge", "--abort")
        raise CommitError(_lines(error)[-1]) from error


def pull(root: Path) -> None:
    """Fast-forward the branch that is checked out to its remote, where it has one. Raises CommitError."""
    _with_upstream(root, ["fetch", "--quiet"], ["merge", "--quiet", "--ff-only", "@{upstream}"])


def push(root: Path) -> None:
    """Push the branch that is checked out to its remote, where it has one. Raises CommitError."""
    _with_upstream(root, ["push", "--quiet"])


def _with_upstream(root: Path, *commands: list[str]) -> None:
    if _word(root, "config", "--get", f"branch.{current_branch(root)}.merge"):
        for command in commands:
            _remotely(root, command)


def _remotely(root: Path, command: list[str], access: Mapping[str, str] = MappingProxyType({})) -> None:
    variables = {"GIT_TERMINAL_PROMPT": "0", **access}  # nobody may be there to answer
    try:
        user_git(root, *command, variables=variables, seconds=REMOTE_TIMEOUT_SECONDS)
    except GitRefusedError as error:
        raise CommitError(_lines(error)[-1]) from error


def _names(root: Path, author: GitIdentity) -> dict[str, str]:
    """The variables that name a commit's author; and its committer, where Git knows nobody."""
    variables = {"GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email}
    if not git_setting(root, "user.email"):
        variables |= {"GIT_COMMITTER_NAME": author.name, "GIT_COMMITTER_EMAIL": author.email}
    return variables


def unstage(root: Path, paths: tuple[str, ...]) -> None:
    """Take these files out of the index (git reset)."""
    _word(root, "reset", "--quiet", "--", *_places(root, paths))


def _places(root: Path, paths: tuple[str, ...]) -> list[str]:
    return [str((Path(root) / path).resolve()) for path in paths]


def _lines(error: GitRefusedError) -> list[str]:
    """All that Git and its hooks said."""
    return [line.strip() for line in str(error).splitlines() if line.strip()]


def known_identity(folder: Path) -> bool:
    """Whether Git knows who commits in a folder that may be in no repository yet."""
    return all(_word(folder, "config", "--get", f"user.{name}") for name in ("name", "email"))


def first_commit(root: Path, message: str, identity: GitIdentity | None) -> None:
    """Begin a repository with all that lies in a folder. Raises CommitError.

    `identity`: who commits here from now on; None where Git knows it already.
    """
    try:
        user_git(root, "init", "--quiet", "--initial-branch=main")
        if identity:
            user_git(root, "config", "user.name", identity.name)
            user_git(root, "config", "user.email", identity.email)
        user_git(root, "add", "--all")
        user_git(root, "commit", "--quiet", f"--message={message}")
    except GitRefusedError as error:
        raise CommitError("\n".join(_lines(error))) from error


def uncommitted_paths(root: Path, paths: Iterable[str]) -> list[str]:
    """Which of these files differ from the last commit, or are not in it; none where there is no repository."""
    places = _places(root, tuple(paths))
    if git_folder(root) is None or not places:
        return []
    told = user_git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--", *places)
    return [line[3:] for line in told.decode("utf-8", "surrogateescape").split("\0") if line]


def commit_paths(root: Path, paths: Iterable[str], message: str) -> None:
    """Commit these files as they lie there, or that they are gone, by the clone's own settings. Raises CommitError."""
    places = _places(root, tuple(paths))
    try:
        user_git(root, "add", "--all", "--", *places)
        user_git(root, "commit", "--quiet", f"--message={message}", "--only", "--", *places)
    except GitRefusedError as error:
        raise CommitError("\n".join(_lines(error))) from error
