"""Everything the figures are made of, read from the records: the courses of letters, published stories, corrections.

It is the selection that the public site makes, so that papers and pages count the same: no confidential letter, nothing
with an error, only stories that are public by then.
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
from workflow.records.article import ActKind, Article
from workflow.records.content_index import index_content
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, request_path
from workflow.text.document import read_document
from workflow.text.finding import Severity
from workflow.text.markdown import is_safe_to_parse
from workflow.text.validate import validate

PARALLEL_FROM = 400
"""Records from which on the work is spread over the processors."""


class PublishedArticle(Struct, frozen=True):
    """A story that is public."""

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


class _Found(Struct, frozen=True, array_like=True):
    """What one record gives: a letter's course where it may be counted, or a story and the letter it is from."""

    course: RequestTiming | None = None
    told: PublishedArticle | None = None
    origin: str = ""
    """Path of the request: the record's own, or the one that an article names."""


def collect_metrics(root: Path, office: Office, now: int) -> MetricsInput:
    """Read all records of an office and judge them, over the processors."""
    report = check_office(root, (office, []), now)
    broken = {finding.path for finding in report.findings if finding.severity is Severity.ERROR}
    paths = [path for path in index_content(root).records() if path not in broken]

    def share(paths: Sequence[str]) -> bytes:
        return encode([_read(office, path, now) for path in paths])

    decoder = msgpack.Decoder(list[_Found], dec_hook=decode_number)
    workers = worker_count() if len(paths) >= PARALLEL_FROM else 1
    found = [one for data in map_in_processes(share, chunks(paths), workers) for one in decoder.decode(data)]
    known = {one.origin for one in found if one.told is None}
    courses = tuple(one.course for one in found if one.course)
    stories = [one.told for one in found if one.told and one.origin in known]
    return MetricsInput(courses, tuple(sorted(stories, key=lambda one: (one.published, one.key))))


def _read(office: Office, path: str, now: int) -> _Found:
    if REQUEST_PATH.fullmatch(path):
        view = load_request(office.files, path, office, now)
        if view is None:
            return _Found()
        return _Found(time_request(view, now) if is_listed(view.record.letter.nature) else None, None, path)
    article = _public(office, path, now)
    return _Found(None, _told(path, article, now), request_path(article.request)) if article else _Found()


def _public(office: Office, path: str, now: int) -> Article | None:
    document, findings = read_document(path, office.files.read(path) or b"")
    if document is None or findings:
        return None
    article, flaws = validate(Article, document.header, path)
    return article if not flaws and article.is_public(now) and is_safe_to_parse(document.body) else None


def _told(path: str, article: Article, now: int) -> PublishedArticle:
    [key] = ARTICLE_PATH.fullmatch(path).groups()  # type: ignore[union-attr]  # the archive's paths are articles
    at = tuple(one.at for one in article.public_acts if one.act is ActKind.CORRECTION and one.at <= now)
    return PublishedArticle(key, article.title, article.category, int(article.publish_at or 0), at)
