"""The check of a change: what a pull request, a push or a branch adds to what stood before.

Configuration, people, policy and SOP are the base's; the records are those of the merge result; both are read from
Git's objects. What can be said only by the commits on the way, `check_history.py` says.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.allowed_signers import allowed_signers
from workflow.config.load import load_office_files
from workflow.config.office import Office
from workflow.engine.affected_records import AffectedRecords
from workflow.engine.check_files import is_misplaced, judge_paths, misplaced_finding, present_findings
from workflow.engine.check_history import HistoryCheck, changed_records
from workflow.engine.check_office import LoadedOffice
from workflow.engine.report import Report, make_report
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.forge.reviews import Review
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.commit_range import CommitRange, range_between
from workflow.git.log import EXECUTABLE_MODE, REGULAR_MODE
from workflow.git.push_record import PushedCommit
from workflow.git.repository import Repository
from workflow.git.ssh_signature import SignatureVerifier
from workflow.rules.change_context import RecordChange
from workflow.text.finding import Finding, Severity

FILE_MODES = (REGULAR_MODE, EXECUTABLE_MODE)


class CheckedChange(Struct, frozen=True):
    """What the check of a change says of it."""

    report: Report
    after: CommitFiles
    """The files that main would have with the change."""
    office_after: Office | None
    """The office as the change leaves it; None where its configuration cannot be used."""
    consequences: tuple[Finding, ...]
    """Errors that changed rules make in the rest of the archive."""
    records: dict[str, RecordChange[Any]]
    """Every record that the change touches, by its path; none where the base's configuration cannot be used."""

    def with_findings(self, more: list[Finding]) -> "CheckedChange":
        """The same with what was found besides."""
        return replace(self, report=make_report([*self.report.findings, *more], self.report.files))


class ChangeCheck:
    """Judges one range of commits by its base's rules."""

    def __init__(self, repository: Repository, commit_range: CommitRange) -> None:
        self.repository, self.commit_range = repository, commit_range
        self.before, self.after = (
            files_of_commit(repository, commit_range.base),
            files_of_commit(repository, commit_range.result),
        )

    @classmethod
    def between(cls, repository: Repository, base: str, head: str) -> "ChangeCheck":
        """The check of what lies between two revisions. Raises GitError where they are unknown or unrelated."""
        return cls(repository, range_between(repository, base, head))

    def load(self) -> LoadedOffice:
        """The office as the base has it."""
        return load_office_files(self.before)

    def run(
        self,
        loaded: LoadedOffice,
        now: int,
        received: int | None = None,
        reviews: Collection[Review] = (),
        assessor: EvidenceAssessor | None = None,
        pushers: Mapping[str, PushedCommit] | None = None,
    ) -> CheckedChange:
        """Everything that is wrong with the change, judged by the base's office at `now`.

        `received` is when its commits came in; it differs from `now` only in a sample office, whose clock is frozen.
        `pushers`: how each came to the server; both are not needed beside an `assessor`.
        """
        office, findings = loaded
        self.repository.fetch_missing(self._touched())
        affected = AffectedRecords(self.repository, self.commit_range, office, now)
        findings = [*self._about_configuration(affected, findings, now)]
        judged = office.with_files(self.after) if office else None
        paths = [one.path for one in changed_records(self.commit_range) if one.new_mode in FILE_MODES]
        found, count = judge_paths(self.after, paths, judged, now)
        consequences = affected.by_rules(found)
        findings += [*found, *self._misplaced(), *affected.by_records()]
        records: dict[str, RecordChange[Any]] = {}
        if office is None:
            findings += consequences
        else:
            with ExitStack() as stack:
                if assessor is None:
                    verifier = stack.enter_context(SignatureVerifier(allowed_signers(office)))
                    at = now if received is None else received
                    assessor = EvidenceAssessor(self.repository, office, verifier, at, pushers)
                history = HistoryCheck(self.commit_range, assessor, reviews, affected.changed, consequences, now)
                findings += history.about_all()
                for change in history.record_changes():
                    records[change.change.path] = change
                    findings += history.about_record(change)
        return CheckedChange(make_report(findings, count), self.after, affected.changed, tuple(consequences), records)

    def _about_configuration(self, affected: AffectedRecords, before: list[Finding], now: int) -> Iterator[Finding]:
        """What is wrong with the configuration that the change leaves; warnings only of files that it touches."""
        findings = before if affected.flaws is None else affected.flaws
        for finding in (*findings, *present_findings(affected.changed, now, findings)):
            if finding.severity is Severity.ERROR or finding.path in affected.touched:
                yield finding

    def _misplaced(self) -> list[Finding]:
        """Files under content/ that are nothing the office knows."""
        there = [change for change in self.commit_range.changes if not change.removed]
        odd = (one.path for one in there if is_misplaced(one.path, regular=one.new_mode in FILE_MODES))
        return [misplaced_finding(path) for path in odd]

    def _touched(self) -> Iterator[str]:
        """The plain files that commits of the change bring or take away."""
        on_the_way = (change for step in self.commit_range.steps for change in step.changes)
        for change in (*self.commit_range.changes, *on_the_way):
            yield from (change.new,) if change.new_mode in FILE_MODES else ()
            yield from (change.old,) if change.old_mode in FILE_MODES else ()
