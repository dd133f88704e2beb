"""Selects what of an office is public now: its stories, its register, and what had to be left out and why."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.office import Office
from workflow.config.pages.topics import Topic
from workflow.config.visibility import is_listed, was_public_once
from workflow.engine.check_office import check_office
from workflow.engine.report import Report
from workflow.i18n.catalog import tr, translate
from workflow.metrics.request_timing import RequestTiming
from workflow.records.article import Article, ArticleStatus
from workflow.records.content_index import index_content
from workflow.records.paths import REQUEST_PATH, article_path, request_path
from workflow.site.content.record_cache import RecordCache, RecordCopy
from workflow.site.content.request_snapshot import RequestSnapshot, timing_of
from workflow.site.models.corrections import correction_entries
from workflow.site.models.gathered.agenda import agenda_entries
from workflow.site.models.gathered.digests import Digest, make_digests
from workflow.site.models.gathered.topics import TopicPage, make_topics
from workflow.site.models.register_row import RegisterRow, make_register_row
from workflow.site.models.retraction import Retraction, make_retraction
from workflow.site.models.service_report import ServiceReport, make_service_report
from workflow.site.models.story import Card, Story, make_story
from workflow.text.finding import Finding, Severity


class PublicContent(Struct, frozen=True):
    """Everything public of an office's records."""

    stories: tuple[Story, ...]
    """Newest first."""
    rows: tuple[RegisterRow, ...]
    """Newest letter first."""
    timings: dict[str, RequestTiming]
    """The way of each letter in `rows` through the SOP, by its number."""
    notes: tuple[str, ...]
    """What was left out although it would be public, and which finding is the reason."""
    service: ServiceReport
    """The figures of the letters in `rows`."""
    retractions: tuple[Retraction, ...] = ()
    """Stories that were public and were taken back, the latest withdrawal first."""
    faulty: dict[str, tuple[Finding, ...]] = {}
    """Articles that were left out, by path, and all that was found in them and their requests. Never published."""
    words: dict[str, dict[str, int]] = {}
    """What may say what a story is about, by its address; see `content/story_words.py`."""
    topic_cards: dict[str, Card] = {}
    """The picture that is shown with a link to a topic, by its address."""
    topics: tuple[TopicPage, ...] = ()
    """Topics with a story that can be read, what is live first; set once the stories are complete."""
    digests: tuple[Digest, ...] = ()
    """The weeks that are over, the latest first; set with them."""


def read_public_content(
    root: Path, office: Office, now: int, drafts: Collection[str] = (), withheld: Collection[str] = ()
) -> PublicContent:
    """Check all records at an instant and take what the public may read.

    `drafts`: articles that are shown whatever their state, for a preview that goes to nobody but the office.
    `withheld`: records that are left out whatever their state.
    """
    index = index_content(root)
    copies = RecordCache(root, office, index, now)
    report = check_office(root, (office, []), now, judges=copies.judge, archive=index)
    selection = _ContentSelection(office, now, report, copies.finish(), frozenset(drafts), frozenset(withheld))
    stories = sorted(selection.stories(), key=lambda story: (story.published, story.address), reverse=True)
    listed = list(selection.listed_requests())
    timings = {snapshot.number: timing_of(snapshot, office, now) for snapshot in listed}
    published = {story.source: story.address for story in stories}
    rows = [selection.row(snapshot, timings[snapshot.number], published) for snapshot in listed]
    retractions = sorted(selection.retractions(), key=lambda gone: (gone.at, gone.address), reverse=True)
    corrected = (correction.at for story in stories if story.former_site is None for correction in story.corrections)
    return PublicContent(
        stories=tuple(stories),
        rows=tuple(sorted(rows, key=lambda row: (row.received, row.number), reverse=True)),
        timings=timings,
        notes=tuple(selection.notes),
        service=make_service_report(office, [*timings.values()], corrected, now),
        retractions=tuple(retractions),
        faulty={path: findings_in(report, files) for path, files in selection.faulty.items()},
        words={story.address: selection.articles[story.source].words for story in stories},
    )


def with_gathered(news: PublicContent, topics: Mapping[str, Topic], office: Office, now: int) -> PublicContent:
    """The same with what gathers its stories, topics and weekly digests; once the stories have their pictures."""
    cards = [replace(story, body="") for story in news.stories]
    mended = correction_entries(cards, news.retractions)
    digests = make_digests(cards, mended, agenda_entries(cards), office.zone, now)
    return replace(news, topics=tuple(make_topics(topics, cards, now, news.topic_cards)), digests=tuple(digests))


