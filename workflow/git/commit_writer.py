"""Commit writer: commits made of objects, without a work tree, and refs shared with a remote.

It uses the user's own Git, with their settings and credentials. Nothing of a pull request ever becomes an option here.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import BinaryIO, cast

from git import Repo
from git.exc import GitCommandError
from msgspec import Struct

from workflow.git.program_commits import PROGRAM_EMAIL
from workflow.git.worktree import GitIdentity

REMOTE_TIMEOUT_SECONDS = 120
"""After which a remote that does not answer is given up."""
GIT_ERROR_LINE = re.compile(r"! \[.*|(?:fatal|error|Timeout): .*")
"""A line in which Git says why; what follows it is advice, or that there was a reason."""
PROGRAM_IDENTITY = GitIdentity("Redaksi", PROGRAM_EMAIL)


class WriteError(Exception):
    """Git refused; the text is its last word."""


class DraftCommit(Struct, frozen=True, kw_only=True):
    """A commit to be made. Times are seconds since the epoch."""

    files: Mapping[str, str | bytes | None]
    """Whole files by path; None: the file goes."""
    message: str
    at: int
    """When it is committed, by the program."""
    parents: tuple[str, ...]
    author: GitIdentity = PROGRAM_IDENTITY
    authored: int | None = None
    """When the author did what it says; None: at the same time."""


class CommitWriter:
    """One repository."""

    def __init__(self, root: Path, access: Mapping[str, str] = MappingProxyType({})) -> None:
        """`access`: variables that let Git use a remote (`credentials.py`)."""
        self.repository = Repo(root, search_parent_directories=True)
        self._access = access

    def commit(self, ref: str, draft: DraftCommit) -> str:
        """Put a commit on a ref and give its name. Raises WriteError, also when the ref has moved meanwhile."""
        authored = draft.at if draft.authored is None else draft.authored
        lines = [
            f"commit {ref}",
            "mark :1",
            f"author {_signature(draft.author)} {authored} +0000",
            f"committer {_signature(PROGRAM_IDENTITY)} {draft.at} +0000",
            _data(draft.message),
        ]
        lines += [f"{'merge' if place else 'from'} {parent}" for place, parent in enumerate(draft.parents)]
        for name, content in draft.files.items():
            lines += [f"D {name}"] if content is None else [f"M 100644 inline {name}", _data(content)]
        with TemporaryFile() as stream:
            stream.write("\n".join([*lines, "get-mark :1", ""]).encode("utf-8", "surrogateescape"))
            stream.seek(0)
            return self.git("fast-import", "--quiet", "--date-format=raw", stdin=cast("BinaryIO", stream)).strip()

    def tip(self, name: str) -> str:
        """The commit of a ref; "" where there is none."""
        try:
            return self.git("rev-parse", "--verify", "--quiet", name).strip()
        except WriteError:
            return ""

    def contains(self, one: str, other: str) -> bool:
        """Whether a commit has another one among its ancestors, or is it."""
        try:
            self.git("merge-base", "--is-ancestor", other, one)
        except WriteError:
            return False
        return True

    def git(self, *arguments: str, stdin: BinaryIO | None = None) -> str:
        """What Git prints. Raises WriteError."""
        try:
            return str(
                self.repository.git.execute(
                    ["git", *arguments],
                    istream=stdin,
                    strip_newline_in_stdout=False,
                    kill_after_timeout=REMOTE_TIMEOUT_SECONDS,
                    env={"GIT_TERMINAL_PROMPT": "0", **self._access},  # nobody may be there to answer
                )
            )
        except GitCommandError as error:
            raise WriteError(_reason(str(error.stderr)) or arguments[0]) from error


def _reason(words: str) -> str:
    """The line in which Git says why it refused; its last one where no line looks like that."""
    if found := GIT_ERROR_LINE.search(words):
        return found[0].strip(" '")
    return next((line.strip(" '") for line in reversed(words.splitlines()) if line.strip(" '")), "")


def _signature(who: GitIdentity) -> str:
    """As a commit names somebody, without the characters that end a name there."""
    name = re.sub(r"[<>\n\0]", "", who.name)
    return f"{name} <{who.email}>"


def _data(content: str | bytes) -> str:
    """A `data` command of git-fast-import; bytes that are not UTF-8 pass as surrogates and come out as they were."""
    text = content if isinstance(content, str) else content.decode("utf-8", "surrogateescape")
    return f"data {len(text.encode('utf-8', 'surrogateescape'))}\n{text}"
