"""What a line of commits changed: which files, by which commits, whose."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from workflow.git.repository import Repository
from workflow.git.size_limits import require_small_difference

NOTHING = "0" * 40
"""The name Git gives to an object that is not there."""

ABSENT_MODE = "000000"
"""The mode that Git gives to a file that is not there."""

REGULAR_MODE = "100644"
"""The only mode a file of the office has."""

EXECUTABLE_MODE, SUBMODULE_MODE = "100755", "160000"

LATEST_DATE = 1 << 40
"""Seconds; no date of a commit is read as later than this."""


class FileChange(Struct, frozen=True):
    """One file that differs between two trees. Paths are as Git has them, odd bytes as surrogates."""

    path: str
    old_mode: str
    new_mode: str
    old: str
    """The object before; NOTHING when the file is new."""
    new: str
    """The object after; NOTHING when the file is gone."""

    @property
    def added(self) -> bool:
        """Whether the file is new."""
        return self.old_mode == ABSENT_MODE

    @property
    def removed(self) -> bool:
        """Whether the file is gone."""
        return self.new_mode == ABSENT_MODE


class Commit(Struct, frozen=True):
    """One commit, as far as judging it needs. Names and addresses are hostile text."""

    id: str
    parents: tuple[str, ...]
    authored: int
    """Seconds since the epoch, as the author's computer claimed."""
    committed: int
    author_email: str
    committer_email: str
    author_name: str


class CommitChanges(Struct, frozen=True):
    """A commit with the files in which it differs from its first parent; all of its files for a first commit."""

    commit: Commit
    changes: tuple[FileChange, ...]


def changed_files(repository: Repository, old: str, new: str) -> list[FileChange]:
    """The files that differ between two commits or trees, a renamed one as removed and added. Raises GitError."""
    require_small_difference(repository, old, new)
    output = repository.run("diff-tree", "-r", "-z", "--no-renames", "--end-of-options", old, new)
    return [entry for entry in _parse(output.split(b"\0")) if isinstance(entry, FileChange)]


def committed_at(repository: Repository, commit: str) -> int:
    """When a commit was made, in seconds since the epoch, as it claims; 0 where it does not say."""
    shown = repository.run("show", "--no-patch", "--no-show-signature", "--format=%ct", "--end-of-options", commit)
    return _seconds(shown.decode("ascii", "replace").strip())


def latest_commits(repository: Repository, commit: str, path: str, most: int) -> list[Commit]:
    """The latest commits that changed a file, as far as a commit reaches, oldest first."""
    asked = ("log", "-z", f"--max-count={most}", "--no-show-signature", "--encoding=UTF-8", f"--format={COMMIT_FORMAT}")
    found = repository.run(*asked, "--end-of-options", commit, "--", path).split(b"\0")
    return [_commit(row[1:].decode("utf-8", "replace")) for row in reversed(found) if row.startswith(b"\1")]


COMMIT_FORMAT = "%x01" + "%x02".join(("%H", "%P", "%at", "%ct", "%ae", "%ce", "%an"))
LOG_COMMAND = (
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--diff-merges=first-parent",
    "--topo-order",
    "--reverse",
    "--no-show-signature",
    "--encoding=UTF-8",
    f"--format={COMMIT_FORMAT}",
)
"""Oldest first, every parent before its children, each with what it changed: one call for any number of commits."""


def commit_history(
    repository: Repository, *revisions: str, own_line: bool = False, known: bool = True
) -> Iterator[CommitChanges]:
    """The commits that some revisions reach (`^name` takes away), read as they come.

    `own_line`: only those of the branch's own line, what was merged into it as one change; `known`: also those that the
    repository's refs reach already. Of strangers' commits ask `weight.must_be_light` first.
    """
    only = (*(("--first-parent",) if own_line else ()), *(() if known else ("--not", "--all", "--not")))
    commit: Commit | None = None
    found: list[FileChange] = []
    for entry in _parse(repository.stream(*LOG_COMMAND, *only, "--end-of-options", *revisions)):
        if isinstance(entry, FileChange):
            found.append(entry)
            continue
        if commit:
            yield CommitChanges(commit, tuple(found))
        commit, found = entry, []
    if commit:
        yield CommitChanges(commit, tuple(found))


def _parse(fields: Iterable[bytes]) -> Iterator[FileChange | Commit]:
    """Git's raw format: `:mode mode object object status` and a path by turns, between commits in FORMAT."""
    rows = iter(fields)
    for row in rows:
        if row.startswith(b"\1"):
            yield _commit(row[1:].decode("utf-8", "replace"))
        elif row.strip():
            modes = row.decode("ascii").strip().removeprefix(":").split(" ")
            path = next(rows, b"").decode("utf-8", "surrogateescape")
            yield FileChange(path, *modes[:4])


def _commit(line: str) -> Commit:
    row = (line.split("\2", 6) + [""] * 7)[:7]
    return Commit(row[0], tuple(row[1].split()), _seconds(row[2]), _seconds(row[3]), row[4], row[5], row[6])


def _seconds(text: str) -> int:
    """A date of a commit; 0 where it does not say one."""
    return min(int(text), LATEST_DATE) if re.fullmatch(r"\d+", text, re.ASCII) else 0
