"""Branches of a remote: seen as they are now, and moved only where nobody else moved them meanwhile."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from workflow.git.commit_writer import CommitWriter, DraftCommit, WriteError

TRACKING_REFS = "refs/redaksi/heads/"
"""Where this program keeps what it last saw of the remote's branches; no other Git command looks there."""
SCRATCH_REF = "refs/redaksi/act"
LOST_RACE = ("stale info", "fetch first", "non-fast-forward", "already exists", "cannot lock ref")
"""Words by which Git says that somebody else was quicker."""


class RawCommit(Struct, frozen=True):
    """A commit as Git stores it."""

    commit: str
    tree: str
    parents: tuple[str, ...]
    message: str


class RemoteBranches:
    """The branches of one remote."""

    def __init__(self, root: Path, remote: str, access: Mapping[str, str] = MappingProxyType({})) -> None:
        """`access`: variables by which Git may ask the remote (`access.py`)."""
        self._writer, self.remote = CommitWriter(root, access), remote

    def fetch(self) -> None:
        """See the branches as they are now. Raises WriteError."""
        self._writer.git(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--prune", "--force", self.remote,
            f"+refs/heads/*:{TRACKING_REFS}*",
        )  # fmt: skip

    def tip(self, branch: str) -> str:
        """The commit of a branch; "" where there is none."""
        return self._writer.tip(TRACKING_REFS + branch)

    def below(self, prefix: str) -> dict[str, str]:
        """The branches whose names begin so, whatever follows, with their commits."""
        listed = self._writer.git(
            "for-each-ref", "--format=%(refname) %(objectname)", TRACKING_REFS
        )  # no `*` matches a slash
        pairs = (line.removeprefix(TRACKING_REFS).split() for line in listed.splitlines())
        return {name: commit for name, commit in pairs if name.startswith(prefix)}

    def in_the_way(self, branch: str) -> str:
        """A branch that keeps another from being made; "" for none. Git has no `a/b` where there is an `a`."""
        others = (one for one in self.below("") if f"{one}/".startswith(f"{branch}/") or branch.startswith(f"{one}/"))
        return next((one for one in others if one != branch), "")

    def contains(self, branch: str, commit: str) -> bool:
        """Whether a branch has a commit."""
        return self._writer.contains(self.tip(branch), commit)

    def saying(self, words: Sequence[str], commits: Sequence[str], since: int, most: int) -> list[str]:
        """The newest commits whose messages have all of some words, among commits and their ancestors, `most` at most.

        `since`: seconds since the epoch; those committed before are left out. Dates are their makers' word: one that
        lies in the past ends no search.
        """
        wanted = [f"--grep={word}" for word in words]
        limits = (f"--max-count={most}", "--format=%H", "--fixed-strings", "--all-match", f"--since-as-filter={since}")
        return self._writer.git("log", *limits, *wanted, *commits).split()

    def stored(self, commit: str) -> RawCommit:
        """A commit as Git stores it. Raises WriteError."""
        header, _, message = self._writer.git("cat-file", "commit", commit).partition("\n\n")
        lines = [line.partition(" ") for line in header.split("\n")]
        parents = tuple(value for name, _, value in lines if name == "parent")
        return RawCommit(commit, lines[0][2], parents, message)

    def read(self, commit: str, path: str) -> str:
        """A file's text in a commit; "" where it has none."""
        try:
            return self._writer.git("cat-file", "blob", f"{commit}:{path}")
        except WriteError:
            return ""

    def message(self, commit: str) -> str:
        """What a commit says."""
        return self._writer.git("log", "--max-count=1", "--format=%B", commit)

    def commit(self, draft: DraftCommit) -> str:
        """A commit that no branch has yet. Raises WriteError."""
        try:
            return self._writer.commit(SCRATCH_REF, draft)
        finally:
            self._writer.git("update-ref", "-d", SCRATCH_REF)

    def push(self, commit: str, branch: str, expected: str) -> bool:
        """Move a branch from the commit that it is expected at ("": it must be new); whether nobody was quicker.

        Raises WriteError where the remote refuses for another reason.
        """
        name = f"refs/heads/{branch}"
        try:
            self._writer.git(
                "push", "--quiet", "--no-verify", f"--force-with-lease={name}:{expected}", self.remote,
                f"{commit}:{name}",
            )  # fmt: skip
        except WriteError as error:
            if any(word in str(error) for word in LOST_RACE):
                return False
            if not self._has(branch, commit):
                raise
        return True

    def _has(self, branch: str, commit: str) -> bool:
        """Whether the remote took a push of which it did not say so."""
        try:
            self.fetch()
        except WriteError:
            return False
        return self.tip(branch) == commit
