"""The publication schedule: what changes on the site though nobody changes a file, ahead or since another time."""

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.engine.check_office import check_files
from workflow.infra import disk_cache
from workflow.infra.file_state import FileStat
from workflow.records.article import Article, ArticleStatus
from workflow.records.content_index import index_content
from workflow.records.event import Event
from workflow.records.event_time import last_moment, time_flaw
from workflow.records.file_source import Folder
from workflow.records.paths import ARTICLE_PATH, request_path
from workflow.records.read import read_whole
from workflow.text.finding import Severity


class ScheduledArticle(Struct, frozen=True):
    """A published article and when readers may see it."""

    path: str
    title: str
    opens: int
    """Seconds since the epoch."""
    fine: bool
    """Neither it nor its request has an error; else it stays closed."""


class PublishedArticle(Struct, frozen=True, array_like=True):
    """What a published article says of the times at which its page changes, in seconds since the epoch."""

    path: str
    title: str
    request: str
    """The key of its letter; "" for none."""
    opens: int | None
    ends: int | None
    event: Event | None
    """What it announces, which the agenda shows among what is over from its end on."""


class _ReadArticle(Struct, frozen=True, array_like=True):
    """A file that was read, in the state that it had."""

    stamp: FileStat
    published: PublishedArticle | None
    """None of one that is not published, or has a flaw in its form."""


def published_articles(root: Path, *, keep: bool = True) -> list[PublishedArticle]:
    """The published articles, by path. A file is read anew when it has changed: a clock asks every few minutes.

    `keep`: write what was read into the user's cache, for the next time.
    """
    files, stamps = Folder(root), index_content(root).files
    place, key = disk_cache.cache_file(root, "times"), disk_cache.program_digest()
    before = disk_cache.read(place, key, dict[str, _ReadArticle]) or {}
    known = {path: one for path, one in before.items() if stamps.get(path) == one.stamp}
    paths = [path for path in sorted(stamps) if ARTICLE_PATH.fullmatch(path)]
    read = {path: known.get(path) or _ReadArticle(stamps[path], _published(files, path)) for path in paths}
    if keep and read != before:
        settled = {path: one for path, one in read.items() if disk_cache.is_settled(one.stamp.changed)}
        disk_cache.write(place, key, settled)
    return [one.published for one in read.values() if one.published]


def _published(files: Folder, path: str) -> PublishedArticle | None:
    version = read_whole(Article, files, path)
    if version is None or version.record.status is not ArticleStatus.PUBLISHED:
        return None
    article = version.record
    opens, ends = (None if at is None else int(at) for at in (article.publish_at, article.valid_until))
    return PublishedArticle(path, article.title, article.request or "", opens, ends, article.event)


def scheduled_articles(
    root: Path, office: Office, articles: Iterable[PublishedArticle], after: int, now: int
) -> list[ScheduledArticle]:
    """The published articles that open later than `after`, the earliest first. Judged at `now`."""
    waiting = sorted((one.opens, one.path, one) for one in articles if one.opens is not None and one.opens > after)
    broken = _broken(root, office, [one for _, _, one in waiting], now)
    return [ScheduledArticle(path, one.title, opens, path not in broken) for opens, path, one in waiting]


def ends_and_notices(office: Office, articles: Collection[PublishedArticle], after: int) -> list[int]:
    """When, later than `after`, the site changes too: a story, event or topic ends, or a notice begins or ends."""
    times = {int(at) for one in office.announcements.values() for at in (one.start, one.until)}
    times |= {int(at) for one in office.emergency.values() for at in (one.start, one.until)}
    times |= {int(one.ended) for one in office.topics.values() if one.ended is not None}
    times |= {one.ends for one in articles if one.ends is not None}
    times |= {last_moment(one.event, office.zone) for one in articles if one.event and not time_flaw(one.event)}
    return sorted(at for at in times if at > after)


def week_begin(office: Office, at: int) -> int:
    """When the week of an instant began on the office's clock: then the digest of the week before is due."""
    day = dt.datetime.fromtimestamp(at, office.timeline.zone).date()
    return office.timeline.at(day - dt.timedelta(days=day.weekday()), 0)


def _broken(root: Path, office: Office, articles: Iterable[PublishedArticle], now: int) -> set[str]:
    """The articles that, or whose requests, have an error."""
    pairs = {one.path: request_path(one.request) if one.request else one.path for one in articles}
    report = check_files(root, (office, []), {*pairs, *pairs.values()}, now)
    wrong = {finding.path for finding in report.findings if finding.severity is Severity.ERROR}
    return {path for path, origin in pairs.items() if {path, origin} & wrong}
