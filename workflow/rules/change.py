"""The check of a change: what a pull request, a push or a branch adds to what stood before.

Configuration, people and SOP are the base's; the records are the head's; both are read from Git's objects.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from workflow.history.changes import NOTHING, Change, Commit, changes, commits, committed_at, introduced
from workflow.history.git import Repository
from workflow.history.tree import Tree
from workflow.records.article import Article
from workflow.records.load import CONFIG, load_from
from workflow.records.office import Office
from workflow.records.request import Request
from workflow.rules.change_view import MovedDue, RecordChange, Version, WholeChange
from workflow.rules.check import Loaded
from workflow.rules.engine import run
from workflow.rules.fields.path import REQUEST
from workflow.rules.history.edition import FOLDER
from workflow.rules.judging import is_record, judge_named, uncovered_year
from workflow.rules.progress import load_request, progress
from workflow.rules.registry import about
from workflow.rules.report import Report, make_report
from workflow.rules.rule import Rule, Subject
from workflow.rules.view import Moment
from workflow.sop.verify import confirms
from workflow.text.document import Positions, read_document
from workflow.text.finding import Finding
from workflow.text.shape import BROKEN, shape

CALENDAR = (f"{CONFIG}/calendar.yml", f"{CONFIG}/holidays.yml")
REQUESTS = "content/requests"
WHOLE_RULES = about(Subject.CHANGE_WHOLE)
RECORD_RULES: dict[type[Any], tuple[Rule, ...]] = {
    Request: about(Subject.CHANGE) + about(Subject.CHANGE_REQUEST),
    Article: about(Subject.CHANGE) + about(Subject.CHANGE_ARTICLE),
}


class ChangeCheck:
    """One line of commits, judged from where it left the base to its head."""

    def __init__(self, repository: Repository, base: str, head: str) -> None:
        self.repository = repository
        self.base, self.head = repository.resolve(base), repository.resolve(head)
        self.fork = repository.merge_base(self.base, self.head)
        self.before, self.after = Tree(repository, self.fork), Tree(repository, self.head)
        self.changes = changes(repository, self.fork, self.head)
        self.commits = [
            (commit, introduced(repository, commit)) for commit in commits(repository, self.fork, self.head)
        ]

    def load(self) -> Loaded:
        """The office as the base has it."""
        return load_from(Tree(self.repository, self.base))

    def report(self, loaded: Loaded, now: int, received: int | None = None) -> Report:
        """Everything that is wrong with the change, judged by the base's office at `now`.

        `received` is when its commits came in; it differs from `now` only in a sample office, whose clock is frozen.
        """
        office, findings = loaded
        if any(change.path.startswith(f"{CONFIG}/") for change in self.changes):
            findings = load_from(self.after)[1]
        paths = [change.path for change in self.changes if is_record(change.path) and not change.removed]
        judged = replace(office, files=self.after) if office else None
        found, count = judge_named(self.after, paths, judged, now)
        findings += found + uncovered_year(self.after, judged, now)
        if office:
            findings += self._whole(office, now, now if received is None else received)
            for change in self.changes:
                if is_record(change.path):
                    findings += self._record(change, office, now)
        return make_report(findings, count)

    def _whole(self, office: Office, now: int, received: int) -> list[Finding]:
        view = WholeChange(
            changes=tuple(self.changes),
            commits=tuple((commit, tuple(changed)) for commit, changed in self.commits),
            editions_in_use=frozenset(self._editions_in_use(office)),
            sizes=self.repository.sizes({change.new for _, changed in self.commits for change in changed} - {NOTHING}),
            fork=self.fork,
            fork_time=committed_at(self.repository, self.fork),
            moved=tuple(self._moved(office, now)),
            now=received,
            zone=office.zone,
            neighbours={folder: tuple(self.after.names(folder)) for folder in self._folders_with_news()},
        )
        found: list[Finding] = []
        for rule in WHOLE_RULES:
            hits = rule.check(view) if rule.check else ()
            found += [replace(rule.finding("", hit, settled=False), line=1, column=1) for hit in hits]
        return found

    def _folders_with_news(self) -> set[str]:
        return {change.path.rpartition("/")[0] for change in self.changes if change.added}

    def _editions_in_use(self, office: Office) -> Iterator[str]:
        """Editions that a change rewrites (not only confirms) and that a request of the base names."""
        changed, _ = load_from(self.after) if any(FOLDER in change.path for change in self.changes) else (None, [])
        for change in self.changes:
            if change.path.startswith(f"{CONFIG}/sop/") and not change.added:
                key = change.path.rpartition("/")[2].removesuffix(".yml")
                written = [f"sop: {quote}{key}" for quote in ("", '"', "'")]
                old, new = office.edition(key), changed.edition(key) if changed else None
                confirmed = old and new and confirms(old, new)
                if not confirmed and self.repository.finds(written, self.base, REQUESTS):
                    yield key

    def _moved(self, office: Office, now: int) -> Iterator[MovedDue]:
        """Due times that a change of the calendar moves, over all requests of the base."""
        if not any(change.path in CALENDAR for change in self.changes):
            return
        changed, _ = load_from(self.after)
        if changed is None:
            return
        for year in self.before.names(REQUESTS):
            for name in self.before.names(f"{REQUESTS}/{year}"):
                path = f"{REQUESTS}/{year}/{name}"
                dues = [due_of(self.before, path, one, now) for one in (office, changed)]
                if dues[0] and dues[1] and dues[0][1] != dues[1][1]:
                    yield MovedDue(path, dues[0][0], dues[0][1], dues[1][1])

    def _record(self, change: Change, office: Office, now: int) -> list[Finding]:
        kind: type[Any] = Request if REQUEST.fullmatch(change.path) else Article
        before, broken_before = version(kind, change.path, self.before)
        after, broken = version(kind, change.path, self.after)
        broken |= broken_before
        view: RecordChange[Any] = RecordChange(change, before, after, office, Moment(now))
        if kind is Request and after and "steps" not in broken:
            view.brought_by = self._brought_by(change.path, before, after)
        rules = RECORD_RULES[kind] if not change.added else about(Subject.CHANGE_REQUEST) if kind is Request else ()
        findings = run(rules, view, change.path, (), broken, settled=False)
        positions = Positions(after.document) if after else None
        return [_placed(finding, positions) for finding in findings]

    def _brought_by(self, path: str, before: Any, after: Any) -> dict[int, Commit]:
        """For each new entry, the last commit that made it what it is."""
        known = len(before.record.steps) if before else 0
        brought: dict[int, Commit] = {}
        for index in range(known, len(after.record.steps)):
            entry = after.record.steps[index]
            for commit, changed in reversed(self.commits):
                if not any(change.path == path for change in changed):
                    continue
                if not any(_holds(self.repository, parent, path, index, entry) for parent in commit.parents):
                    brought[index] = commit
                    break
        return brought


def _holds(repository: Repository, commit: str, path: str, index: int, entry: Any) -> bool:
    """Whether an entry already stood at its place in a commit."""
    found, broken = version(Request, path, Tree(repository, commit))
    return bool(found and "steps" not in broken and found.record.steps[index : index + 1] == (entry,))


def due_of(tree: Tree, path: str, office: Office, now: int) -> tuple[int, int] | None:
    """The step whose turn it is in a request and when it is due; None when it is closed, held or unreadable."""
    view = load_request(tree, path, office, now) if REQUEST.fullmatch(path) else None
    one = progress(view, now) if view else None
    return (one.step.number, one.due) if one and one.due is not None else None


def version(kind: type[Any], path: str, tree: Tree) -> tuple[Version[Any] | None, frozenset[str]]:
    """A record as it stands in a commit, and the fields of it that are broken; None where there is none."""
    data = tree.read(path)
    document = read_document(path, data)[0] if data is not None else None
    if document is None:
        return None, frozenset()
    record, flaws = shape(kind, document.header, path)
    broken = frozenset(field for field in kind.__struct_fields__ if flaws and getattr(record, field) is BROKEN)
    return Version(record, document), broken


def _placed(finding: Finding, positions: Positions | None) -> Finding:
    line, column = positions.of(finding.place) if positions else (1, 1)
    return replace(finding, line=line, column=column)
