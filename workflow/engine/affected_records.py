"""What a change makes wrong in records that it does not touch, so that its check and the whole check never differ.

Three ways lead there: a record names a touched one (or is named by it), an article shows a touched picture, or the
office's rules changed. Only the last one costs more the larger the archive is; for the others Git looks a name up.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from workflow.config.load import CONFIG_FOLDER, load_office_files
from workflow.config.mkdocs_yml import MKDOCS_YML
from workflow.config.office import Office
from workflow.engine.check_files import is_record, judge_paths
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.commit_range import CommitRange
from workflow.git.log import FileChange
from workflow.git.repository import Repository
from workflow.records.agenda_numbers import number_in_path
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, article_path, is_media, request_path
from workflow.records.read import read_unbroken, record_type
from workflow.records.request import Request
from workflow.text.document import YAML_ESCAPE
from workflow.text.finding import Finding, Severity

ARTICLES_FOLDER, REQUESTS_FOLDER = "content/news", "content/requests"


class AffectedRecords:
    """One range of commits and what it does to the rest of the archive."""

    def __init__(self, repository: Repository, commit_range: CommitRange, office: Office | None, now: int) -> None:
        self.repository, self.commit_range, self.office, self.now = repository, commit_range, office, now
        self.before, self.after = (
            files_of_commit(repository, commit_range.base),
            files_of_commit(repository, commit_range.result),
        )
        self.touched = {change.path for change in commit_range.changes}
        self.is_configuration_touched = any(
            path == MKDOCS_YML or path.startswith(f"{CONFIG_FOLDER}/") for path in self.touched
        )
        self.changed: Office | None = office
        """The office as the change leaves it."""
        self.flaws: list[Finding] | None = None
        """What is wrong with that; None where it is as in the base."""
        if self._may_have_other_flaws():
            self.changed, self.flaws = load_office_files(self.after)

    def _may_have_other_flaws(self) -> bool:
        """Whether the configuration can have other flaws than the base's: moved addresses lead to articles."""
        moved = self.office is not None and self.office.moved
        return self.is_configuration_touched or bool(moved and any(map(ARTICLE_PATH.fullmatch, self.touched)))

    def by_records(self) -> list[Finding]:
        """Errors of untouched records that come from touched records, pictures and attachments."""
        paths = {path for change in self.commit_range.changes for path in self._possibly_affected(change)}
        return self._new_errors(paths - self.touched, self.office)

    def by_rules(self, known: Iterable[Finding]) -> list[Finding]:
        """Errors that changed rules make, in touched records too; `known`: what the base's rules say of these."""
        if not any(path.startswith(f"{CONFIG_FOLDER}/") and path.endswith(".yml") for path in self.touched):
            return []
        if self.changed is None:
            return []
        known_keys = {_key(finding) for finding in known}
        self.repository.fetch_missing(self.repository.blobs(self.commit_range.result, "content"))
        everything = [path for path in self.after.walk("content") if is_record(path)]
        return [finding for finding in self._new_errors(everything, self.changed) if _key(finding) not in known_keys]

    def _new_errors(self, paths: Iterable[str], office: Office | None) -> list[Finding]:
        """Errors of the result, by an office's rules, that the base had not by its own."""
        existing = [path for path in paths if self.after.size(path) is not None]
        if not existing:
            return []
        findings = judge_paths(self.after, existing, _with_files(office, self.after), self.now)[0]
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        suspects = {finding.path for finding in errors if self.before.size(finding.path) is not None}
        former = judge_paths(self.before, suspects, _with_files(self.office, self.before), self.now)[0]
        before = {_key(finding) for finding in former if finding.severity is Severity.ERROR}
        return [finding for finding in errors if _key(finding) not in before]

    def _possibly_affected(self, change: FileChange) -> Iterator[str]:
        """Records that a changed file may make wrong."""
        if is_media(change.path):
            folder, _, name = change.path.rpartition("/")
            yield from self._records_with(name, folder)
        elif is_record(change.path):
            yield from self._partners(change)
            yield from self._linking_articles(change)

    def _partners(self, change: FileChange) -> Iterator[str]:
        """Records that a changed record names or named, or that name it."""
        is_request = bool(REQUEST_PATH.fullmatch(change.path))
        old, new = (self._named_record(change.path, tree) for tree in (self.before, self.after))
        for name in {old, new} - {"", None}:
            path = article_path(str(name)) if is_request else request_path(str(name))
            if is_record(path):
                yield path
        if change.added or (old is not None and old == new):
            return
        if article := ARTICLE_PATH.fullmatch(change.path):
            yield from self._records_with(article[1], REQUESTS_FOLDER)
        else:
            yield from self._records_with(_number(change.path), ARTICLES_FOLDER)

    def _linking_articles(self, change: FileChange) -> Iterator[str]:
        """Stories that link to the page of a changed record, which may come, go or open at another time."""
        if not change.added and self._page_conditions(change.path, self.before) != self._page_conditions(
            change.path, self.after
        ):
            year, name = change.path.removesuffix(".md").split("/")[-2:]  # "../name/" is a link too, "../0163/" is none
            yield from self._records_with(
                name if ARTICLE_PATH.fullmatch(change.path) else f"{year}/{name}", ARTICLES_FOLDER
            )

    def _page_conditions(self, path: str, tree: CommitFiles) -> object:
        """What decides whether a record has a page; None where it cannot be read."""
        version = read_unbroken(record_type(path), tree, path)
        if version is None:
            return None
        record = version.record
        if isinstance(record, Request):
            return record.letter.nature
        return record.status, record.publish_at, record.withdrawal

    def _named_record(self, path: str, tree: CommitFiles) -> str | None:
        """What a record names in a commit, "" for nothing; None where it cannot be judged with others."""
        version = read_unbroken(record_type(path), tree, path)
        if version is None:
            return None
        record = version.record
        if isinstance(record, Request):
            return (record.news or "") if record.id == _number(path) else None
        return record.request

    def _records_with(self, name: str, folder: str) -> Iterator[str]:
        """Records below a folder, in the result, in which a name stands."""
        paths = self.repository.grep_records((name, YAML_ESCAPE), self.commit_range.result, folder)
        return filter(is_record, paths)


def _with_files(office: Office | None, files: CommitFiles) -> Office | None:
    """An office that looks for its pictures in a commit."""
    return office.with_files(files) if office else None


def _number(path: str) -> str:
    """The agenda number in the path of a request."""
    year, number = number_in_path(path)
    return f"{year}-{number:04}"


def _key(finding: Finding) -> tuple[str, str, Any]:
    return finding.rule, finding.path, finding.place
