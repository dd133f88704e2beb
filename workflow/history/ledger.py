"""Files on a ref of their own that only ever become more, shared through a remote; no branch and no work tree.

Two who write at once end with the files of both: what is on the remote is fetched and joined before anything is pushed,
and a push that comes too late is refused by Git and done again.
"""

import re
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from git import Repo
from git.exc import GitCommandError

TRIES = 5
SECONDS = 120
"""After which a remote that does not answer is given up."""
REASON = re.compile(r"! \[.*|(?:fatal|error|Timeout): .*")
"""A line in which Git says why; what follows it is advice, or that there was a reason."""
BOT = "Redaksi <redaksi@users.noreply.invalid>"


class LedgerError(Exception):
    """Git refused; the text is its last word."""


class Ledger:
    """The files of one ref. `remote`: "" for none."""

    def __init__(self, root: Path, ref: str, remote: str = "") -> None:
        self.repository = Repo(root, search_parent_directories=True)
        self.ref, self.remote = ref, remote

    def names(self) -> list[str]:
        """The paths of all files."""
        tip = self._tip(self.ref)
        if not tip:
            return []
        listed = self._git("ls-tree", "-r", "-z", "--name-only", tip)
        return [name for name in listed.split("\0") if name]

    def read(self, name: str) -> str:
        """A file's text. Raises LedgerError."""
        return self._git("cat-file", "blob", f"{self.ref}:{name}")

    def append(self, files: dict[str, str], at: int, message: str) -> None:
        """Add files, and share them. Raises LedgerError when that is not possible; they are then kept here."""
        self._import(files, at, message, [self._tip(self.ref)])
        self.share(at)

    def share(self, at: int) -> None:
        """Have the same files here and on the remote. Raises LedgerError."""
        for _ in range(TRIES if self.remote else 0):
            theirs = self._fetch()
            self._join(theirs, at)
            own = self._tip(self.ref)
            if not own or own == theirs:
                return
            try:
                self._git("push", "--quiet", "--no-verify", self.remote, f"{own}:{self.ref}")
            except LedgerError as error:
                last = error
                continue
            return
        if self.remote:
            raise last

    def _fetch(self) -> str:
        """The remote's tip, with its objects; "" where it has none."""
        listed = self._git("ls-remote", "--quiet", self.remote, self.ref).split()
        if not listed:
            return ""
        self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self.remote, self.ref)
        return listed[0]

    def _join(self, theirs: str, at: int) -> None:
        """Take over what the remote has."""
        own = self._tip(self.ref)
        if not theirs or theirs == own or (own and self._contains(own, theirs)):
            return
        if not own or self._contains(theirs, own):
            self._git("update-ref", self.ref, theirs, own or "0" * 40)
            return
        known = set(self._git("ls-tree", "-r", "-z", "--name-only", own).split("\0"))
        more = [
            name for name in self._git("ls-tree", "-r", "-z", "--name-only", theirs).split("\0") if name not in known
        ]
        files = {name: self._git("cat-file", "blob", f"{theirs}:{name}") for name in more if name}
        self._import(files, at, "gabung", [own, theirs])

    def _contains(self, one: str, other: str) -> bool:
        try:
            self._git("merge-base", "--is-ancestor", other, one)
        except LedgerError:
            return False
        return True

    def _import(self, files: dict[str, str], at: int, message: str, parents: list[str]) -> None:
        """One commit; Git refuses when the ref has moved meanwhile."""
        lines = [f"commit {self.ref}", f"committer {BOT} {at} +0000", _data(message)]
        known = [parent for parent in parents if parent]
        lines += [f"{'merge' if place else 'from'} {parent}" for place, parent in enumerate(known)]
        for name, text in files.items():
            lines += [f"M 100644 inline {name}", _data(text)]
        with TemporaryFile() as stream:
            stream.write("\n".join([*lines, ""]).encode())
            stream.seek(0)
            self._git("fast-import", "--quiet", "--date-format=raw", stdin=cast("BinaryIO", stream))

    def _tip(self, name: str) -> str:
        try:
            return self._git("rev-parse", "--verify", "--quiet", name).strip()
        except LedgerError:
            return ""

    def _git(self, *arguments: str, stdin: BinaryIO | None = None) -> str:
        try:
            return str(
                self.repository.git.execute(
                    ["git", *arguments],
                    istream=stdin,
                    strip_newline_in_stdout=False,
                    kill_after_timeout=SECONDS,
                    env={"GIT_TERMINAL_PROMPT": "0"},  # nobody may be there to answer
                )
            )
        except GitCommandError as error:
            raise LedgerError(_reason(str(error.stderr)) or arguments[0]) from error


def _reason(words: str) -> str:
    """The line in which Git says why it refused; its last one where no line looks like that."""
    if found := REASON.search(words):
        return found[0].strip(" '")
    return next((line.strip(" '") for line in reversed(words.splitlines()) if line.strip(" '")), "")


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}"
