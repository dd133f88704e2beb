"""What a change makes wrong in records that it does not touch, so that its check and the whole check never differ.

Three ways lead there: a record names a touched one (or is named by it), an article shows a touched picture, or the
office's rules changed. Only the last one costs more the larger the archive is; for the others Git looks a name up.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from workflow.config.load import CONFIG_FOLDER, load_office_files
from workflow.config.mkdocs_yml import MKDOCS_YML
from workflow.config.office import Office
from workflow.engine.check_files import is_record, judge_paths
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.commit_range import CommitRange
from workflow.git.log import FileChange
from workflow.git.repository import Repository
from workflow.records.agenda_numbers import number_in_path
from workflow.records.article import Article
from workflow.records.paths import ARTICLE_PATH, IMAGE_PATH, REQUEST_PATH, article_path, request_path
from workflow.records.request import Request
from workflow.rules.record_version import read_version
from workflow.text.document import YAML_ESCAPE
from workflow.text.finding import Finding, Severity

ARTICLES_FOLDER, REQUESTS_FOLDER = "content/news", "content/requests"


class AffectedRecords:
    """One stretch of history and what it does to the rest of the archive."""

    def __init__(self, repository: Repository, one: CommitRange, office: Office | None, now: int) -> None:
        self.repository, self.stretch, self.office, self.now = repository, one, office, now
        self.before, self.after = files_of_commit(repository, one.base), files_of_commit(repository, one.result)
        self.touched = {change.path for change in one.changes}
        self.ruled = any(path == MKDOCS_YML or path.startswith(f"{CONFIG_FOLDER}/") for path in self.touched)
        self.changed: Office | None = office
        """The office as the change leaves it."""
        self.flaws: list[Finding] | None = None
        """What is wrong with that; None where it is as in the base."""
        if self._reads_anew():
            self.changed, self.flaws = load_office_files(self.after)

    def _reads_anew(self) -> bool:
        """Whether the configuration can have other flaws than the base's: moved addresses lead to articles."""
        moved = self.office is not None and self.office.moved
        return self.ruled or bool(moved and any(map(ARTICLE_PATH.fullmatch, self.touched)))

    def by_records(self) -> list[Finding]:
        """Errors of untouched records that come from touched records and pictures."""
        paths = {path for change in self.stretch.changes for path in self._reached(change)}
        return self._new_errors(paths - self.touched, self.office)

    def by_rules(self, known: Iterable[Finding]) -> list[Finding]:
        """Errors that changed rules make, in touched records too; `known`: what the base's rules say of these."""
        if not any(path.startswith(f"{CONFIG_FOLDER}/") and path.endswith(".yml") for path in self.touched):
            return []
        if self.changed is None:
            return []
        said = {_key(finding) for finding in known}
        self.repository.bring(self.repository.blobs(self.stretch.result, "content"))
        everything = [path for path in self.after.walk("content") if is_record(path)]
        return [finding for finding in self._new_errors(everything, self.changed) if _key(finding) not in said]

    def _new_errors(self, paths: Iterable[str], office: Office | None) -> list[Finding]:
        """Errors of the result, by an office's rules, that the base had not by its own."""
        there = [path for path in paths if self.after.size(path) is not None]
        if not there:
            return []
        judged = judge_paths(self.after, there, _reading(office, self.after), self.now)[0]
        errors = [finding for finding in judged if finding.severity is Severity.ERROR]
        suspects = {finding.path for finding in errors if self.before.size(finding.path) is not None}
        old = judge_paths(self.before, suspects, _reading(self.office, self.before), self.now)[0]
        before = {_key(finding) for finding in old if finding.severity is Severity.ERROR}
        return [finding for finding in errors if _key(finding) not in before]

    def _reached(self, change: FileChange) -> Iterator[str]:
        """Records that a changed file may make wrong."""
        if IMAGE_PATH.fullmatch(change.path):
            folder, _, name = change.path.rpartition("/")
            yield from self._naming(name, folder)
        elif is_record(change.path):
            yield from self._partners(change)
            yield from self._linking(change)

    def _partners(self, change: FileChange) -> Iterator[str]:
        """Records that a changed record names or named, or that name it."""
        is_request = bool(REQUEST_PATH.fullmatch(change.path))
        old, new = (self._link(change.path, tree) for tree in (self.before, self.after))
        for name in {old, new} - {"", None}:
            path = article_path(str(name)) if is_request else request_path(str(name))
            if is_record(path):
                yield path
        if change.added or (old is not None and old == new):
            return
        found = ARTICLE_PATH.fullmatch(change.path)
        yield from (
            self._naming(found[1], REQUESTS_FOLDER) if found else self._naming(_number(change.path), ARTICLES_FOLDER)
        )

    def _linking(self, change: FileChange) -> Iterator[str]:
        """Stories that link to the page of a changed record, which may come, go or open at another time."""
        if not change.added and self._shown(change.path, self.before) != self._shown(change.path, self.after):
            year, name = change.path.removesuffix(".md").split("/")[-2:]  # "../name/" is a link too, "../0163/" is none
            yield from self._naming(name if ARTICLE_PATH.fullmatch(change.path) else f"{year}/{name}", ARTICLES_FOLDER)

    def _shown(self, path: str, tree: CommitFiles) -> object:
        """What whether a record has a page depends on."""
        kind: type[Any] = Request if REQUEST_PATH.fullmatch(path) else Article
        found, broken = read_version(kind, path, tree)
        if found is None or broken:
            return None
        record = found.record
        return record.letter.nature if kind is Request else (record.status, record.publish_at, record.withdrawal)

    def _link(self, path: str, tree: CommitFiles) -> str | None:
        """What a record names in a commit, "" for nothing; None where it cannot be judged with others."""
        kind: type[Any] = Request if REQUEST_PATH.fullmatch(path) else Article
        found, broken = read_version(kind, path, tree)
        if found is None or broken or (kind is Request and found.record.id != _number(path)):
            return None
        return (found.record.news or "") if kind is Request else str(found.record.request)

    def _naming(self, name: str, folder: str) -> Iterator[str]:
        """Records below a folder, in the result, in which a name stands."""
        found = self.repository.holding((name, YAML_ESCAPE), self.stretch.result, folder)
        return (path for path in found if is_record(path))


def _reading(office: Office | None, files: CommitFiles) -> Office | None:
    """An office that looks for its pictures in a commit."""
    return replace(office, files=files) if office else None


def _number(path: str) -> str:
    """The agenda number in the path of a request."""
    year, number = number_in_path(path)
    return f"{year}-{number:04}"


def _key(finding: Finding) -> tuple[str, str, Any]:
    return finding.rule, finding.path, finding.place
