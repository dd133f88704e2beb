"""A stretch of history to be judged: from a base, over some commits, to what the base becomes with them."""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from workflow.git.log import (
    EXECUTABLE_MODE,
    REGULAR_MODE,
    Commit,
    CommitChanges,
    FileChange,
    changed_files,
    commit_history,
    committed_at,
)
from workflow.git.repository import Repository
from workflow.git.size_limits import require_small_history

FILE_MODES = frozenset({REGULAR_MODE, EXECUTABLE_MODE})


class CommitRange(Struct, frozen=True, dict=True):
    """What a pull request, a push or a branch adds to a base."""

    base: str
    """The commit by whose rules it is judged."""
    head: str
    result: str
    """What main would hold afterwards: the head, or the tree that merging it into the base gives."""
    conflicts: tuple[str, ...]
    """Files that both sides changed in ways that cannot be merged."""
    steps: tuple[CommitChanges, ...]
    """The commits on the way, oldest first, each with what it changed."""
    changes: tuple[FileChange, ...]
    """What differs between base and result."""
    fork: str
    """The commit where the way left the base's line."""
    fork_time: int
    """When that was made, in seconds since the epoch."""

    @cached_property
    def _steps_of(self) -> dict[str, list[int]]:
        """The places of the commits that touch a file, by its path: a change may have many files."""
        found: dict[str, list[int]] = {}
        for place, step in enumerate(self.steps):
            for change in step.changes:
                found.setdefault(change.path, []).append(place)
        return found

    def touching(self, *paths: str) -> list[CommitChanges]:
        """The commits on the way that changed one of some files, oldest first."""
        places = {place for path in paths for place in self._steps_of.get(path, ())}
        return [self.steps[place] for place in sorted(places)]

    @cached_property
    def _merges(self) -> frozenset[int]:
        return frozenset(place for place, step in enumerate(self.steps) if len(step.commit.parents) > 1)

    def shaping(self, *paths: str) -> list[Commit]:
        """The commits on the way that had a say in some files, oldest first: those that changed one, and every merge.

        A merge that keeps one side as it is changes nothing against that side, and may undo the other.
        """
        places = {place for path in paths for place in self._steps_of.get(path, ())} | self._merges
        return [self.steps[place].commit for place in sorted(places)]

    @cached_property
    def _commits(self) -> dict[str, Commit]:
        return {step.commit.id: step.commit for step in self.steps}

    @property
    def tips(self) -> tuple[Commit, ...]:
        """The head, and while that is a merge the heads that it brought in: what a review can have approved.

        A group of a merge queue is a line of merges, one for each of its pull requests.
        """
        commit, found = self._commits.get(self.head), dict[str, Commit]()
        while commit:
            found[commit.id] = commit
            own, *merged = [self._commits.get(parent) for parent in commit.parents] or [None]
            found |= {one.id: one for one in merged if one}
            if own and merged:
                found[own.id] = own
            commit = own if merged else None
        return tuple(found.values())

    def leading_to(self, commit: str) -> frozenset[str]:
        """The commits on the way that one of them reaches, with itself; none where it is not on the way."""
        seen, waiting = set[str](), [commit]
        while waiting:
            one = waiting.pop()
            if one in self._commits and one not in seen:
                seen.add(one)
                waiting += self._commits[one].parents
        return frozenset(seen)


def range_between(repository: Repository, base: str, head: str) -> CommitRange:
    """What lies between two revisions. Raises GitError where they are unknown or unrelated."""
    base, head = repository.resolve(base), repository.resolve(head)
    fork = repository.merge_base(base, head)
    require_small_history(repository, head, f"^{base}")
    repository.bring(_collisions(repository, fork, base, head))
    result, conflicts = (head, []) if fork == base else repository.merge(base, head)
    return CommitRange(
        base=base,
        head=head,
        result=result,
        conflicts=tuple(conflicts),
        steps=tuple(commit_history(repository, head, f"^{base}")),
        changes=tuple(changed_files(repository, base, result)),
        fork=fork,
        fork_time=committed_at(repository, fork),
    )


def _collisions(repository: Repository, fork: str, base: str, head: str) -> Iterator[str]:
    """The files that both sides of a merge changed, as they were and are: Git reads them when it merges."""
    ours, theirs = ({one.path: one for one in changed_files(repository, fork, side)} for side in (base, head))
    for path in ours.keys() & theirs.keys():
        for one in (ours[path], theirs[path]):
            yield from (name for mode, name in ((one.old_mode, one.old), (one.new_mode, one.new)) if mode in FILE_MODES)


def pushed_ranges(repository: Repository, old: str, new: str) -> Iterator[CommitRange]:
    """The commits by which a branch's own line goes from one commit to another, each as a stretch of its own.

    Where the old commit is not on that line (somebody merged main into their own branch and pushed that), all is one
    stretch, so that nothing which stood before escapes the comparison.
    """
    require_small_history(repository, new, f"^{old}")
    line = list(commit_history(repository, new, f"^{old}", own_line=True))
    if not line or line[0].commit.parents[:1] != (old,):
        yield range_between(repository, old, new)
        return
    base, made = old, committed_at(repository, old)
    for step in line:
        commit = step.commit
        merged = tuple(commit_history(repository, commit.id, f"^{base}")) if len(commit.parents) > 1 else (step,)
        yield CommitRange(base, commit.id, commit.id, (), merged, step.changes, base, made)
        base, made = commit.id, commit.committed
