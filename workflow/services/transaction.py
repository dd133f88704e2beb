"""A transaction: a change is written and committed whole or not at all, even if the computer loses power in between.

Before a file is touched, the whole change is written to a journal in Git's own folder. The next transaction reads it: a
change that was committed needs nothing more, one that was not is rolled back, as long as nobody else has touched its
files. So a step that was cut off is simply done again (it is idempotent).
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.git.worktree import CommitError, GitIdentity, commit_files, committed_contents, git_folder, unstage
from workflow.i18n.message import Message, say
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange

JOURNAL_FILE, LOCK_FILE, TEMPORARY_FILE = "redaksi-step.json", "redaksi-step.lock", "redaksi-step.half"

GIT_OPERATIONS = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
}
"""What is in Git's folder during operations in which no single file can be committed."""


class Journal(Struct, frozen=True):
    """A change under way: each file's bytes before and after; None where there was no file."""

    before: dict[str, bytes | None]
    after: dict[str, bytes | None]


class Transaction:
    """A clone that is locked against other transactions."""

    def __init__(self, root: Path, folder: Path, lock: int) -> None:
        self.root, self.folder, self.lock = root, folder, lock
        self.journal = folder / JOURNAL_FILE
        self.recovered = _recover(root, self.journal)
        """What to tell people of a change that was cut off earlier; None where there was none."""

    def commit(self, change: PreparedChange, author: GitIdentity, message: str, at: int | None = None) -> str:
        """Write the files and commit them as somebody; the commit's short id. `at`: the time that hooks judge by.

        Raises RefusedError when a file has changes that are not committed, or when Git refuses (its hooks, its
        signing); the files are then as they were.
        """
        contents = change.contents
        before = {path: _content(self.root / path) for path in contents}
        self.must_be_committed(sorted({*change.settled, *contents} - {*change.along}))
        entry = Journal(before, contents)
        _write(self.folder, self.journal, msgspec.json.encode(entry))
        try:
            for path, content in contents.items():
                _put(self.folder, self.root / path, content)
            commit = commit_files(self.root, (*contents, *change.along), author, message, self.lock, at)
        except (CommitError, OSError) as error:
            _roll_back(self.root, self.folder, entry)
            self.journal.unlink()
            words = tuple(str(error).splitlines())
            raise RefusedError(say("Git refuses, so nothing was entered. It says:"), words=words) from error
        self.journal.unlink()
        return commit

    def must_be_free(self) -> None:
        """Refuse to go on while Git is in the middle of something. Raises RefusedError with the way out."""
        for name, what in GIT_OPERATIONS.items():
            if (self.folder / name).exists():
                message = say(
                    "A {what} is not finished in this folder. End it: git {what} --continue. "
                    "Give it up: git {what} --abort.",
                    what=what,
                )
                raise RefusedError(message)
        if (self.folder / "index.lock").exists():
            message = say(
                "Another program is using Git in this folder, or was cut off. If none is running, remove {path}.",
                path=str(self.folder / "index.lock"),
            )
            raise RefusedError(message)

    def must_be_committed(self, paths: Iterable[str]) -> None:
        """Refuse to go on where a file is not as it was last committed. Raises RefusedError with the way out."""
        for path, content in committed_contents(self.root, paths).items():
            if content != _content(self.root / path):
                message = say(
                    "{path} has changes that are not committed. See them: git diff {path}. Keep them: "
                    "git add {path}, then git commit. Give them up: git restore {path}.",
                    path=path,
                )
                raise RefusedError(message)


@contextmanager
def exclusive_transaction(root: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Transaction]:
    """One transaction at a time in a clone; what was cut off before is committed or rolled back first.

    `waiting` is called where another one is under way. Raises RefusedError when there is no Git here, or when a
    change that was cut off cannot be taken back.
    """
    folder = git_folder(root)
    if folder is None:
        raise RefusedError(
            say("This folder is not a Git repository. Go to the office's folder first, or name it: --root DIR.")
        )
    with (folder / LOCK_FILE).open("w", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield Transaction(root, folder, handle.fileno())


def _recover(root: Path, journal: Path) -> Message | None:
    """Finish or roll back a change that was cut off: what to tell people of it; None where there was none."""
    try:
        entry = msgspec.json.decode(journal.read_bytes(), type=Journal)
    except (OSError, msgspec.DecodeError):
        journal.unlink(missing_ok=True)  # it is written whole or not at all, so this is not ours
        return None
    paths = ", ".join(entry.after)
    if committed_contents(root, entry.after) == entry.after:
        journal.unlink()
        return say("The last change was committed before the program was cut off: {paths}.", paths=paths)
    foreign = [path for path in entry.after if _content(root / path) not in (entry.before[path], entry.after[path])]
    if foreign:
        message = say(
            "The last change was cut off, and {path} was changed since. Mend it by hand, then remove {note}.",
            path=foreign[0],
            note=str(journal),
        )
        raise RefusedError(message)
    _roll_back(root, journal.parent, entry)
    journal.unlink()
    return say("The last change was cut off before it was committed and has been taken back: {paths}.", paths=paths)


def _roll_back(root: Path, folder: Path, entry: Journal) -> None:
    unstage(root, tuple(entry.after))
    for path, content in entry.before.items():
        if _content(root / path) != content:
            _put(folder, root / path, content)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _put(folder: Path, path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        _write(folder, path, content)


def _write(folder: Path, path: Path, content: bytes) -> None:
    """Replace a file as a whole (atomically); what is half written is in Git's folder, not in the work tree."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder / TEMPORARY_FILE
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
