"""Writing a change and committing it: whole or not at all, and once, whatever happens in between.

Before a file is touched, the whole change is noted in Git's own folder. Whoever comes next, after a loss of power as
after an end in peace, finds the note: a change that was committed is forgotten, one that was not is taken back as long
as nobody else has touched its files. So a step that was cut off is simply done again.
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
"""What lies in Git's folder while it is in the middle of something, in which no single file can be committed."""


class Journal(Struct, frozen=True):
    """A change under way: each file's bytes before and after; None where there was no file."""

    before: dict[str, bytes | None]
    after: dict[str, bytes | None]


class Transaction:
    """A clone in which nobody else is changing anything just now."""

    def __init__(self, root: Path, folder: Path, lock: int) -> None:
        self.root, self.folder, self.lock = root, folder, lock
        self.note = folder / JOURNAL_FILE
        self.tidied = _tidy(root, self.note)
        """What is to be said of a change that was cut off earlier."""

    def commit(self, change: PreparedChange, author: GitIdentity, message: str, at: int | None = None) -> str:
        """Write the files and commit them as somebody; the commit's short id. `at`: the time that hooks judge by.

        Raises RefusedError when a file has changes that are not committed, or when Git refuses (its hooks, its
        signing); the files are then as they were.
        """
        contents = change.contents
        before = {path: _content(self.root / path) for path in contents}
        self.must_be_committed(sorted({*change.settled, *contents} - {*change.along}))
        noted = Journal(before, contents)
        _write(self.folder, self.note, msgspec.json.encode(noted))
        try:
            for path, content in contents.items():
                _put(self.folder, self.root / path, content)
            made = commit_files(self.root, (*contents, *change.along), author, message, self.lock, at)
        except (CommitError, OSError) as error:
            _take_back(self.root, self.folder, noted)
            self.note.unlink()
            words = tuple(str(error).splitlines())
            raise RefusedError(say("Git refuses, so nothing was entered. It says:"), words=words) from error
        self.note.unlink()
        return made

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
    """Only one change at a time in a clone; what was cut off before is tidied first.

    `waiting` is called where somebody else is at it just now. Raises RefusedError when there is no Git here, or when a
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


def _tidy(root: Path, note: Path) -> Message | None:
    """What is to be said of a change that was cut off; None where there was none."""
    try:
        noted = msgspec.json.decode(note.read_bytes(), type=Journal)
    except (OSError, msgspec.DecodeError):
        note.unlink(missing_ok=True)  # it is written whole or not at all, so this is none of ours
        return None
    paths = ", ".join(noted.after)
    if committed_contents(root, noted.after) == noted.after:
        note.unlink()
        return say("The last change was committed before the program was cut off: {paths}.", paths=paths)
    odd = [path for path in noted.after if _content(root / path) not in (noted.before[path], noted.after[path])]
    if odd:
        message = say(
            "The last change was cut off, and {path} was changed since. Mend it by hand, then remove {note}.",
            path=odd[0],
            note=str(note),
        )
        raise RefusedError(message)
    _take_back(root, note.parent, noted)
    note.unlink()
    return say("The last change was cut off before it was committed and has been taken back: {paths}.", paths=paths)


def _take_back(root: Path, folder: Path, noted: Journal) -> None:
    unstage(root, tuple(noted.after))
    for path, content in noted.before.items():
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
    """Put a whole file in the place of another, or none. What is half written lies in Git's folder, not in ours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder / TEMPORARY_FILE
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
