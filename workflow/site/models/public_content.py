"""What of an office is public now: its stories, its register, and what had to be left out and why."""

from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.config.visibility import is_listed, was_read
from workflow.engine.check_office import check_office
from workflow.engine.report import Report
from workflow.i18n.catalog import fill, tr
from workflow.metrics.request_timing import RequestTiming
from workflow.records.article import Article, ArticleStatus
from workflow.records.content_index import walk_archive
from workflow.records.paths import REQUEST, article_path, request_path
from workflow.site.content.record_cache import RecordCache, RecordCopy
from workflow.site.content.request_snapshot import RequestSnapshot, timing_of
from workflow.site.models.register_row import RegisterRow, make_register_row
from workflow.site.models.retraction import Retraction, make_retraction
from workflow.site.models.service_report import ServiceReport, make_service_report
from workflow.site.models.story import Story, make_story
from workflow.text.finding import Finding, Severity


class PublicContent(Struct, frozen=True):
    """Everything public of an office's records."""

    stories: tuple[Story, ...]
    """Newest first."""
    rows: tuple[RegisterRow, ...]
    """Newest letter first."""
    courses: dict[str, RequestTiming]
    """The way of each letter in `rows`, by its number."""
    notes: tuple[str, ...]
    """What was left out although it would be public, and which finding is the reason."""
    service: ServiceReport
    """The figures of the letters in `rows`."""
    retractions: tuple[Retraction, ...] = ()
    """Stories that were public and were taken back, the latest withdrawal first."""
    faulty: dict[str, tuple[Finding, ...]] = {}
    """Articles that were left out, by path, and all that was found in them and their requests. Never published."""


def read_public_content(
    root: Path, office: Office, now: int, drafts: Collection[str] = (), withheld: Collection[str] = ()
) -> PublicContent:
    """Judge all records at an instant and take what the public may read.

    `drafts`: articles that are shown whatever their state, for a preview that goes to nobody but the office.
    `withheld`: records that are left out whatever their state.
    """
    archive = walk_archive(root)
    copies = RecordCache(root, office, archive, now)
    report = check_office(root, (office, []), now, judges=copies.judge, archive=archive)
    errors = {finding.path: finding for finding in reversed(report.findings) if finding.severity is Severity.ERROR}
    desk = _ContentSelection(office, now, errors, copies.finish())
    desk.drafts, desk.withheld = frozenset(drafts), frozenset(withheld)
    stories = sorted(desk.stories(), key=lambda story: (story.published, story.address), reverse=True)
    rows = sorted(desk.rows(stories), key=lambda row: (row.received, row.number), reverse=True)
    retractions = sorted(desk.retractions(), key=lambda one: (one.at, one.address), reverse=True)
    faulty = {path: findings_in(report, places) for path, places in desk.faulty.items()}
    ralat = (erratum.at for story in stories for erratum in story.corrections)
    service = make_service_report(office, [*desk.courses.values()], ralat, now)
    return PublicContent(
        tuple(stories), tuple(rows), desk.courses, tuple(desk.notes), service, tuple(retractions), faulty
    )


def findings_in(report: Report, paths: Collection[str]) -> tuple[Finding, ...]:
    """What a check found in some files."""
    return tuple(finding for finding in report.findings if finding.path in paths)


class _ContentSelection:
    """Goes through the records one after the other; a broken one costs nothing but itself."""

    def __init__(self, office: Office, now: int, errors: dict[str, Finding], copies: dict[str, RecordCopy]) -> None:
        self.office, self.now, self.errors = office, now, errors
        self.notes: list[str] = []
        self.courses: dict[str, RequestTiming] = {}
        self.drafts: frozenset[str] = frozenset()
        self.withheld: frozenset[str] = frozenset()
        self.faulty: dict[str, tuple[str, ...]] = {}
        """Articles that are left out, and the files that may be the reason."""
        self.dockets = {path: copy.docket for path, copy in copies.items() if REQUEST.fullmatch(path)}
        self.articles = {
            path: (copy.article, copy.body) if copy.article else None
            for path, copy in copies.items()
            if path not in self.dockets
        }

    def stories(self) -> Iterator[Story]:
        for path, found in self.articles.items():
            if path in self.withheld:
                self.leave_out(path, None)
            elif found is None:
                self.faulty[path] = (path,)
                self.leave_out(path, self.errors.get(path))
            elif path in self.drafts:
                yield from self.draft(path, *found)
            elif found[0].is_public(self.now):
                yield from self.story(path, *found)

    def story(self, path: str, article: Article, body: str | None) -> Iterator[Story]:
        """The story of a public article, unless there is something wrong with it or its request."""
        origin = request_path(article.request)
        docket = self.dockets.get(origin)
        error = self.errors.get(path) or self.errors.get(origin)
        if error or docket is None:
            self.faulty[path] = (path, origin)
            self.leave_out(path, error)
        elif body is None:
            self.notes.append(
                tr("{path} is left out of the site: its text is too long or too deeply nested.", path=path)
            )
        else:
            yield make_story(path, article, docket, self.office, body)

    def draft(self, path: str, article: Article, body: str | None) -> Iterator[Story]:
        """An article as it would look if it went out now; what is wrong with it is said elsewhere."""
        docket = self.dockets.get(request_path(article.request))
        if docket is None or body is None or article.category not in self.office.categories:
            self.faulty[path] = (path, request_path(article.request))
            self.leave_out(path, self.errors.get(path))
        else:
            yield make_story(
                path, replace(article, publish_at=article.publish_at or self.now), docket, self.office, body
            )

    def retractions(self) -> Iterator[Retraction]:
        for path, found in self.articles.items():
            if found is None or not was_read(found[0], self.now):
                continue
            if path in self.errors:
                self.leave_out(path, self.errors[path])
            else:
                yield make_retraction(path, found[0], self.office)

    def rows(self, stories: list[Story]) -> Iterator[RegisterRow]:
        public = {story.source: story.address for story in stories}
        for path, found in self.dockets.items():
            if found is None or path in self.errors or path in self.withheld:
                self.leave_out(path, self.errors.get(path))
            elif is_listed(found.nature):
                yield self.row(found, public)

    def row(self, docket: RequestSnapshot, public: dict[str, str]) -> RegisterRow:
        course = self.courses[docket.number] = timing_of(docket, self.office, self.now)
        news = article_path(docket.news) if docket.news else ""
        waiting = self.is_waiting(self.articles.get(news))
        ended = course.ended is not None
        return make_register_row(
            docket, self.office, self.now, ended=ended, story=public.get(news, ""), waiting=waiting
        )

    def is_waiting(self, found: tuple[Article, str | None] | None) -> bool:
        """Whether an article is published but under embargo."""
        if found is None or found[0].status is not ArticleStatus.PUBLISHED:
            return False
        return not found[0].is_public(self.now)

    def leave_out(self, path: str, error: Finding | None) -> None:
        reason = f" {error.rule} ({error.path}:{error.line}): {fill(error.message)}" if error else ""
        self.notes.append(tr("{path} is left out of the site.", path=path) + reason)
