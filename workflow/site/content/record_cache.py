"""A cache of records as the site needs them: a request's snapshot, an article with its text as safe HTML.

Reading a record and rendering its text is most of the work of a build, so the result is kept in the user's cache folder
by what the file system says of the record, a file for each folder of the archive. What must be read anew is read once,
for the check too, and spread over the processors. What is lost or spoiled is made again.
"""

from collections.abc import Iterable
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import markdown_it
from msgspec import Struct, msgpack

from workflow.infra.file_state import FileStat
from workflow.records.content_index import ContentIndex
from workflow.records.article import Article, ImportedArticle
from workflow.config.office import Office
from workflow.config.visibility import without_office_texts
from workflow.records.request import Request
from workflow.infra import disk_cache
from workflow.engine.run_rules import Verdict, judge, judge_version
from workflow.records.read import RecordVersion, read_record, record_type
from workflow.engine.check_files import is_record, judge_file
from workflow.infra.parallel import worker_count, chunks, map_in_processes
from workflow.site.content.request_snapshot import RequestSnapshot, make_snapshot
from workflow.site.content.story_words import story_words
from workflow.text.safe_html import StoryText, UnfitBodyError, render_story
from workflow.text.finding import Severity

PARALLEL_FROM = 100
"""Records from which on the work is spread over the processors."""


class RecordCopy(Struct, frozen=True, array_like=True):
    """What one record says, if all of its fields are sound."""

    snapshot: RequestSnapshot | None = None
    written: Article | None = None
    body: StoryText | None = None
    """An article's text; None where it cannot be shown."""
    imported: ImportedArticle | None = None
    words: dict[str, int] = {}
    """Of a story: what may say what it is about."""

    @property
    def article(self) -> Article | None:
        """A story, whichever kind it is."""
        return self.written or self.imported


class CachedCopy(Struct, frozen=True, array_like=True):
    """A copy, and the state of the file it was made from."""

    stamp: FileStat
    copy: RecordCopy


class ReadRecord(Struct, frozen=True, array_like=True):
    """What comes of reading a record once."""

    verdict: Verdict
    copy: RecordCopy | None
    """None where one is there already."""


class RecordCache:
    """The copies of all records at an instant: cached ones, those that the check reads (`judge`), then all (`finish`)."""

    def __init__(self, root: Path, office: Office, index: ContentIndex, now: int) -> None:
        self.root, self.office, self.index, self.now = root, office, index, now
        self.copies: dict[str, RecordCopy] = {}
        self._key = f"{disk_cache.cache_key(office.digest)}:{markdown_it.__version__}:{version('nh3')}"
        self._stale = {folder for folder, paths in self._folders() if not self._take_over(folder, paths)}

    def _folders(self) -> Iterable[tuple[str, list[str]]]:
        folders = groupby(self.index.records(), key=lambda path: path.rpartition("/")[0])
        return [(folder, list(paths)) for folder, paths in folders]

    def _place(self, folder: str) -> Path:
        return disk_cache.cache_file(self.root, f"copies-{folder.replace('/', '-')}")

    def _take_over(self, folder: str, paths: list[str]) -> bool:
        """Take what is cached of a folder's records; whether that is all of them and nothing else."""
        cached = disk_cache.read(self._place(folder), self._key, dict[str, CachedCopy]) or {}
        files = self.index.files
        fresh = {path: cached[path].copy for path in paths if path in cached and cached[path].stamp == files[path]}
        self.copies |= fresh
        return len(fresh) == len(cached) == len(paths)

    def judge(self, paths: list[str]) -> dict[str, Verdict]:
        """Verdicts for the check, and copies of the same records where there are none yet."""
        verdicts: dict[str, Verdict] = {}
        for path, reading in self._read(paths):
            verdicts[path] = reading.verdict
            if reading.copy:
                self.copies[path] = reading.copy
        return verdicts

    def finish(self) -> dict[str, RecordCopy]:
        """A copy of every record, by its path; all of them are kept for the next build."""
        self.judge([path for path in self.index.records() if path not in self.copies and is_record(path)])
        for folder, paths in self._folders():
            self.copies |= {path: RecordCopy() for path in paths if path not in self.copies}
            if folder in self._stale:
                self._keep(folder, paths)
        return self.copies

    def _keep(self, folder: str, paths: list[str]) -> None:
        stamped = {path: CachedCopy(self.index.files[path], self.copies[path]) for path in paths}
        settled = {path: one for path, one in stamped.items() if disk_cache.is_settled(one.stamp.changed)}
        disk_cache.write(self._place(folder), self._key, settled)

    def _read(self, paths: list[str]) -> Iterable[tuple[str, ReadRecord]]:
        workers = worker_count() if len(paths) >= PARALLEL_FROM else 1
        if workers == 1:
            return [(path, self._read_one(path)) for path in paths]
        decoder = msgpack.Decoder(list[ReadRecord], dec_hook=disk_cache.decode_number)
        readings = (one for data in map_in_processes(self._read_share, chunks(paths), workers) for one in decoder.decode(data))
        return zip(paths, readings, strict=True)

    def _read_share(self, paths: list[str]) -> bytes:
        return disk_cache.encode([self._read_one(path) for path in paths])

    def _read_one(self, path: str) -> ReadRecord:
        data = self.office.files.read(path)
        if data is None:
            return ReadRecord(judge_file(self.office.files, path, self.office, self.now), RecordCopy())
        version = read_record(record_type(path), path, data)
        verdict = judge_version(version, self.office, self.now) if version else judge(path, data, self.office, self.now)
        if path in self.copies:
            return ReadRecord(verdict, None)
        if version is None or not version.is_whole:
            return ReadRecord(verdict, RecordCopy())
        return ReadRecord(verdict, self._copy(version, verdict))

    def _copy(self, version: RecordVersion[Request | Article], verdict: Verdict) -> RecordCopy:
        record = version.record
        if isinstance(record, Request):
            sound = all(finding.severity is not Severity.ERROR for finding in verdict.findings)
            return RecordCopy(snapshot=make_snapshot(record, self.office, self.now, sound=sound))
        try:
            body = render_story(version.document.body)
        except UnfitBodyError:
            body = None
        story = without_office_texts(record)
        words = story_words(story, body.html if body else "")
        if isinstance(story, ImportedArticle):
            return RecordCopy(imported=story, body=body, words=words)
        return RecordCopy(written=story, body=body, words=words)
