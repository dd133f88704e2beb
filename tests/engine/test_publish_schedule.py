"""The publication schedule reads an article again when its file has changed, and no other."""

from pathlib import Path

import pytest

from tests.support.offices import edited
from tests.support.sample_site import sample_office
from workflow.engine import publish_schedule
from workflow.engine.publish_schedule import published_articles
from workflow.infra import disk_cache
from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.records.read import RecordVersion, read_whole

STORY = "content/news/2026/loket-terpadu-sandai.md"


def test_what_is_kept_says_what_the_files_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(disk_cache, "is_settled", lambda changed: changed > 0)
    root = sample_office(tmp_path / "office")
    first = published_articles(root)
    assert STORY in [one.path for one in first]
    read: list[str] = []

    def reads(kind: type[Article], files: Files, path: str) -> RecordVersion[Article] | None:
        read.append(path)
        return read_whole(kind, files, path)

    monkeypatch.setattr(publish_schedule, "read_whole", reads)
    assert (published_articles(root), read) == (first, [])
    edited(root, STORY, "title: Loket", "title: Gerai")
    again = published_articles(root)
    assert read == [STORY]
    assert [one for one in again if one not in first] == [one for one in again if one.path == STORY]
    assert again == published_articles(root, keep=False)
    (root / STORY).unlink()
    assert published_articles(root) == [one for one in first if one.path != STORY]
