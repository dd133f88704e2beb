"""What of an office is public now: its stories, its register, and what had to be left out and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from workflow.figures.course import Course, make_course
from workflow.language.catalog import fill, tr
from workflow.records.archive import Archive, walk_archive
from workflow.records.article import Article, ArticleStatus
from workflow.records.office import Office
from workflow.records.request import Request
from workflow.rules.check import check_office
from workflow.rules.fields.path import REQUEST, article_path, request_path
from workflow.rules.view import Moment, RequestView
from workflow.site.body import UnfitBodyError, render_body
from workflow.site.register import Row, is_listed, make_row
from workflow.site.retraction import Retraction, make_retraction, was_read
from workflow.site.story import Story, make_story
from workflow.text.document import Document, read_document
from workflow.text.finding import Finding, Severity
from workflow.text.shape import shape

T = TypeVar("T")


class Newsroom(Struct, frozen=True):
    """Everything public of an office's records."""

    stories: tuple[Story, ...]
    """Newest first."""
    rows: tuple[Row, ...]
    """Newest letter first."""
    courses: dict[str, Course]
    """The way of each letter in `rows`, by its number."""
    notes: tuple[str, ...]
    """What was left out although it would be public, and which finding is the reason."""
    retractions: tuple[Retraction, ...] = ()
    """Stories that were public and were taken back, the latest withdrawal first."""


def open_newsroom(root: Path, office: Office, now: int) -> Newsroom:
    """Judge all records at an instant and take what the public may read."""
    report = check_office(root, (office, []), now)
    errors = {finding.path: finding for finding in reversed(report.findings) if finding.severity is Severity.ERROR}
    desk = _Desk(root, office, now, errors, walk_archive(root))
    stories = sorted(desk.stories(), key=lambda story: (story.published, story.address), reverse=True)
    rows = sorted(desk.rows(stories), key=lambda row: (row.received, row.number), reverse=True)
    retractions = sorted(desk.retractions(), key=lambda one: (one.at, one.address), reverse=True)
    return Newsroom(tuple(stories), tuple(rows), desk.courses, tuple(desk.notes), tuple(retractions))


class _Desk:
    """Reads the records one after the other; a broken one costs nothing but itself."""

    def __init__(self, root: Path, office: Office, now: int, errors: dict[str, Finding], archive: Archive) -> None:
        self.root, self.office, self.now, self.errors = root, office, now, errors
        self.notes: list[str] = []
        self.courses: dict[str, Course] = {}
        paths = archive.records()
        self.requests = {path: self.record(Request, path) for path in paths if REQUEST.fullmatch(path)}
        self.articles = {path: self.record(Article, path) for path in paths if path not in self.requests}

    def record(self, kind: type[T], path: str) -> tuple[T, Document] | None:
        """A record all of whose fields are sound."""
        document, findings = read_document(path, self.office.files.read(path) or b"")
        if document is None or findings:
            return None
        record, flaws = shape(kind, document.header, path)
        return None if flaws else (record, document)

    def stories(self) -> Iterator[Story]:
        for path, found in self.articles.items():
            if found is None:
                self.leave_out(path, self.errors.get(path))
            elif found[0].is_public(self.now):
                yield from self.story(path, *found)

    def story(self, path: str, article: Article, document: Document) -> Iterator[Story]:
        """The story of a public article, unless there is something wrong with it or its request."""
        origin = request_path(article.request)
        request = self.requests.get(origin)
        error = self.errors.get(path) or self.errors.get(origin)
        if error or request is None:
            self.leave_out(path, error)
            return
        try:
            yield make_story(path, article, request[0], self.office, render_body(document.body))
        except UnfitBodyError:
            self.notes.append(
                tr("{path} is left out of the site: its text is too long or too deeply nested.", path=path)
            )

    def retractions(self) -> Iterator[Retraction]:
        for path, found in self.articles.items():
            if found is None or not was_read(found[0], self.now):
                continue
            if path in self.errors:
                self.leave_out(path, self.errors[path])
            else:
                yield make_retraction(path, found[0], self.office)

    def rows(self, stories: list[Story]) -> Iterator[Row]:
        public = {story.source: story.address for story in stories}
        for path, found in self.requests.items():
            if found is None or path in self.errors:
                self.leave_out(path, self.errors.get(path))
            elif is_listed(found[0]):
                yield self.row(*found, public)

    def row(self, request: Request, document: Document, public: dict[str, str]) -> Row:
        view = RequestView(request, document, self.office, Moment(self.now))
        self.courses[request.id] = make_course(view, self.now)
        ended = view.walk.ended or request.withdrawn is not None
        news = article_path(request.news) if request.news else ""
        waiting = self.is_waiting(self.articles.get(news))
        return make_row(request, self.office, self.now, ended=ended, story=public.get(news, ""), waiting=waiting)

    def is_waiting(self, found: tuple[Article, Document] | None) -> bool:
        """Whether an article is published but under embargo."""
        if found is None or found[0].status is not ArticleStatus.PUBLISHED:
            return False
        return not found[0].is_public(self.now)

    def leave_out(self, path: str, error: Finding | None) -> None:
        reason = f" {error.rule} ({error.path}:{error.line}): {fill(error.message)}" if error else ""
        self.notes.append(tr("{path} is left out of the site.", path=path) + reason)
