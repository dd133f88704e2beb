"""The judgement on a push to a Git server: every commit that main would take in, by the rules of the one before it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.account_holders import find_person
from workflow.config.allowed_signers import allowed_signers
from workflow.config.load import CONFIG_FOLDER, load_office_files
from workflow.config.office import Office
from workflow.engine.check_change import ChangeCheck
from workflow.engine.check_files import is_misplaced, is_record, judge_paths, misplaced_finding, present_findings
from workflow.engine.check_office import LoadedOffice
from workflow.engine.personal_data_in_history import DisclosureSearch
from workflow.engine.ref_policy import TAGS, ContentCheck, push_objection, rule_for
from workflow.engine.report import Report, make_report
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.evidence.pushers import pushers_by_server
from workflow.git.commit_files import CommitFiles
from workflow.git.commit_range import CommitRange, pushed_ranges
from workflow.git.environment import EMPTY_TREE
from workflow.git.errors import GitError
from workflow.git.log import CommitChanges, changed_files, commit_history
from workflow.git.push_record import Push, PushedCommit, PusherName
from workflow.git.repository import Repository
from workflow.git.size_limits import require_small_history
from workflow.git.ssh_signature import SignatureVerifier
from workflow.i18n.message import say
from workflow.records.file_source import Files
from workflow.rules.change_context import Disclosure
from workflow.rules.history.commits import personal
from workflow.rules.history.commits.files import RULE, forbidden_files
from workflow.text.finding import Finding, Severity
from workflow.text.object_id import NULL_ID

LARGEST_OUTBOX_FILE_BYTES = 64 * 1024
"""Bytes of a file in the outbox."""


class RefUpdate(Struct, frozen=True):
    """One ref that a push would move, as Git tells the hook."""

    old: str
    new: str
    ref: str


class JudgedCommit(Struct, frozen=True):
    """What is to be said of one commit that a push brings."""

    commit: str
    report: Report
    files: Files
    """The commit's files, to show lines of."""


