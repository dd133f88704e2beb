"""The table of authority asked about a change in Git: for each record, with who made each value and approved it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from workflow.config.office import Office
from workflow.config.policy import Level
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.log import Commit, FileChange
from workflow.i18n.message import say
from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.records.mistake_report import ANSWER_FIELDS, REPORT_FIELDS
from workflow.records.paths import ARTICLE_PATH, is_media
from workflow.records.read import RecordVersion, read_version, record_type
from workflow.records.request import Request
from workflow.records.shown_pictures import shown_pictures
from workflow.rules.authority.fields import ANSWERS, ATTACHED, PICTURE
from workflow.rules.authority.judge import FieldRefusal, ValueProvenance, refusals
from workflow.rules.authority.provenance import Provenance, ValueAt
from workflow.rules.authority.record_change import attachments_named, authority_case, record_values
from workflow.rules.authority.table import READER_FIELDS
from workflow.rules.change_context import ActEvidence, MadeBy, ReportEvidence
from workflow.text.document import YAML_ESCAPE


class RecordAuthority:
    """Says of each record of a change what was done to it by somebody who may not."""

    def __init__(
        self, provenance: Provenance, before: CommitFiles, after: CommitFiles, office: Office, now: int
    ) -> None:
        self.provenance, self.before, self.after, self.office, self.now = provenance, before, after, office, now

    def refusals(self, path: str) -> tuple[FieldRefusal, ...]:
        """What the table does not let pass of one record."""
        case = authority_case(path, self.before, self.after, self.office, self.now)
        if case is None:
            return ()
        at = self.provenance.assessor.received
        return tuple(refusals(case, self.office, at, lambda field: self._vouching(path, field)))

    def _vouching(self, path: str, field: str) -> ValueProvenance:
        made = self.provenance.made_by(self.maker(path, field), self.office.policy.evidence.default)
        return made.and_by(self._approvers(path, field))

    def maker(self, path: str, field: str) -> Commit | None:
        """The commit that made a field of a record what it is at the head."""
        return self.provenance.maker(self._paths(path, field), lambda commit: self._values(path, commit).get(field))

    def acts(
        self, path: str, before: RecordVersion[Article] | None, after: RecordVersion[Article]
    ) -> dict[int, ActEvidence]:
        """Who stands behind each new act on a story."""
        case = authority_case(path, self.before, self.after, self.office, self.now)
        if case is None:
            return {}
        known = len(before.record.acts) if before else 0
        changed = [field for field in case.fields if field in READER_FIELDS]
        return {index: self._act(path, index, changed) for index in range(known, len(after.record.acts))}

    def _act(self, path: str, index: int, fields: Collection[str]) -> ActEvidence:
        """`fields`: those of the story that the change changes."""
        assessor, makers = self.provenance.assessor, {field: self.maker(path, field) for field in fields}
        commit = self.provenance.maker((path,), self._item_at(path, "acts", index))
        then, now = self._values(path, commit.id) if commit else {}, record_values(path, self.after) or {}
        return ActEvidence(
            made=self._made(commit),
            writers={field: assessor.commit_evidence(one).person if one else None for field, one in makers.items()},
            approvers=self._approvers(path, PICTURE) & self._approvers(path, ATTACHED),
            overtaken=tuple(field for field in fields if then.get(field) != now.get(field)),
        )

    def reports(
        self, path: str, before: RecordVersion[Article] | None, after: RecordVersion[Article]
    ) -> dict[int, ReportEvidence]:
        """Who entered each report of readers that is new, and who each answer that is."""
        old = before.record.reports if before else ()
        found = {}
        for index, report in enumerate(after.record.reports):
            is_new = index >= len(old)
            is_answered = not report.is_open and (is_new or old[index].is_open)
            entered, answered = (
                self._made(self.provenance.maker((path,), self._report_at(path, index, fields))) if asked else None
                for fields, asked in ((REPORT_FIELDS, is_new), (ANSWER_FIELDS, is_answered))
            )
            if entered or answered:
                found[index] = ReportEvidence(entered, answered)
        return found

    def _report_at(self, path: str, index: int, fields: Sequence[str]) -> ValueAt:
        """Some fields of a report in a record, in whatever commit."""
        item = self._item_at(path, "reports", index)

        def part(commit: str) -> object:
            found = item(commit)
            if not isinstance(found, dict):
                return None
            whole = found | self._values(path, commit).get(ANSWERS, {}).get(index, {})
            return [whole.get(field) for field in fields]

        return part

    def taken_back(
        self, path: str, before: RecordVersion[Request] | None, after: RecordVersion[Request] | None
    ) -> MadeBy | None:
        """Who entered that the sender took a letter back; None where the change does not bring that."""
        if after is None or not after.record.withdrawn or (before and before.record.withdrawn):
            return None
        return self._made(self.maker(path, "withdrawn.by"))

    def held(self, path: str) -> dict[int, MadeBy]:
        """Who entered each hold of a request that is new, or ended it."""
        old, new = (_list((record_values(path, tree) or {}).get("holds")) for tree in (self.before, self.after))
        changed = [index for index, hold in enumerate(new) if index >= len(old) or hold != old[index]]
        return {
            index: self._made(self.provenance.maker((path,), self._item_at(path, "holds", index))) for index in changed
        }

    def _item_at(self, path: str, field: str, index: int) -> ValueAt:
        """One member of a list in a record, in whatever commit."""

        def item(commit: str) -> object:
            items = _list(self._values(path, commit).get(field))
            return items[index] if index < len(items) else None

        return item

    def _made(self, commit: Commit | None) -> MadeBy:
        if commit is None:
            lacks = say("No commit brought this entry as it stands; it came of a merge.")
            return MadeBy(None, None, Level.CLAIMED, lacks, self.now)
        assessor = self.provenance.assessor
        evidence = assessor.commit_evidence(commit)
        return MadeBy(commit, evidence.person, evidence.level, evidence.lacks, assessor.made_at(commit, self.now))

    def _approvers(self, path: str, field: str) -> frozenset[str]:
        return frozenset.intersection(*map(self.provenance.approvers, self._paths(path, field)))

    def _paths(self, path: str, field: str) -> list[str]:
        trees = (self.before, self.after)
        named = {PICTURE: picture_paths, ATTACHED: attachment_paths}
        return [path, *(named[field](path, trees) if field in named else ())]

    def _values(self, path: str, commit: str) -> dict[str, Any]:
        place = self.provenance.place(path, commit)
        return record_values(place, files_of_commit(self.provenance.repository, commit)) or {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def picture_paths(path: str, trees: Iterable[Files]) -> list[str]:
    """Where the pictures lie that an article shows in some trees, each once."""
    versions = (read_version(record_type(path), tree, path) for tree in trees)
    return [*dict.fromkeys(place for one in versions if one for place in shown_pictures(one.document))]


def attachment_paths(path: str, trees: Iterable[Files]) -> list[str]:
    """Where the attachments lie that an article names in some trees, each once."""
    versions = (read_version(Article, tree, path) for tree in trees)
    return [*dict.fromkeys(one for it in versions if it for one in attachments_named(it.document.header, path))]


def media_paths(path: str, trees: Iterable[Files]) -> list[str]:
    """Where the pictures and attachments lie that an article names in some trees."""
    known = [*trees]
    return [*picture_paths(path, known), *attachment_paths(path, known)]


def articles_with_changed_media(changes: Iterable[FileChange], before: CommitFiles) -> Iterator[str]:
    """The stories whose pictures or attachments a change touches though it does not touch them."""
    touched = {change.path for change in changes}
    for change in changes:
        if change.added or not is_media(change.path):
            continue
        folder, _, name = change.path.rpartition("/")
        for path in before.repository.grep_records((name, YAML_ESCAPE), before.commit, folder):
            if ARTICLE_PATH.fullmatch(path) and path not in touched and change.path in media_paths(path, (before,)):
                yield path
