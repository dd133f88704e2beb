"""What strangers' history may weigh: counted from its objects before Git is asked to walk it.

A tree of ten trees of ten trees ... takes 108 KB; Git makes 10^9 paths of it, and hundreds of megabytes a second. Each
tree is read once here, however often it is named, so that counting costs what was pushed and not what it unfolds to.
"""

from collections.abc import Iterator
from functools import lru_cache

from workflow.git.commit_files import DEEPEST_FOLDER, MOST_PATHS, is_folder, tree_entries
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.message import say

MOST_COMMITS = 100_000
MOST_PARENTS = 64
"""Of one commit; Git's own octopus merges have a handful."""
CACHED_TREES = 64
"""Trees that are kept as read: a commit's are its parent's but for a few."""
LARGEST_COMMIT_BYTES = 4 * 1024 * 1024
"""Bytes of a commit with its message and signature."""


class ObjectCounter:
    """Weighs differences between trees of one repository."""

    def __init__(self, repository: Repository) -> None:
        self._read = lru_cache(CACHED_TREES)(lambda tree: tree_entries(repository, tree.hex()) if tree else {})
        self._known: dict[tuple[bytes, bytes], int] = {}
        """The paths in which two trees differ; b"" stands for no tree."""

    def difference(self, old: bytes, new: bytes, depth: int = 0) -> int:
        """The paths in which two trees differ, b"" for none. Raises GitError where there are too many, or too deep."""
        if old == new:
            return 0
        if depth > DEEPEST_FOLDER:
            raise GitError(say("There are more than {limit} folders within each other.", limit=DEEPEST_FOLDER))
        if (old, new) not in self._known:
            one, two = self._read(old), self._read(new)
            total = 0
            for name in {name for name, _ in one.items() ^ two.items()}:
                total += self._entry(one.get(name), two.get(name), depth)
                require_few_paths(total)
            self._known[old, new] = max(total, 1)
            require_few_paths(len(self._known))
        return self._known[old, new]

    def _entry(self, one: tuple[bytes, bytes] | None, two: tuple[bytes, bytes] | None, depth: int) -> int:
        """The paths in which one name of two trees differs."""
        trees = [side[1] if side and is_folder(side[0]) else b"" for side in (one, two)]
        own = sum(1 for side, tree in zip((one, two), trees, strict=True) if side and not tree)
        return own + (self.difference(trees[0], trees[1], depth + 1) if any(trees) else 0)


def require_few_paths(paths: int) -> None:
    """Raises GitError where a change has too many paths."""
    if paths > MOST_PATHS:
        raise GitError(say("The change touches more than {limit} files; it is not looked at.", limit=MOST_PATHS))


def require_small_history(repository: Repository, *revisions: str, known: bool = True) -> None:
    """Whether commits that some revisions reach (`^name` takes away) can be looked at. Raises GitError, saying why not.

    `known`: also those that the repository's refs reach already.
    """
    scales, total = ObjectCounter(repository), 0
    trees: dict[str, bytes] = {}
    for commit, tree, parents in _commits(repository, revisions, known=known):
        if len(parents) > MOST_PARENTS:
            raise GitError(say("The commit {commit} has more than {limit} parents.", commit=commit, limit=MOST_PARENTS))
        size = repository.sizes((commit,)).get(commit, 0)
        if size > LARGEST_COMMIT_BYTES:
            limit = LARGEST_COMMIT_BYTES // 1024
            raise GitError(say("The commit {commit} is larger than {limit} KiB.", commit=commit, limit=limit))
        trees[commit] = bytes.fromhex(tree)
        before = trees.get(parents[0]) or _tree(repository, parents[0]) if parents else b""
        total += scales.difference(before, trees[commit])
        require_few_paths(total)


def require_small_difference(repository: Repository, old: str, new: str) -> None:
    """Whether two commits or trees differ in few enough paths to be compared. Raises GitError where they do not."""
    ObjectCounter(repository).difference(_tree(repository, old), _tree(repository, new))


def require_small_tree(repository: Repository, commit: str) -> None:
    """Whether a commit's files can be written out. Raises GitError where there are too many."""
    ObjectCounter(repository).difference(b"", _tree(repository, commit))


def _tree(repository: Repository, name: str) -> bytes:
    return bytes.fromhex(repository.identity(f"{name}^{{tree}}"))


def _commits(
    repository: Repository, revisions: tuple[str, ...], *, known: bool
) -> Iterator[tuple[str, str, list[str]]]:
    """Names of commits with those of their trees and parents; none of their trees is read. Raises GitError."""
    listed = repository.stream(
        "log",
        "-z",
        "--format=%H %T %P",
        "--topo-order",
        "--reverse",
        "--no-show-signature",
        f"--max-count={MOST_COMMITS + 1}",
        *(() if known else ("--not", "--all", "--not")),
        "--end-of-options",
        *revisions,
    )
    for count, row in enumerate(listed):
        if count >= MOST_COMMITS:
            raise GitError(say("The change has more than {limit} commits.", limit=MOST_COMMITS))
        commit, tree, *parents = row.decode("ascii", "replace").split()
        yield commit, tree, parents
