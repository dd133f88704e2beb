"""What a change does to history: the rules that look at commits, and at records before and after them.

Their input is gathered here from Git and handed to them as values (`rules/change_context.py`).
"""

from collections.abc import Collection, Iterator
from typing import Any

from msgspec.structs import replace

from workflow.config.load import CONFIG_FOLDER
from workflow.config.office import Office
from workflow.engine.approvals import counted_approvals
from workflow.engine.check_files import is_record
from workflow.engine.former_site_changes import former_site_change
from workflow.engine.introducing_commits import IntroducingCommits
from workflow.engine.personal_data_in_history import DisclosureSearch
from workflow.engine.related_files import tag_spelling_findings, undecodable_pictures, unnamed_media
from workflow.engine.run_rules import run_rules
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.forge.reviews import Review
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.commit_range import CommitRange
from workflow.git.log import REGULAR_MODE, SUBMODULE_MODE, FileChange
from workflow.queries.open_requests import load_request, open_request
from workflow.records.agenda_numbers import new_numbers
from workflow.records.article import Article
from workflow.records.canonical import CanonicalDifference, first_difference
from workflow.records.paths import REQUEST_PATH
from workflow.records.read import RecordVersion, read_version
from workflow.records.request import Request
from workflow.rules.authority.code_owners import unvouched_files
from workflow.rules.authority.git_change import RecordAuthority, articles_with_changed_media
from workflow.rules.authority.provenance import Provenance
from workflow.rules.authority.vouching import vouched_entries
from workflow.rules.change_context import MovedDue, NewEntries, RecordChange, VouchedEntries, WholeChange
from workflow.rules.context import Moment
from workflow.rules.history.edition import EDITIONS_FOLDER
from workflow.rules.registry import rules_about
from workflow.rules.rule import Rule, Subject
from workflow.sop.consistency import only_confirms_performers
from workflow.text.decode import LARGEST_FILE_BYTES
from workflow.text.document import Positions
from workflow.text.finding import Finding
from workflow.text.object_id import NULL_ID

CALENDAR_FILES = (f"{CONFIG_FOLDER}/calendar.yml", f"{CONFIG_FOLDER}/holidays.yml")
REQUESTS_FOLDER = "content/requests"
WHOLE_RULES = rules_about(Subject.CHANGE_WHOLE)
REQUEST_RULES = rules_about(Subject.CHANGE) + rules_about(Subject.CHANGE_REQUEST)
ARTICLE_RULES = rules_about(Subject.CHANGE) + rules_about(Subject.CHANGE_ARTICLE)


