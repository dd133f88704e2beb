"""Collects what the figures are made of from the records: timings of letters, published stories, corrections.

It is the selection that the public site makes, so that documents and pages count the same: no confidential letter,
nothing with an error, only stories that are public by then.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, msgpack

from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.engine.check_office import check_office
from workflow.infra.disk_cache import decode_number, encode
from workflow.infra.parallel import chunks, map_in_processes, worker_count
from workflow.metrics.request_timing import RequestTiming, time_request
from workflow.queries.open_requests import load_request
from workflow.records.article import ActKind, Article, ImportedArticle
from workflow.records.content_index import index_content
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, request_path
from workflow.records.read import read_whole
from workflow.text.finding import Severity
from workflow.text.markdown import is_safe_to_parse

PARALLEL_FROM = 400
"""Records from which on the work is spread over the processors."""


class PublishedArticle(Struct, frozen=True):
    """A story that is public, as far as it is counted."""

    key: str
    """Its year and name."""
    title: str
    category: str
    published: int
    """Seconds since the epoch."""
    corrections: tuple[int, ...]


class MetricsInput(Struct, frozen=True):
    """What is counted."""

    courses: tuple[RequestTiming, ...]
    stories: tuple[PublishedArticle, ...]
    """The oldest first."""

    @property
    def corrections(self) -> list[int]:
        """When published texts were corrected."""
        return [at for story in self.stories for at in story.corrections]


class _Counted(Struct, frozen=True, array_like=True):
    """What one record gives: a letter's timing where it may be counted, or a story and the letter it is from."""

    timing: RequestTiming | None = None
    story: PublishedArticle | None = None
    origin: str = ""
    """Path of the request: the record's own, or the one that an article names."""


def collect_metrics(root: Path, office: Office, now: int) -> MetricsInput:
    """Read all records of an office and judge them, over the processors."""
    report = check_office(root, (office, []), now)
    broken = {finding.path for finding in report.findings if finding.severity is Severity.ERROR}
    paths = [path for path in index_content(root).records() if path not in broken]

    def share(paths: Sequence[str]) -> bytes:
        return encode([_read(office, path, now) for path in paths])

    decoder = msgpack.Decoder(list[_Counted], dec_hook=decode_number)
    workers = worker_count() if len(paths) >= PARALLEL_FROM else 1
    counted = [one for data in map_in_processes(share, chunks(paths), workers) for one in decoder.decode(data)]
    letters = {one.origin for one in counted if one.story is None}
    timings = tuple(one.timing for one in counted if one.timing)
    stories = [one.story for one in counted if one.story and one.origin in letters]
    return MetricsInput(timings, tuple(sorted(stories, key=lambda one: (one.published, one.key))))


def _read(office: Office, path: str, now: int) -> _Counted:
    if REQUEST_PATH.fullmatch(path):
        view = load_request(office.files, path, office, now)
        if view is None:
            return _Counted()
        return _Counted(time_request(view, now) if is_listed(view.record.letter.nature) else None, None, path)
    article = _public_article(office, path, now)
    return _Counted(None, _story(path, article, now), request_path(article.request)) if article else _Counted()


def _public_article(office: Office, path: str, now: int) -> Article | None:
    found = read_whole(Article, office.files, path)
    if found is None or isinstance(found.record, ImportedArticle):  # no letter asked for it, so it counts for none
        return None
    return found.record if found.record.is_public(now) and is_safe_to_parse(found.document.body) else None


def _story(path: str, article: Article, now: int) -> PublishedArticle:
    [key] = ARTICLE_PATH.fullmatch(path).groups()  # type: ignore[union-attr]  # the archive's paths are articles
    corrected = tuple(one.at for one in article.public_acts if one.act is ActKind.CORRECTION and one.at <= now)
    return PublishedArticle(key, article.title, article.category, int(article.publish_at or 0), corrected)
