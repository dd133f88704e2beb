"""Which commit brought each new entry of a request, and what that makes it worth."""

from collections.abc import Mapping

from workflow.history.changes import Commit, Step
from workflow.history.git import Repository
from workflow.history.stretch import Stretch
from workflow.history.tree import tree_of
from workflow.records.request import Entry, Request
from workflow.rules.change_view import RecordChange
from workflow.rules.evidence import Witness
from workflow.rules.version import version

Steps = tuple[tuple[Entry, bytes], ...]
"""Entries with the texts they are written with."""


class Bringing:
    """Looks through the commits of a stretch for where entries came from."""

    def __init__(self, repository: Repository, one: Stretch) -> None:
        self.repository, self.stretch = repository, one
        self._read: dict[tuple[str, str], Steps] = {}

    def fill(self, view: RecordChange[Request], witness: Witness, approved: Mapping[str, str], now: int) -> None:
        """Note in a view what each of its new entries is worth and since when it was claimed."""
        if view.after is None:
            return
        request, path = view.after.record, view.change.path
        written = view.after.document.written("steps")
        known = len(view.before.record.steps) if view.before else 0
        touching = self.stretch.touching(path)
        orphans = []
        for index in range(known, len(request.steps)):
            entry = request.steps[index], written[index]
            brought = self._brought(touching, path, index, entry)
            if brought is None:
                orphans.append(index)
                continue
            by = [person for person, commit in approved.items() if self._entry(commit, path, index) == entry]
            view.evidence[index] = witness.of(request, index, brought, by)
            claimed = self._claimed(touching, path, index, entry) or brought
            view.claimed_at[index] = witness.made_at(claimed, now)
        view.orphans = tuple(orphans)

    def _brought(self, touching: list[Step], path: str, index: int, entry: tuple[Entry, bytes]) -> Commit | None:
        """The last commit that made an entry what it is."""
        for step in reversed(touching):
            commit = step.commit
            here = self._entry(commit.id, path, index) == entry
            if here and all(self._entry(parent, path, index) != entry for parent in commit.parents):
                return commit
        return None

    def _claimed(self, touching: list[Step], path: str, index: int, entry: tuple[Entry, bytes]) -> Commit | None:
        """The first commit that had this step done by this person at this time, in this place."""
        claim = _claim(entry)
        making = (step.commit for step in touching if _claim(self._entry(step.commit.id, path, index)) == claim)
        return next(making, None)

    def _entry(self, commit: str, path: str, index: int) -> tuple[Entry, bytes] | None:
        key = (commit, path)
        if key not in self._read:
            found, broken = version(Request, path, tree_of(self.repository, commit))
            steps = found.record.steps if found and "steps" not in broken else ()
            self._read[key] = tuple(zip(steps, found.document.written("steps"), strict=True)) if steps and found else ()
        steps = self._read[key]
        return steps[index] if index < len(steps) else None


def _claim(found: tuple[Entry, bytes] | None) -> tuple[int, str, int] | None:
    return (found[0].step, found[0].by, found[0].finished) if found else None