class HistoryCheck:
    """Judges what one range of commits does to what stood before, by the people of the base's office.

    `changed`: the office as the change leaves it; `consequences`: errors that its rules make in untouched records.
    """

    def __init__(
        self,
        commit_range: CommitRange,
        assessor: EvidenceAssessor,
        reviews: Collection[Review],
        changed: Office | None,
        consequences: Collection[Finding],
        now: int,
    ) -> None:
        self.commit_range, self.assessor, self.now = commit_range, assessor, now
        self.repository, self.office = assessor.repository, assessor.office
        self.changed, self.consequences = changed, consequences
        self.before = files_of_commit(self.repository, commit_range.base)
        self.after = files_of_commit(self.repository, commit_range.result)
        approved = counted_approvals(commit_range, assessor, reviews)
        self.provenance = Provenance(self.repository, commit_range, assessor, approved)
        self.introducing = IntroducingCommits(self.provenance)
        self.authority = RecordAuthority(self.provenance, self.before, self.after, self.office, now)

    def about_all(self) -> list[Finding]:
        """What is to be said of all that lies between the base and the head."""
        view, findings = self._whole_change(), list[Finding]()
        for rule in WHOLE_RULES:
            hits = rule.check(view) if rule.check else ()
            findings += [replace(rule.finding("", hit, settled=False), line=1, column=1) for hit in hits]
        return [*findings, *tag_spelling_findings(changed_records(self.commit_range), self.after)]

    def about_record(self, change: RecordChange[Any]) -> list[Finding]:
        """What is to be said of one record before and after the change."""
        rules: tuple[Rule, ...] = REQUEST_RULES if REQUEST_PATH.fullmatch(change.change.path) else ARTICLE_RULES
        findings = run_rules(rules, change, change.change.path, (), change.broken, settled=False)
        positions = Positions(change.after.document) if change.after else None
        return [_placed(finding, positions) for finding in findings]

    def record_changes(self) -> Iterator[RecordChange[Any]]:
        """Every record that the change touches, and every article whose picture or attachment it touches."""
        for change in (*changed_records(self.commit_range), *self._illustrated()):
            yield self._request(change) if REQUEST_PATH.fullmatch(change.path) else self._article(change)

    def _illustrated(self) -> Iterator[FileChange]:
        """Articles that are changed only by a change of their picture or attachments, as if the change named them."""
        for path in sorted({*articles_with_changed_media(self.commit_range.changes, self.before)}):
            identity = self.before.identity(path)
            yield FileChange(path, REGULAR_MODE, REGULAR_MODE, identity, identity)

    def _article(self, change: FileChange) -> RecordChange[Article]:
        before, after = (read_version(Article, files, change.path) for files in (self.before, self.after))
        acts = self.authority.acts(change.path, before, after) if after and _is_sound("acts", before, after) else {}
        is_sound = after and _is_sound("reports", before, after)
        return RecordChange(
            change=change,
            before=before,
            after=after,
            office=self.office,
            now=Moment(self.now),
            refusals=self.authority.refusals(change.path),
            departure=self._departure(change.path),
            acts=acts,
            reports=self.authority.reports(change.path, before, after) if after and is_sound else {},
        )

    def _request(self, change: FileChange) -> RecordChange[Request]:
        path = change.path
        before, after = (read_version(Request, files, path) for files in (self.before, self.after))
        new, vouched, taken_back = NewEntries(), VouchedEntries(), None
        if after and all(_is_sound(field, before, after) for field in ("steps", "disposition", "letter")):
            new = self.introducing.new_entries(path, before, after, self.now)
            vouched = vouched_entries(path, after.record, new, self.provenance, self.before, self.after)
        if _is_sound("withdrawn", before, after):
            taken_back = self.authority.taken_back(path, before, after)
        return RecordChange(
            change=change,
            before=before,
            after=after,
            office=self.office,
            now=Moment(self.now),
            refusals=self.authority.refusals(path),
            departure=self._departure(path),
            new_entries=new,
            vouched=vouched,
            held=self.authority.held(path) if after and _is_sound("holds", before, after) else {},
            taken_back=taken_back,
        )

    def _departure(self, path: str) -> CanonicalDifference | None:
        """Where a record is not in canonical form. What the base has so already, nobody has to mend in passing."""
        found = first_difference(path, _data(path, self.after))
        return found if found and not first_difference(path, _data(path, self.before)) else None

    def _whole_change(self) -> WholeChange:
        one = self.commit_range
        files = (change for step in one.steps for change in step.changes if change.new_mode != SUBMODULE_MODE)
        disclosures = DisclosureSearch(self.repository, self.before, (self.office, self.changed))
        return WholeChange(
            changes=one.changes,
            steps=one.steps,
            conflicts=one.conflicts,
            added_by_both=frozenset(path for path in one.conflicts if self._is_new_in_both(path)),
            editions_in_use=frozenset(self._editions_in_use()),
            sizes=self.repository.sizes({change.new for change in files} - {NULL_ID}),
            fork=one.fork,
            fork_time=one.fork_time,
            moved=tuple(self._moved_due_times()),
            unvouched=tuple(unvouched_files(one.changes, self.provenance)),
            disclosed=tuple(disclosures.in_commits(one.steps)),
            undecodable=tuple(undecodable_pictures(one.changes, self.after)),
            unnamed=tuple(unnamed_media(one.changes, self.before, self.after)),
            consequences=tuple(self.consequences),
            now=self.assessor.received,
            zone=self.office.zone,
            neighbours={folder: tuple(self.after.names(folder)) for folder in self._folders_with_new_files()},
            numbers=tuple(new_numbers(self.repository, one, self.before)),
            former_site=former_site_change(
                one.changes, (self.office, self.changed), (self.before, self.after), self.now
            ),
        )

    def _is_new_in_both(self, path: str) -> bool:
        fork = CommitFiles(self.repository, self.commit_range.fork)
        return fork.size(path) is None and self.before.size(path) is not None

    def _folders_with_new_files(self) -> set[str]:
        parts = (change.path.split("/") for change in self.commit_range.changes if change.added)
        return {"/".join(names[:depth]) for names in parts for depth in range(len(names))}

    def _editions_in_use(self) -> Iterator[str]:
        """Editions that a change rewrites (not only confirms) and that a request of the base names."""
        for change in self.commit_range.changes:
            if change.added or not change.path.startswith(EDITIONS_FOLDER):
                continue
            key = change.path.rpartition("/")[2].removesuffix(".yml")
            written = [f"sop: {quote}{key}" for quote in ("", '"', "'")]
            old, new = self.office.edition(key), self.changed.edition(key) if self.changed else None
            confirmed = old and new and only_confirms_performers(old, new)
            if not confirmed and self.repository.grep_records(written, self.commit_range.base, REQUESTS_FOLDER):
                yield key

    def _moved_due_times(self) -> Iterator[MovedDue]:
        """Due times that a change of the calendar moves, over all requests of the base."""
        if self.changed is None or not any(change.path in CALENDAR_FILES for change in self.commit_range.changes):
            return
        for year in self.before.names(REQUESTS_FOLDER):
            for name in self.before.names(f"{REQUESTS_FOLDER}/{year}"):
                path = f"{REQUESTS_FOLDER}/{year}/{name}"
                old, new = (due_step(self.before, path, one, self.now) for one in (self.office, self.changed))
                if old and new and old[1] != new[1]:
                    yield MovedDue(path, old[0], old[1], new[1])


def changed_records(commit_range: CommitRange) -> list[FileChange]:
    """The changed records that can be judged: where both sides collide, nothing can be said but that."""
    collided = set(commit_range.conflicts)
    return [one for one in commit_range.changes if is_record(one.path) and one.path not in collided]


def _is_sound(field: str, *versions: RecordVersion[Any] | None) -> bool:
    """Whether a field is broken in none of some versions."""
    return all(field not in version.broken for version in versions if version)


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
