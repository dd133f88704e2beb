"""Files on a ref of their own that only ever become more, shared through a remote; no branch and no work tree.

Two who write at once end with the files of both: what is on the remote is fetched and joined before anything is pushed,
and a push that comes too late is refused by Git and done again.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from workflow.git.commit_writer import NOTHING, CommitWriter, DraftCommit, WriteError

MOST_ATTEMPTS = 5


class AppendOnlyRef:
    """The files of one ref. `remote`: "" for none; `access`: variables by which Git may ask it (`access.py`)."""

    def __init__(
        self, root: Path, ref: str, remote: str = "", access: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._writer = CommitWriter(root, access)
        self.ref, self.remote = ref, remote

    def names(self) -> list[str]:
        """The paths of all files."""
        tip = self._writer.tip(self.ref)
        if not tip:
            return []
        listed = self._writer.git("ls-tree", "-r", "-z", "--name-only", tip)
        return [name for name in listed.split("\0") if name]

    def read(self, name: str) -> str:
        """A file's text. Raises WriteError."""
        return self._writer.git("cat-file", "blob", f"{self.ref}:{name}")

    def append(self, files: dict[str, str], at: int, message: str) -> None:
        """Add files, and share them. Raises WriteError when that is not possible; they are then kept here."""
        self._import(files, at, message, [self._writer.tip(self.ref)])
        if not self._is_taken():  # most often nobody else has written
            self.share(at)

    def share(self, at: int) -> None:
        """Have the same files here and on the remote. Raises WriteError."""
        for _ in range(MOST_ATTEMPTS if self.remote else 0):
            theirs = self._fetch()
            self._join(theirs, at)
            own = self._writer.tip(self.ref)
            if not own or own == theirs:
                return
            try:
                self._push(own)
            except WriteError as error:
                last = error
                continue
            return
        if self.remote:
            raise last

    def _is_taken(self) -> bool:
        """Whether the remote, if there is one, takes what is here as it is."""
        if self.remote:
            try:
                self._push(self.ref)
            except WriteError:
                return False
        return True

    def _push(self, what: str) -> None:
        self._writer.git("push", "--quiet", "--no-verify", self.remote, f"{what}:{self.ref}")

    def _fetch(self) -> str:
        """The remote's tip, with its objects; "" where it has none."""
        listed = self._writer.git("ls-remote", "--quiet", self.remote, self.ref).split()
        if not listed:
            return ""
        self._writer.git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self.remote, self.ref)
        return listed[0]

    def _join(self, theirs: str, at: int) -> None:
        """Take over what the remote has."""
        own = self._writer.tip(self.ref)
        if not theirs or theirs == own or (own and self._writer.contains(own, theirs)):
            return
        if not own or self._writer.contains(theirs, own):
            self._writer.git("update-ref", self.ref, theirs, own or NOTHING)
            return
        known = set(self._writer.git("ls-tree", "-r", "-z", "--name-only", own).split("\0"))
        more = [
            name
            for name in self._writer.git("ls-tree", "-r", "-z", "--name-only", theirs).split("\0")
            if name not in known
        ]
        files = {name: self._writer.git("cat-file", "blob", f"{theirs}:{name}") for name in more if name}
        self._import(files, at, "gabung", [own, theirs])

    def _import(self, files: dict[str, str], at: int, message: str, parents: list[str]) -> None:
        """One commit; Git refuses when the ref has moved meanwhile."""
        known = tuple(parent for parent in parents if parent)
        self._writer.commit(self.ref, DraftCommit(files=files, message=message, at=at, parents=known))