def findings_in(report: Report, paths: Collection[str]) -> tuple[Finding, ...]:
    """What a check found in some files."""
    return tuple(finding for finding in report.findings if finding.path in paths)


class _ContentSelection:
    """Takes the public records of all, and notes what is left out; a broken record costs nothing but itself."""

    def __init__(
        self,
        office: Office,
        now: int,
        report: Report,
        copies: dict[str, RecordCopy],
        drafts: frozenset[str],
        withheld: frozenset[str],
    ) -> None:
        self.office, self.now, self.drafts, self.withheld = office, now, drafts, withheld
        self.errors = {
            finding.path: finding for finding in reversed(report.findings) if finding.severity is Severity.ERROR
        }
        self.snapshots = {path: copy.snapshot for path, copy in copies.items() if REQUEST_PATH.fullmatch(path)}
        self.articles = {path: copy for path, copy in copies.items() if path not in self.snapshots}
        self.notes: list[str] = []
        self.faulty: dict[str, tuple[str, ...]] = {}
        """Articles that are left out, and the files that may be the reason."""

    def stories(self) -> Iterator[Story]:
        """The articles that anybody may read now, and the drafts that are asked for."""
        for path, copy in self.articles.items():
            if path in self.withheld:
                self.leave_out(path, None)
            elif copy.article is None:
                self.faulty[path] = (path,)
                self.leave_out(path, self.errors.get(path))
            elif path in self.drafts:
                yield from self.draft(path, copy.article, copy.body)
            elif copy.article.is_public(self.now):
                yield from self.story(path, copy.article, copy.body)

    def story(self, path: str, article: Article, body: str | None) -> Iterator[Story]:
        """The story of a public article, unless there is something wrong with it or its request."""
        origin = request_path(article.request) if article.request else ""
        snapshot = self.snapshots.get(origin)
        error = self.errors.get(path) or self.errors.get(origin)
        if error or (origin and snapshot is None):
            self.faulty[path] = (path, origin) if origin else (path,)
            self.leave_out(path, error)
        elif body is None:
            self.notes.append(
                tr("{path} is left out of the site: its text is too long or too deeply nested.", path=path)
            )
        else:
            yield make_story(path, article, snapshot, self.office, body, self.now)

    def draft(self, path: str, article: Article, body: str | None) -> Iterator[Story]:
        """An article as it would look if it went out now; what is wrong with it is said elsewhere."""
        origin = request_path(article.request) if article.request else ""
        snapshot = self.snapshots.get(origin)
        if (origin and snapshot is None) or body is None or article.category not in self.office.categories:
            self.faulty[path] = (path, origin) if origin else (path,)
            self.leave_out(path, self.errors.get(path))
        else:
            published = replace(article, publish_at=article.publish_at or self.now)
            yield make_story(path, published, snapshot, self.office, body, self.now)

    def retractions(self) -> Iterator[Retraction]:
        """The withdrawn articles that readers could see."""
        for path, copy in self.articles.items():
            if copy.article is None or not was_public_once(copy.article, self.now):
                continue
            if path in self.errors:
                self.leave_out(path, self.errors[path])
            else:
                yield make_retraction(path, copy.article, self.office)

    def listed_requests(self) -> Iterator[RequestSnapshot]:
        """The requests of the public register; confidential ones are not in it."""
        for path, snapshot in self.snapshots.items():
            if snapshot is None or path in self.errors or path in self.withheld:
                self.leave_out(path, self.errors.get(path))
            elif is_listed(snapshot.nature):
                yield snapshot

    def row(self, snapshot: RequestSnapshot, timing: RequestTiming, published: Mapping[str, str]) -> RegisterRow:
        """A request's line in the register. `published`: the addresses of stories by their files."""
        news = article_path(snapshot.news) if snapshot.news else ""
        return make_register_row(
            snapshot,
            timing,
            self.office,
            self.now,
            story=published.get(news, ""),
            waiting=self.is_waiting(news),
        )

    def is_waiting(self, path: str) -> bool:
        """Whether an article is published but under embargo."""
        article = self.articles[path].article if path in self.articles else None
        if article is None or article.status is not ArticleStatus.PUBLISHED:
            return False
        return not article.is_public(self.now)

    def leave_out(self, path: str, error: Finding | None) -> None:
        """Note that a record is not on the site, and why."""
        reason = f" {error.rule} ({error.path}:{error.line}): {translate(error.message)}" if error else ""
        self.notes.append(tr("{path} is left out of the site.", path=path) + reason)
