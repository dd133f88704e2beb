"""What a line of commits changed: which files, by which commits, whose."""

from msgspec import Struct

from workflow.history.git import Repository

NOTHING = "0" * 40
"""The name Git gives to an object that is not there."""

REGULAR = "100644"
"""The only mode a file of the office has."""


class Change(Struct, frozen=True):
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
        return not self.old.strip("0")

    @property
    def removed(self) -> bool:
        """Whether the file is gone."""
        return not self.new.strip("0")


class Commit(Struct, frozen=True):
    """One commit, as far as judging it needs. Names and addresses are hostile text."""

    id: str
    parents: tuple[str, ...]
    author_name: str
    author_email: str
    committer_email: str
    authored: int
    """Seconds since the epoch, as the author's computer claimed."""
    committed: int


def changes(repository: Repository, old: str, new: str) -> list[Change]:
    """The files that differ between two commits, a renamed one as removed and added."""
    return _parse(repository.run("diff-tree", "-r", "-z", "--no-renames", "--end-of-options", old, new))


def introduced(repository: Repository, commit: Commit) -> list[Change]:
    """The files in which a commit differs from its first parent; all of them for a first commit."""
    if commit.parents:
        return changes(repository, commit.parents[0], commit.id)
    return _parse(
        repository.run(
            "diff-tree", "-r", "-z", "--root", "--no-commit-id", "--no-renames", "--end-of-options", commit.id
        )
    )


def _parse(output: bytes) -> list[Change]:
    """diff-tree's raw format: `:mode mode object object status NUL path NUL`."""
    fields = output.split(b"\0")
    found = []
    for head, path in zip(fields[0::2], fields[1::2], strict=False):
        old_mode, new_mode, old, new, _ = head.decode("ascii").removeprefix(":").split(" ")
        found.append(Change(path.decode("utf-8", "surrogateescape"), old_mode, new_mode, old, new))
    return found


def committed_at(repository: Repository, commit: str) -> int:
    """When a commit was made, in seconds since the epoch, as it claims; 0 where it does not say."""
    shown = repository.run("show", "--no-patch", "--no-show-signature", "--format=%ct", "--end-of-options", commit)
    return int(shown.split()[0] or 0) if shown.split() else 0


_FORMAT = "%H%x00%P%x00%an%x00%ae%x00%ce%x00%at%x00%ct"


def commits(repository: Repository, base: str, head: str) -> list[Commit]:
    """The commits that head has and base has not, the oldest first, every parent before its children."""
    output = repository.run(
        "log",
        "-z",
        "--topo-order",
        "--reverse",
        "--no-show-signature",
        "--encoding=UTF-8",
        f"--format={_FORMAT}",
        "--end-of-options",
        head,
        f"^{base}",
    )
    fields = output.decode("utf-8", "replace").split("\0")
    rows = [fields[start : start + 7] for start in range(0, len(fields) - 6, 7)]
    return [
        Commit(row[0], tuple(row[1].split()), row[2], row[3], row[4], int(row[5] or 0), int(row[6] or 0))
        for row in rows
    ]
