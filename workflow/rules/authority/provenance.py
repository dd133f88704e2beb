"""Provenance: which commit made something what it is at the head, and who approved exactly that."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from workflow.config.policy import Level
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.git.commit_files import files_of_commit
from workflow.git.commit_range import CommitRange
from workflow.git.errors import GitError
from workflow.git.log import Commit, CommitChanges
from workflow.git.repository import Repository
from workflow.i18n.message import say
from workflow.records.paths import REQUEST_PATH
from workflow.rules.authority.fields import FORM
from workflow.rules.authority.judge import ValueProvenance
from workflow.rules.authority.record_change import record_values

Approved = Collection[tuple[str, str]]
"""Who approved which commit: a person's key and the commit's full name."""
ValueAt = Callable[[str], Any]
"""What stands somewhere in a commit, by the commit's full name."""


class Provenance:
    """Looks through a range of commits for who made something in it, and who approved it as it is."""

    def __init__(
        self, repository: Repository, commit_range: CommitRange, assessor: EvidenceAssessor, approved: Approved
    ) -> None:
        self.repository, self.commit_range, self.assessor, self.approved = repository, commit_range, assessor, approved
        self._parted: dict[str, tuple[str, ...]] = {}
        """Merge bases, by the merge."""
        self._forks: dict[str, str] = {}
        """Where a commit left the base's line, by the commit."""
        self._moved: dict[str, str] = {}
        """Former paths of renumbered letters, by the path."""

    def maker(self, paths: Collection[str], value_at: ValueAt, final: Any = None) -> Commit | None:
        """The last commit that made a value what it is at the head (or `final`). None: nobody did.

        A merge made it where it is not what merging gives: whoever takes one side against the other answers for it.
        """
        final = value_at(self.commit_range.head) if final is None else final
        former = {old for path in paths if (old := self._former(path))}
        for commit in reversed(self.commit_range.shaping(*paths, *former)):
            if value_at(commit.id) == final and self._is_own(commit, value_at, final):
                return commit
        return None

    def _is_own(self, commit: Commit, value_at: ValueAt, final: Any) -> bool:
        """Whether a commit made a value itself, and did not only take it over from a parent."""
        inherited = [value_at(parent) for parent in commit.parents]
        if final not in inherited:
            return True
        if all(value == final for value in inherited):
            return False
        for base in self._bases(commit):  # its parents differ: merging takes what changed since they parted
            changed = [value for value in inherited if value != value_at(base)]
            if not changed or any(value != final for value in changed):
                return True  # merging would give something else, so whoever merged chose this
        return False

    def _bases(self, commit: Commit) -> tuple[str, ...]:
        """The commits at which the parents of a merge parted."""
        if commit.id not in self._parted:
            octopus = ("--octopus",) if len(commit.parents) > 2 else ()  # noqa: PLR2004
            try:
                listed = self.repository.run("merge-base", "--all", *octopus, *commit.parents).decode("ascii").split()
            except GitError:
                listed = []  # lines that never met: each is taken for its own beginning
            self._parted[commit.id] = tuple(listed)
        return self._parted[commit.id] or commit.parents

    def approvers(self, path: str) -> frozenset[str]:
        """Who approved the change with this very file in it: an approval covers the bytes that its giver saw.

        It does not count where the base has got another version of the file since the approved commit left it: whoever
        approved did not see that one, and would undo it.
        """
        final, stands = self.state(self.commit_range.result, path), self.state(self.commit_range.base, path)
        return frozenset(
            who
            for who, commit in self.approved
            if self.state(commit, path) == final and self.state(self._fork(commit), path) == stands
        )

    def _fork(self, commit: str) -> str:
        """Where a commit of the change left the base's line."""
        if commit not in self._forks:
            self._forks[commit] = self.repository.merge_base(self.commit_range.base, commit)
        return self._forks[commit]

    def touching(self, path: str) -> list[CommitChanges]:
        """The commits that changed a record, oldest first, under whatever number."""
        return self.commit_range.touching(*filter(None, (path, self._former(path))))

    def place(self, path: str, commit: str) -> str:
        """Where a record lay in a commit: a letter that got another number lay under the one it had first."""
        former = self._former(path)
        return former if former and not self.state(commit, path) else path

    def _former(self, path: str) -> str:
        """The path that a new letter had before `redaksi renumber` moved it; "" where it was not moved."""
        if path not in self._moved:
            is_new = bool(REQUEST_PATH.fullmatch(path)) and not self.state(self.commit_range.base, path)
            self._moved[path] = next(self._same_elsewhere(path), "") if is_new else ""
        return self._moved[path]

    def _same_elsewhere(self, path: str) -> Iterator[str]:
        """Letters of the change that are the same as one when it came, but for the number."""
        steps = self.commit_range.steps
        others = {change.path for step in steps for change in step.changes if REQUEST_PATH.fullmatch(change.path)} - {
            path
        }
        for step in self.commit_range.touching(path):
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
        evidence, claimed = self.assessor.commit_evidence(commit), self.assessor.author_of(commit) or ""
        if evidence.person is None or evidence.level.rank < needed.rank:
            return ValueProvenance(frozenset(), commit.author_name, claimed, evidence.lacks if claimed else None)
        if claimed and evidence.person != claimed:
            committer = self.assessor.office.people[evidence.person].name
            lacks = say(
                "The commit names {author} as its author, but was made with the Git address of {committer}, and counts "
                "as theirs. Each person works on a computer of their own, or {author} approves exactly this commit.",
                author=commit.author_name,
                committer=committer,
            )
            return ValueProvenance(frozenset({evidence.person}), commit.author_name, claimed, lacks)
        return ValueProvenance(frozenset({evidence.person}), commit.author_name, claimed)


def _without_number(path: str, commit: str, repository: Repository) -> dict[str, Any]:
    found = record_values(path, files_of_commit(repository, commit)) or {}
    return {name: value for name, value in found.items() if name not in ("id", FORM)}
