"""The publication schedule: what changes on the site though nobody changes a file, ahead or since another time."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.engine.check_office import check_files
from workflow.records.article import Article, ArticleStatus
from workflow.records.content_index import index_content
from workflow.records.file_source import Folder
from workflow.records.paths import ARTICLE_PATH, request_path
from workflow.records.read import read_whole
from workflow.text.finding import Severity

VALIDITY_FIELD = b"valid_until"
"""Only the few files that hold it are read whole."""


class ScheduledArticle(Struct, frozen=True):
    """A published article and when readers may see it."""

    path: str
    title: str
    opens: int
    """Seconds since the epoch."""
    fine: bool
    """Neither it nor its request has an error; else it stays closed."""


def scheduled_articles(root: Path, office: Office, after: int, now: int) -> list[ScheduledArticle]:
    """The published articles that open later than `after`, the earliest first. Judged at `now`."""
    files = Folder(root)
    waiting: list[tuple[int, str, Article]] = []
    for path in index_content(root).records():
        if not ARTICLE_PATH.fullmatch(path):
            continue
        version = read_whole(Article, files, path)
        if version is None or version.record.status is not ArticleStatus.PUBLISHED:
            continue
        opens = version.record.publish_at
        if opens is not None and opens > after:
            waiting.append((opens, path, version.record))
    broken = _broken(root, office, [(path, article) for _, path, article in waiting], now)
    return [
        ScheduledArticle(path, article.title, int(at), path not in broken)
        for at, path, article in sorted(waiting, key=_order)
    ]


def ends_and_notices(root: Path, office: Office, after: int) -> list[int]:
    """When, later than `after`, a story or topic ends, or a notice begins or ends: the site changes then too."""
    times = {int(at) for one in office.announcements.values() for at in (one.start, one.until)}
    times |= {int(at) for one in office.emergency.values() for at in (one.start, one.until)}
    times |= {int(one.ended) for one in office.topics.values() if one.ended is not None}
    files = Folder(root)
    for path in index_content(root).records():
        if ARTICLE_PATH.fullmatch(path) and VALIDITY_FIELD in (files.read(path) or b""):
            version = read_whole(Article, files, path)
            if version and version.record.status is ArticleStatus.PUBLISHED and version.record.valid_until is not None:
                times.add(int(version.record.valid_until))
    return sorted(at for at in times if at > after)


def week_begin(office: Office, at: int) -> int:
    """When the week of an instant began on the office's clock: then the digest of the week before is due."""
    day = dt.datetime.fromtimestamp(at, office.timeline.zone).date()
    return office.timeline.at(day - dt.timedelta(days=day.weekday()), 0)


def _order(waiting: tuple[int, str, Article]) -> tuple[int, str]:
    return waiting[:2]


def _broken(root: Path, office: Office, articles: Iterable[tuple[str, Article]], now: int) -> set[str]:
    """The articles that, or whose requests, have an error."""
    pairs = {path: request_path(article.request) if article.request else path for path, article in articles}
    report = check_files(root, (office, []), {*pairs, *pairs.values()}, now)
    wrong = {finding.path for finding in report.findings if finding.severity is Severity.ERROR}
    return {path for path, origin in pairs.items() if {path, origin} & wrong}
