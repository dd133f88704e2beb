"""Which commit introduced each new entry of a request, and what that makes the entry worth."""

from workflow.evidence.entry_evidence import EntryEvidence
from workflow.git.commit_files import files_of_commit
from workflow.git.log import Commit, CommitChanges
from workflow.records.read import RecordVersion, read_version
from workflow.records.request import Entry, Request
from workflow.rules.authority.provenance import Provenance
from workflow.rules.change_context import NewEntries

WrittenEntries = tuple[tuple[Entry, bytes], ...]
"""Entries with the texts they are written with."""


class IntroducingCommits:
    """Looks through a range of commits for the one that brought each entry."""

    def __init__(self, provenance: Provenance) -> None:
        self.provenance = provenance
        self._read: dict[tuple[str, str], WrittenEntries] = {}

    def new_entries(
        self, path: str, before: RecordVersion[Request] | None, after: RecordVersion[Request], now: int
    ) -> NewEntries:
        """What each new entry of a request is worth, and since when it was claimed."""
        assessor, approved = self.provenance.assessor, self.provenance.approved
        request, written = after.record, after.document.written("steps")
        known = len(before.record.steps) if before else 0
        touching = self.provenance.touching(path)
        evidence, claimed_at, orphans = dict[int, EntryEvidence](), dict[int, int](), list[int]()
        for index in range(known, len(request.steps)):
            entry = request.steps[index], written[index]
            introducing = self._introducing(path, index, entry)
            if introducing is None:
                orphans.append(index)
                continue
            by = {person for person, commit in approved if self._entry(commit, path, index) == entry}
            evidence[index] = assessor.entry_evidence(request, index, introducing, by)
            claimed = self._first_claim(touching, path, index, entry) or introducing
            claimed_at[index] = assessor.made_at(claimed, now)
        return NewEntries(evidence, claimed_at, tuple(orphans))

    def _introducing(self, path: str, index: int, entry: tuple[Entry, bytes]) -> Commit | None:
        """The last commit that made an entry what it is."""
        return self.provenance.maker((path,), lambda commit: self._entry(commit, path, index), entry)

    def _first_claim(
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
            version = read_version(Request, files_of_commit(self.provenance.repository, commit), place)
            steps = version.record.steps if version and "steps" not in version.broken else ()
            written = version.document.written("steps") if version and steps else ()
            self._read[key] = tuple(zip(steps, written, strict=True))
        entries = self._read[key]
        return entries[index] if index < len(entries) else None


def _claim(entry: tuple[Entry, bytes] | None) -> tuple[int, str, int] | None:
    """Who is said to have done which step when, whatever else the entry says."""
    return (entry[0].step, entry[0].by, entry[0].finished) if entry else None
