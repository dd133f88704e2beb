"""The judgement on a push to a Git server: every commit that main would take in, by the rules of the one before it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from msgspec import Struct
from msgspec.structs import replace

from workflow.history.changes import Step, history
from workflow.history.errors import GitError
from workflow.history.git import Repository
from workflow.history.signature import Verifier
from workflow.history.stretch import Stretch, pushed
from workflow.history.tree import Tree
from workflow.language.message import say
from workflow.records.files import Files
from workflow.records.load import CONFIG, load_from
from workflow.records.office import Office
from workflow.records.signers import allowed_signers
from workflow.rules.change import ChangeCheck
from workflow.rules.change_view import Disclosed
from workflow.rules.check import Loaded
from workflow.rules.disclosed import Disclosures
from workflow.rules.evidence import Witness
from workflow.rules.history import personal
from workflow.rules.history.files import RULE, brought
from workflow.rules.judging import is_record, judge_named
from workflow.rules.report import Report, make_report
from workflow.text.finding import Finding, Severity

NONE = "0" * 40
BRANCHES = "refs/heads/"


class Update(Struct, frozen=True):
    """One ref that a push would move, as Git tells the hook."""

    old: str
    new: str
    ref: str


class Judged(Struct, frozen=True):
    """What is to be said of one commit that a push brings."""

    commit: str
    report: Report
    files: Files
    """The commit's files, to show lines of."""


class Receiving:
    """Judges pushes to one repository. The time `now` is asked for by the office, whose clock may be frozen."""

    def __init__(self, repository: Repository, now: Callable[[Office | None], int], received: int) -> None:
        self.repository, self.now, self.received = repository, now, received
        self.main = repository.run("symbolic-ref", "HEAD").decode().strip()
        self._offices: dict[str, tuple[Loaded, Witness | None]] = {}
        self._stack = ExitStack()

    def judge(self, update: Update) -> Iterator[Judged]:
        """What is to be said of each commit of an update. Raises GitError where the update itself is refused."""
        with self._stack:
            if update.ref == self.main:
                yield from self._main(update)
            elif update.ref.startswith(BRANCHES) and update.new != NONE:
                yield from self._branch(update)

    def _main(self, update: Update) -> Iterator[Judged]:
        if update.new == NONE:
            raise GitError(say("The branch of the office is not deleted."))
        if update.old == NONE:
            yield self._first(update.new)
            return
        if self.repository.merge_base(update.old, update.new) != update.old:
            raise GitError(say("What is on the office's branch stays: fetch it, add yours after it, and push again."))
        stretches = list(pushed(self.repository, update.old, update.new))
        for index, one in enumerate(stretches):
            loaded, witness = self._office(one.base, stretches[index:])
            check = ChangeCheck.of(self.repository, one)
            report = check.report(loaded, self.now(loaded[0]), self.received, witness=witness)
            yield Judged(one.head, report, check.after)

    def _office(self, base: str, waiting: list[Stretch]) -> tuple[Loaded, Witness | None]:
        """The office as a commit has it, read once for all commits with the same configuration."""
        identity = self.repository.identity(f"{base}:{CONFIG}")
        if identity not in self._offices:
            loaded = load_from(Tree(self.repository, base))
            witness = None
            if loaded[0]:
                verifier = self._stack.enter_context(Verifier(allowed_signers(loaded[0])))
                witness = Witness(self.repository, loaded[0], verifier, self.received)
                witness.begin(step.commit for one in waiting for step in one.steps)
            self._offices[identity] = loaded, witness
        return self._offices[identity]

    def _branch(self, update: Update) -> Iterator[Judged]:
        """Of other branches only that nothing comes in that could do harm by being there; main judges the rest."""
        known = [f"^{line}" for line in self.repository.run("rev-parse", "--all").decode().split()]
        steps = list(history(self.repository, update.new, *known))
        main = Tree(self.repository, self.repository.resolve(self.main))
        seen = Disclosures(self.repository, main, [load_from(main)[0]])
        for step in steps:
            findings = files_of(self.repository, step) + [_told(one) for one in seen.of([step])]
            if any(finding.severity is Severity.ERROR for finding in findings):
                yield Judged(
                    step.commit.id, make_report(findings, len(step.changes)), Tree(self.repository, update.new)
                )

    def _first(self, commit: str) -> Judged:
        """The first push: there is nothing before it, so it is judged by its own rules."""
        files = Tree(self.repository, commit)
        office, findings = load_from(files)
        steps = list(history(self.repository, commit))
        paths = [path for path in files.walk("content") if is_record(path)]
        judged = replace(office, files=files) if office else None
        found, count = judge_named(files, paths, judged, self.now(office))
        harm = [finding for step in steps for finding in files_of(self.repository, step)]
        return Judged(commit, make_report([*findings, *found, *harm], count), files)


def _told(one: Disclosed) -> Finding:
    return replace(personal.RULE.finding("", personal.hit(one), settled=False), line=1, column=1)


def files_of(repository: Repository, step: Step) -> list[Finding]:
    """Files that a commit brings and that may not enter."""
    sizes = repository.sizes({change.new for change in step.changes if not change.removed})
    return [replace(RULE.finding("", hit, settled=False), line=1, column=1) for hit in brought((step,), sizes)]
