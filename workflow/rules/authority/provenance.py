"""Where the bytes of a change come from: which commit made something what it is, and who vouches for that."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from workflow.config.policy import Level
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.git.commit_files import files_of_commit
from workflow.git.commit_range import CommitRange
from workflow.git.errors import GitError
from workflow.git.log import Commit, CommitChanges
from workflow.git.repository import Repository
from workflow.records.paths import REQUEST_PATH
from workflow.rules.authority.fields import FORM
from workflow.rules.authority.judge import ValueProvenance
from workflow.rules.authority.record_change import record_values

Approved = Collection[tuple[str, str]]
"""Who approved which commit: a person's key and the commit's full name."""
ValueAt = Callable[[str], Any]
"""What stands somewhere in a commit, by the commit's full name."""


class Provenance:
    """Looks through the commits of a stretch for who made its bytes, and who approved them as they are."""

    def __init__(
        self, repository: Repository, stretch: CommitRange, witness: EvidenceAssessor, approved: Approved
    ) -> None:
        self.repository, self.stretch, self.witness, self.approved = repository, stretch, witness, approved
        self._parted: dict[str, tuple[str, ...]] = {}
        self._forks: dict[str, str] = {}
        self._moved: dict[str, str] = {}

    def maker(self, paths: Collection[str], value_at: ValueAt, final: Any = None) -> Commit | None:
        """The last commit that made a value what it is at the head (or `final`). None: nobody did.

        A merge made it where it is not what merging gives: whoever takes one side against the other answers for it.
        """
        final = value_at(self.stretch.head) if final is None else final
        former = {old for path in paths if (old := self._former(path))}
        for commit in reversed(self.stretch.shaping(*paths, *former)):
            if value_at(commit.id) == final and self._is_own(commit, value_at, final):
                return commit
        return None

    def _is_own(self, commit: Commit, value_at: ValueAt, final: Any) -> bool:
        """Whether a commit made a value itself, and did not only take it over."""
        values = [value_at(parent) for parent in commit.parents]
        if final not in values or all(value == final for value in values):
            return final not in values
        changed = ([value for value in values if value != value_at(base)] for base in self._bases(commit))
        return not all(side and all(value == final for value in side) for side in changed)

    def _bases(self, commit: Commit) -> tuple[str, ...]:
        """Where the parents of a merge parted."""
        if commit.id not in self._parted:
            octopus = ("--octopus",) if len(commit.parents) > 2 else ()  # noqa: PLR2004
            try:
                found = self.repository.run("merge-base", "--all", *octopus, *commit.parents).decode("ascii").split()
            except GitError:
                found = []  # lines that never met: each side's word is its own
            self._parted[commit.id] = tuple(found)
        return self._parted[commit.id] or commit.parents

    def approvers(self, path: str) -> frozenset[str]:
        """Who approved the change with this very file in it: an approval covers the bytes its giver saw.

        What the base has got meanwhile, nobody saw who approved before; so it is not undone by that approval.
        """
        one = self.stretch
        final, stands = self.state(one.result, path), self.state(one.base, path)
        return frozenset(
            who
            for who, commit in self.approved
            if self.state(commit, path) == final and self.state(self._fork(commit), path) == stands
        )

    def _fork(self, commit: str) -> str:
        """Where a commit of the change left the base's line."""
        if commit not in self._forks:
            self._forks[commit] = self.repository.merge_base(self.stretch.base, commit)
        return self._forks[commit]

    def touching(self, path: str) -> list[CommitChanges]:
        """The commits that changed a record, oldest first, under whatever number."""
        return self.stretch.touching(*filter(None, (path, self._former(path))))

    def place(self, path: str, commit: str) -> str:
        """Where a record lay in a commit: a letter that got another number lay under the one it had first."""
        former = self._former(path)
        return former if former and not self.state(commit, path) else path

    def _former(self, path: str) -> str:
        """The path that a new letter had before `redaksi renumber` moved it; "" where it was not moved."""
        if path not in self._moved:
            is_new = bool(REQUEST_PATH.fullmatch(path)) and not self.state(self.stretch.base, path)
            self._moved[path] = next(self._same_elsewhere(path), "") if is_new else ""
        return self._moved[path]

    def _same_elsewhere(self, path: str) -> Iterator[str]:
        """Letters of the change that are the same as one when it came, but for the number."""
        steps = self.stretch.steps
        others = {change.path for step in steps for change in step.changes if REQUEST_PATH.fullmatch(change.path)} - {
            path
        }
        for step in self.stretch.touching(path):
            here = _without_number(path, step.commit.id, self.repository)
            for parent in step.commit.parents if here and others else ():
                there = (other for other in sorted(others) if _without_number(other, parent, self.repository) == here)
                yield from there if not self.state(parent, path) else ()

    def state(self, commit: str, path: str) -> str:
        """The mode and bytes of whatever lies at a path in a commit or tree; "" where nothing does."""
        return files_of_commit(self.repository, commit).state(path)

    def made_by(self, commit: Commit | None, needed: Level) -> ValueProvenance:
        """The person who made a commit, where the evidence for that suffices; else what it lacks."""
        if commit is None:
            return ValueProvenance(frozenset())
        worth, claimed = self.witness.worth(commit), self.witness.author_of(commit) or ""
        if worth.person is None or worth.level.rank < needed.rank:
            return ValueProvenance(frozenset(), commit.author_name, claimed, worth.lacks if claimed else None)
        return ValueProvenance(frozenset({worth.person}), commit.author_name, claimed)


def _without_number(path: str, commit: str, repository: Repository) -> dict[str, Any]:
    found = record_values(path, files_of_commit(repository, commit)) or {}
    return {name: value for name, value in found.items() if name not in ("id", FORM)}
