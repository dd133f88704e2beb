"""Where the bytes of a change come from: which commit made something what it is, and who vouches for that."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from workflow.history.changes import Commit, Step
from workflow.history.git import Repository
from workflow.history.stretch import Stretch
from workflow.history.tree import tree_of
from workflow.records.policy import Level
from workflow.rules.authority.judge import Vouching
from workflow.rules.evidence import Witness

ValueAt = Callable[[str], Any]
"""What stands somewhere in a commit, by the commit's full name."""


class Provenance:
    """Looks through the commits of a stretch for who made its bytes, and who approved them as they are."""

    def __init__(self, repository: Repository, stretch: Stretch, witness: Witness, approved: Mapping[str, str]) -> None:
        self.repository, self.stretch, self.witness, self.approved = repository, stretch, witness, approved

    def touching(self, paths: Collection[str]) -> list[Step]:
        """The commits that changed one of some files, oldest first."""
        return self.stretch.touching(*paths)

    def maker(self, paths: Collection[str], value_at: ValueAt) -> Commit | None:
        """The last commit that made a value what it is at the head: none of its parents has it. None: nobody did."""
        final = value_at(self.stretch.head)
        for step in reversed(self.touching(paths)):
            commit = step.commit
            if value_at(commit.id) == final and all(value_at(parent) != final for parent in commit.parents):
                return commit
        return None

    def approvers(self, path: str) -> frozenset[str]:
        """Who approved the change with this very file in it: an approval covers the bytes its giver saw."""
        final = self.state(self.stretch.result, path)
        return frozenset(who for who, commit in self.approved.items() if self.state(commit, path) == final)

    def state(self, commit: str, path: str) -> str:
        """The mode and bytes of whatever lies at a path in a commit or tree; "" where nothing does."""
        return tree_of(self.repository, commit).state(path)

    def made_by(self, commit: Commit | None, needed: Level) -> Vouching:
        """The person who made a commit, where the evidence for that suffices; else what it lacks."""
        if commit is None:
            return Vouching(frozenset())
        worth = self.witness.worth(commit)
        if worth.person is None or worth.level.rank < needed.rank:
            lacks = worth.lacks if self.witness.author_of(commit) else None
            return Vouching(frozenset(), commit.author_name, lacks)
        return Vouching(frozenset({worth.person}), commit.author_name)
