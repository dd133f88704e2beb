"""The check of a change: what a pull request, a push or a branch adds to what stood before.

Configuration, people, policy and SOP are the base's; the records are those of the merge result; both are read from
Git's objects.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from workflow.config.allowed_signers import allowed_signers
from workflow.config.load import CONFIG_FOLDER, load_office_files
from workflow.config.office import Office
from workflow.engine.affected_records import AffectedRecords
from workflow.engine.approvals import counted_approvals
from workflow.engine.check_files import holiday_list_findings, is_misplaced, is_record, judge_paths, misplaced_finding
from workflow.engine.check_office import LoadedOffice
from workflow.engine.introducing_commits import IntroducingCommits
from workflow.engine.personal_data_in_history import DisclosureSearch
from workflow.engine.related_files import tag_spelling_findings, undecodable_pictures, unnamed_pictures
from workflow.engine.report import Report, make_report
from workflow.engine.run_rules import run_rules
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.forge.reviews import Review
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.commit_range import CommitRange, range_between
from workflow.git.log import EXECUTABLE_MODE, NOTHING, REGULAR_MODE, SUBMODULE_MODE, FileChange
from workflow.git.push_record import PushedCommit
from workflow.git.repository import Repository
from workflow.git.ssh_signature import SignatureVerifier
from workflow.queries.open_requests import load_request, open_request
from workflow.records.agenda_numbers import new_numbers
from workflow.records.article import Article
from workflow.records.canonical import CanonicalDifference, first_difference
from workflow.records.paths import REQUEST_PATH
from workflow.records.request import Request
from workflow.rules.authority import vouching
from workflow.rules.authority.code_owners import unvouched_files
from workflow.rules.authority.git_change import RecordAuthority, articles_with_changed_picture
from workflow.rules.authority.provenance import Provenance
from workflow.rules.change_context import Disclosure, MovedDue, RecordChange, WholeChange
from workflow.rules.context import Moment
from workflow.rules.history.edition import EDITIONS_FOLDER
from workflow.rules.record_version import read_version
from workflow.rules.registry import rules_about
from workflow.rules.rule import Rule, Subject
from workflow.sop.consistency import only_confirms_performers
from workflow.text.decode import LARGEST_FILE_BYTES
from workflow.text.document import Positions
from workflow.text.finding import Finding, Severity

CALENDAR_FILES = (f"{CONFIG_FOLDER}/calendar.yml", f"{CONFIG_FOLDER}/holidays.yml")
REQUESTS_FOLDER = "content/requests"
WHOLE_RULES = rules_about(Subject.CHANGE_WHOLE)
RECORD_RULES: dict[type[Any], tuple[Rule, ...]] = {
    Request: rules_about(Subject.CHANGE) + rules_about(Subject.CHANGE_REQUEST),
    Article: rules_about(Subject.CHANGE) + rules_about(Subject.CHANGE_ARTICLE),
}


class ChangeCheck:
    """One stretch of history, judged by its base's rules."""

    def __init__(self, repository: Repository, base: str, head: str) -> None:
        self._prepare(repository, range_between(repository, base, head))

    @classmethod
    def of(cls, repository: Repository, one: CommitRange) -> "ChangeCheck":
        """The check of a stretch that is known already."""
        check = cls.__new__(cls)
        check._prepare(repository, one)
        return check

    def _prepare(self, repository: Repository, one: CommitRange) -> None:
        self.repository, self.stretch = repository, one
        self.before, self.after = files_of_commit(repository, one.base), files_of_commit(repository, one.result)
        self.views: dict[str, RecordChange[Any]] = {}
        """What `report` looked at, by path, for whoever tells people what a change does."""
        self.consequences: list[Finding] = []
        """Errors that changed rules make in the rest of the archive."""
        self.changed: Office | None = None
        """The office as the change leaves it."""

    def load(self) -> LoadedOffice:
        """The office as the base has it."""
        return load_office_files(self.before)

    def report(
        self,
        loaded: LoadedOffice,
        now: int,
        received: int | None = None,
        reviews: Collection[Review] = (),
        witness: EvidenceAssessor | None = None,
        pushers: Mapping[str, PushedCommit] | None = None,
    ) -> Report:
        """Everything that is wrong with the change, judged by the base's office at `now`.

        `received` is when its commits came in; it differs from `now` only in a sample office, whose clock is frozen.
        `pushers`: how each came to the server; both are not needed beside a `witness`.
        """
        office, findings = loaded
        self.repository.bring(self._touched())
        influence = AffectedRecords(self.repository, self.stretch, office, now)
        self.changed = influence.changed
        findings = findings if influence.flaws is None else influence.flaws
        findings = [*findings, *holiday_list_findings(self.after, influence.changed, now)]
        findings = [one for one in findings if one.severity is Severity.ERROR or one.path in influence.touched]
        paths = [change.path for change in self._records() if change.new_mode in (REGULAR_MODE, EXECUTABLE_MODE)]
        judged = replace(office, files=self.after) if office else None
        found, count = judge_paths(self.after, paths, judged, now)
        self.consequences = influence.by_rules(found)
        findings = [*findings, *found, *self._strays(), *influence.by_records()]
        if office is None:
            return make_report([*findings, *self.consequences], count)
        if witness:
            return make_report(findings + self._history(office, now, witness, reviews), count)
        with SignatureVerifier(allowed_signers(office)) as verifier:
            witness = EvidenceAssessor(
                self.repository, office, verifier, now if received is None else received, pushers
            )
            return make_report(findings + self._history(office, now, witness, reviews), count)

    def _history(
        self, office: Office, now: int, witness: EvidenceAssessor, reviews: Collection[Review]
    ) -> list[Finding]:
        approval = counted_approvals(self.stretch, witness, reviews)
        provenance = Provenance(self.repository, self.stretch, witness, approval)
        findings = [*self._whole(office, now, provenance), *tag_spelling_findings(self._records(), self.after)]
        authority = RecordAuthority(provenance, self.before, self.after, office, now)
        bringing = IntroducingCommits(provenance)
        for change in [*self._records(), *self._illustrated()]:
            findings += self._record(change, office, now, bringing, authority)
        return findings

    def _illustrated(self) -> Iterator[FileChange]:
        """Stories that are changed only by a change of their picture, as if they were named by it."""
        for path in sorted({*articles_with_changed_picture(self.stretch.changes, self.before)}):
            identity = self.before.identity(path)
            yield FileChange(path, REGULAR_MODE, REGULAR_MODE, identity, identity)

    def _records(self) -> list[FileChange]:
        """The records that can be judged: where both sides collide, nothing can be said but that."""
        collided = set(self.stretch.conflicts)
        return [one for one in self.stretch.changes if is_record(one.path) and one.path not in collided]

    def _strays(self) -> list[Finding]:
        """Files under content/ that are nothing the office knows."""
        there = [change for change in self.stretch.changes if not change.removed]
        regular = {one.path for one in there if one.new_mode in (REGULAR_MODE, EXECUTABLE_MODE)}
        return [misplaced_finding(one.path) for one in there if is_misplaced(one.path, regular=one.path in regular)]

    def _touched(self) -> Iterator[str]:
        """The plain files that commits of the change bring or take away."""
        for change in [*self.stretch.changes, *(one for step in self.stretch.steps for one in step.changes)]:
            yield from (change.new,) if change.new_mode in (REGULAR_MODE, EXECUTABLE_MODE) else ()
            yield from (change.old,) if change.old_mode in (REGULAR_MODE, EXECUTABLE_MODE) else ()

    def _departure(self, path: str) -> CanonicalDifference | None:
        """Where a record is not in canonical form. What the base has so already, nobody has to mend in passing."""
        found = first_difference(path, _data(path, self.after))
        return found if found and not first_difference(path, _data(path, self.before)) else None

    def _whole(self, office: Office, now: int, provenance: Provenance) -> list[Finding]:
        one, witness = self.stretch, provenance.witness
        files = (change for step in one.steps for change in step.changes if change.new_mode != SUBMODULE_MODE)
        identities = {change.new for change in files} - {NOTHING}
        view = WholeChange(
            changes=one.changes,
            steps=one.steps,
            conflicts=one.conflicts,
            added_by_both=frozenset(path for path in one.conflicts if self._is_new_in_both(path)),
            editions_in_use=frozenset(self._editions_in_use(office)),
            sizes=self.repository.sizes(identities),
            fork=one.fork,
            fork_time=one.fork_time,
            moved=tuple(self._moved(office, now)),
            unvouched=tuple(unvouched_files(one.changes, provenance)),
            disclosed=tuple(self._disclosed(office)),
            undecodable=tuple(undecodable_pictures(one.changes, self.after)),
            unnamed=tuple(unnamed_pictures(one.changes, self.before, self.after)),
            consequences=tuple(self.consequences),
            now=witness.received,
            zone=office.zone,
            neighbours={folder: tuple(self.after.names(folder)) for folder in self._folders_with_news()},
            numbers=tuple(new_numbers(self.repository, one, self.before)),
        )
        found: list[Finding] = []
        for rule in WHOLE_RULES:
            hits = rule.check(view) if rule.check else ()
            found += [replace(rule.finding("", hit, settled=False), line=1, column=1) for hit in hits]
        return found

    def _disclosed(self, office: Office) -> Iterator[Disclosure]:
        return DisclosureSearch(self.repository, self.before, (office, self.changed)).of(self.stretch.steps)

    def _is_new_in_both(self, path: str) -> bool:
        fork = CommitFiles(self.repository, self.stretch.fork)
        return fork.size(path) is None and self.before.size(path) is not None

    def _folders_with_news(self) -> set[str]:
        parts = (change.path.split("/") for change in self.stretch.changes if change.added)
        return {"/".join(names[:depth]) for names in parts for depth in range(len(names))}

    def _editions_in_use(self, office: Office) -> Iterator[str]:
        """Editions that a change rewrites (not only confirms) and that a request of the base names."""
        touched = [
            change for change in self.stretch.changes if change.path.startswith(EDITIONS_FOLDER) and not change.added
        ]
        for change in touched:
            key = change.path.rpartition("/")[2].removesuffix(".yml")
            written = [f"sop: {quote}{key}" for quote in ("", '"', "'")]
            old, new = office.edition(key), self.changed.edition(key) if self.changed else None
            confirmed = old and new and only_confirms_performers(old, new)
            if not confirmed and self.repository.holding(written, self.stretch.base, REQUESTS_FOLDER):
                yield key

    def _moved(self, office: Office, now: int) -> Iterator[MovedDue]:
        """Due times that a change of the calendar moves, over all requests of the base."""
        if not any(change.path in CALENDAR_FILES for change in self.stretch.changes):
            return
        changed = self.changed
        if changed is None:
            return
        for year in self.before.names(REQUESTS_FOLDER):
            for name in self.before.names(f"{REQUESTS_FOLDER}/{year}"):
                path = f"{REQUESTS_FOLDER}/{year}/{name}"
                dues = [due_step(self.before, path, one, now) for one in (office, changed)]
                if dues[0] and dues[1] and dues[0][1] != dues[1][1]:
                    yield MovedDue(path, dues[0][0], dues[0][1], dues[1][1])

    def _record(
        self, change: FileChange, office: Office, now: int, bringing: IntroducingCommits, authority: RecordAuthority
    ) -> list[Finding]:
        kind = Request if REQUEST_PATH.fullmatch(change.path) else Article
        before, broken_before = read_version(kind, change.path, self.before)
        after, broken = read_version(kind, change.path, self.after)
        broken |= broken_before
        view: RecordChange[Any] = RecordChange(change, before, after, office, Moment(now))
        view.refusals = authority.refusals(change.path)
        view.departure = self._departure(change.path)
        if kind is Request and after and broken.isdisjoint(("steps", "disposition", "letter")):
            bringing.fill(view, now)
            vouching.fill(view, authority.provenance, self.before, self.after)
        if kind is Request and after and "holds" not in broken:
            view.held = authority.held(view)
        if kind is Request and "withdrawn" not in broken:
            view.taken_back = authority.taken_back(view)
        if kind is Article and after and "acts" not in broken:
            view.acts = authority.acts(view)
        self.views[change.path] = view
        findings = run_rules(RECORD_RULES[kind], view, change.path, (), broken, settled=False)
        positions = Positions(after.document) if after else None
        return [_placed(finding, positions) for finding in findings]


def _data(path: str, tree: CommitFiles) -> bytes:
    return tree.read(path, LARGEST_FILE_BYTES) or b""


def due_step(tree: CommitFiles, path: str, office: Office, now: int) -> tuple[int, int] | None:
    """The step whose turn it is in a request and when it is due; None when it is closed, held or unreadable."""
    view = load_request(tree, path, office, now) if REQUEST_PATH.fullmatch(path) else None
    one = open_request(view, now) if view else None
    return (one.step.number, one.due) if one and one.due is not None else None


def _placed(finding: Finding, positions: Positions | None) -> Finding:
    line, column = positions.of(finding.place) if positions else (1, 1)
    return replace(finding, line=line, column=column)
