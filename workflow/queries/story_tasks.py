"""What waits for the office with published stories: those to be looked at again, and reports without an answer.

Nothing of this is for the public.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.message import Day, InstantValue, Message, say
from workflow.records.article import Article
from workflow.records.content_index import index_content
from workflow.records.file_source import Folder
from workflow.records.mistake_report import report_number
from workflow.records.paths import ARTICLE_PATH
from workflow.records.read import read_whole

TASK_FIELDS = (b"review_at", b"reports:")
"""Only the few files that hold one of these are read whole."""


class StoryTask(Struct, frozen=True):
    """Something that somebody of the office has to do with a published story."""

    path: str
    title: str
    what: Message


def story_tasks(root: Path, office: Office, now: int) -> list[StoryTask]:
    """All of it, by the stories' files."""
    files, tasks = Folder(root), list[StoryTask]()
    for path in index_content(root).records():
        match, data = ARTICLE_PATH.fullmatch(path), files.read(path) or b""
        if match is None or not any(name in data for name in TASK_FIELDS):
            continue
        version = read_whole(Article, files, path)
        if version:
            tasks += (
                StoryTask(path, version.record.title, what) for what in _tasks(version.record, match[1], office, now)
            )
    return tasks


def _tasks(article: Article, key: str, office: Office, now: int) -> Iterator[Message]:
    today = dt.datetime.fromtimestamp(now, office.timeline.zone).date()
    if article.is_public(now) and article.review_at and article.review_at <= today:
        yield say(
            "Was to be looked at again on {day}: does it still hold? Update it or say until when it is valid, then "
            "move `review_at` on or take it out.",
            day=Day(article.review_at.isoformat()),
        )
    for place, report in enumerate(article.reports, 1):
        if report.is_open:
            number, when = report_number(article.request, key, place), InstantValue(report.received, office.zone)
            yield say(
                "Report {number} of {when} has no answer yet: look into it, correct the story or say why it stands, "
                "then answer it (in a comment: `/jawab-keliru`; on a computer: `redaksi mistake`).",
                number=number,
                when=when,
            )
