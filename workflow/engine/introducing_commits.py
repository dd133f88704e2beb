"""Which commit brought each new entry of a request, and what that makes it worth."""

from workflow.git.commit_files import files_of_commit
from workflow.git.log import Commit, CommitChanges
from workflow.records.request import Entry, Request
from workflow.rules.authority.provenance import Provenance
from workflow.rules.change_context import RecordChange
from workflow.rules.record_version import read_version

WrittenEntries = tuple[tuple[Entry, bytes], ...]
"""Entries with the texts they are written with."""


class IntroducingCommits:
    """Looks through the commits of a stretch for where entries came from."""

    def __init__(self, provenance: Provenance) -> None:
        self.provenance = provenance
        self._read: dict[tuple[str, str], WrittenEntries] = {}

    def fill(self, view: RecordChange[Request], now: int) -> None:
        """Note in a view what each of its new entries is worth and since when it was claimed."""
        if view.after is None:
            return
        witness, approved = self.provenance.witness, self.provenance.approved
        request, path = view.after.record, view.change.path
        written = view.after.document.written("steps")
        known = len(view.before.record.steps) if view.before else 0
        touching = self.provenance.touching(path)
        orphans = []
        for index in range(known, len(request.steps)):
            entry = request.steps[index], written[index]
            brought = self._brought(path, index, entry)
            if brought is None:
                orphans.append(index)
                continue
            by = {person for person, commit in approved if self._entry(commit, path, index) == entry}
            view.evidence[index] = witness.of(request, index, brought, by)
            claimed = self._claimed(touching, path, index, entry) or brought
            view.claimed_at[index] = witness.made_at(claimed, now)
        view.orphans = tuple(orphans)

    def _brought(self, path: str, index: int, entry: tuple[Entry, bytes]) -> Commit | None:
        """The last commit that made an entry what it is."""
        return self.provenance.maker((path,), lambda commit: self._entry(commit, path, index), entry)

    def _claimed(
        self, touching: list[CommitChanges], path: str, index: int, entry: tuple[Entry, bytes]
    ) -> Commit | None:
        """The first commit that had this step done by this person at this time, in this place."""
        claim = _claim(entry)
        making = (step.commit for step in touching if _claim(self._entry(step.commit.id, path, index)) == claim)
        return next(making, None)

    def _entry(self, commit: str, path: str, index: int) -> tuple[Entry, bytes] | None:
        key = (commit, path)
        if key not in self._read:
            place = self.provenance.place(path, commit)
            found, broken = read_version(Request, place, files_of_commit(self.provenance.repository, commit))
            steps = found.record.steps if found and "steps" not in broken else ()
            self._read[key] = tuple(zip(steps, found.document.written("steps"), strict=True)) if steps and found else ()
        steps = self._read[key]
        return steps[index] if index < len(steps) else None


def _claim(found: tuple[Entry, bytes] | None) -> tuple[int, str, int] | None:
    return (found[0].step, found[0].by, found[0].finished) if found else None