class PushCheck:
    """Judges pushes to one repository. The time `now` is asked for by the office, whose clock may be frozen.

    `who`: who pushes, by the server's own word; None where it does not say.
    """

    def __init__(
        self, repository: Repository, now: Callable[[Office | None], int], received: int, who: str | None = None
    ) -> None:
        self.repository, self.now, self.received, self.who = repository, now, received, who
        self.main = repository.run("symbolic-ref", "HEAD").decode().strip()
        self._offices: dict[str, tuple[LoadedOffice, EvidenceAssessor | None]] = {}
        self._stack = ExitStack()

    def push(self, update: RefUpdate) -> Push | None:
        """An update as the record of pushes has it; None where it leads to no commit."""
        after = update.new
        if after != NULL_ID:
            after = self.repository.identity(f"{after}^{{commit}}")
        pusher = PusherName(self.who) if self.who else None
        return Push(update.ref, update.old, after, self.received, pusher) if after else None

    def judge(self, update: RefUpdate) -> Iterator[JudgedCommit]:
        """What is to be said of each commit of an update. Raises GitError where the update itself is refused."""
        with self._stack:
            if message := push_objection(self.repository, update.ref, update.old, update.new, self.main):
                raise GitError(message)
            head = self.repository.identity(f"{update.new}^{{commit}}")
            if not head or (head != update.new and not update.ref.startswith(TAGS)):
                raise GitError(say("This is no commit; a branch or tag leads to one."))
            if head != update.new:
                yield self._tag(update.new, head)
            checks = {
                ContentCheck.RULES: self._main,
                ContentCheck.FILES: self._branch,
                ContentCheck.OUTBOX: self._outbox,
            }
            row = rule_for(update.ref, self.main)
            yield from checks[row.check](replace(update, new=head)) if row else ()

    def _main(self, update: RefUpdate) -> Iterator[JudgedCommit]:
        if update.old == NULL_ID:
            yield self._first(update.new)
            return
        push = self.push(update)
        pushers = pushers_by_server(self.repository, push) if push else {}
        ranges = list(pushed_ranges(self.repository, update.old, update.new))
        for index, one in enumerate(ranges):
            loaded, assessor = self._office(one.base, ranges[index:], pushers)
            checked = ChangeCheck(self.repository, one).run(
                loaded, self.now(loaded[0]), self.received, assessor=assessor
            )
            yield JudgedCommit(one.head, checked.report, checked.after)

    def _office(
        self, base: str, waiting: list[CommitRange], pushers: Mapping[str, PushedCommit]
    ) -> tuple[LoadedOffice, EvidenceAssessor | None]:
        """The office as a commit has it, read once for all commits with the same configuration."""
        identity = self.repository.identity(f"{base}:{CONFIG_FOLDER}")
        if identity not in self._offices:
            loaded = load_office_files(CommitFiles(self.repository, base))
            assessor = None
            if loaded[0]:
                verifier = self._stack.enter_context(SignatureVerifier(allowed_signers(loaded[0])))
                assessor = EvidenceAssessor(self.repository, loaded[0], verifier, self.received, pushers)
                assessor.begin(step.commit for one in waiting for step in one.steps)
            self._offices[identity] = loaded, assessor
        return self._offices[identity]

    def _branch(self, update: RefUpdate) -> Iterator[JudgedCommit]:
        """Of other branches and tags only that nothing comes in that could do harm; main judges the rest."""
        require_small_history(self.repository, update.new, known=False)
        main = CommitFiles(self.repository, self.repository.resolve(self.main))
        disclosures = DisclosureSearch(self.repository, main, [load_office_files(main)[0]])
        for step in commit_history(self.repository, update.new, known=False):
            findings = findings_about_files(self.repository, step) + [
                _disclosure_finding(one) for one in disclosures.in_commits([step])
            ]
            if any(finding.severity is Severity.ERROR for finding in findings):
                yield JudgedCommit(
                    step.commit.id, make_report(findings, len(step.changes)), CommitFiles(self.repository, update.new)
                )

    def _tag(self, tag: str, commit: str) -> JudgedCommit:
        """Of an annotated tag what it says itself. Raises GitError where it leads to another tag."""
        if self.repository.identity(f"{tag}^{{tag}}") != tag or self._target(tag) != commit:
            raise GitError(say("This is no commit; a branch or tag leads to one."))
        main = CommitFiles(self.repository, self.repository.resolve(self.main))
        disclosures = DisclosureSearch(self.repository, main, [load_office_files(main)[0]])
        return JudgedCommit(tag, make_report([_disclosure_finding(one) for one in disclosures.in_tag(tag)], 0), main)

    def _target(self, tag: str) -> str:
        """The object that a tag names."""
        found = self.repository.read(tag)
        return found[1].removeprefix(b"object ")[:40].decode("ascii", "replace") if found else ""

    def _outbox(self, update: RefUpdate) -> Iterator[JudgedCommit]:
        """Of the outbox that it only grows, by the hands of the office."""
        main = self.repository.identity(f"{self.main}^{{commit}}")
        office = load_office_files(CommitFiles(self.repository, main))[0] if main else None
        if self.who is None or office is None or find_person(office, self.who) is None:
            raise GitError(say("Only people of the office write into its outbox; the server must say who pushes."))
        yield from self._branch(update)
        old = update.old if update.old != NULL_ID else EMPTY_TREE
        found = changed_files(self.repository, old, update.new)
        sizes = self.repository.sizes({change.new for change in found})
        if not all(one.added and sizes.get(one.new, 0) <= LARGEST_OUTBOX_FILE_BYTES for one in found):
            raise GitError(say("In the outbox small files are added, and none is changed or deleted."))

    def _first(self, commit: str) -> JudgedCommit:
        """The first push: there is nothing before it, so it is judged by its own rules."""
        require_small_history(self.repository, commit)
        files = CommitFiles(self.repository, commit)
        office, findings = load_office_files(files)
        paths = list(files.walk("content"))
        judged = office.with_files(files) if office else None
        about_records, count = judge_paths(files, filter(is_record, paths), judged, self.now(office))
        findings = [*findings, *about_records]
        findings += [misplaced_finding(path) for path in paths if is_misplaced(path)]
        findings += present_findings(office, self.now(office), findings)
        disclosures = DisclosureSearch(self.repository, None, [office])
        for step in commit_history(self.repository, commit):
            findings += findings_about_files(self.repository, step)
            findings += map(_disclosure_finding, disclosures.in_commits([step]))
        return JudgedCommit(commit, make_report(findings, count), files)


def _disclosure_finding(one: Disclosure) -> Finding:
    return replace(personal.RULE.finding("", personal.disclosure_hit(one), settled=False), line=1, column=1)


def findings_about_files(repository: Repository, step: CommitChanges) -> list[Finding]:
    """Files that a commit brings and that may not enter."""
    sizes = repository.sizes({change.new for change in step.changes if not change.removed})
    return [replace(RULE.finding("", hit, settled=False), line=1, column=1) for hit in forbidden_files((step,), sizes)]
