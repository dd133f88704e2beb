"""A cache of what all records ask of the site: each is read once until it changes.

The page maker uses none of this code, and its caches are others, so that an error in it does not hide here too.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, msgpack
from msgspec.structs import replace

from workflow.infra import disk_cache
from workflow.infra.file_state import FileStat, FileState, read_file, revalidate
from workflow.infra.parallel import chunks, map_in_processes, worker_count
from workflow.records.content_index import index_content
from workflow.site_audit.file_facts import ValueFilter, packed_words
from workflow.site_audit.leaks import PrivateValues
from workflow.site_audit.record_expectations import RecordExpectations, expectations_of

T = TypeVar("T")
PARALLEL_FROM = 200
"""Records from which on the work is spread over the processors."""


class CachedExpectations(Struct, frozen=True, array_like=True):
    """What a record asks for, and the state in which it was read."""

    state: FileState
    expected: RecordExpectations
    words: bytes
    """Of its public texts."""


class KnownExpectations(Struct, frozen=True, array_like=True):
    """What is known of an archive."""

    records: dict[str, CachedExpectations] = {}
    values: frozenset[str] = frozenset()
    """The private values that were looked for in public texts."""
    public: dict[str, str] = {}
    """Those that stand in one, and the record it is of."""


class ExpectationsCache:
    """The records in a folder at an instant."""

    def __init__(self, root: Path, now: int) -> None:
        self.root, self.now = root, now
        self._place, self._key = disk_cache.cache_file(root, "told"), disk_cache.cache_key("")
        self._before = disk_cache.read(self._place, self._key, KnownExpectations) or KnownExpectations()
        archive = index_content(root)
        self._valid = self._take_over(archive.files)
        missing = [path for path in archive.records() if path not in self._valid]
        self._fresh = dict(zip(missing, _map(self._read, missing, CachedExpectations), strict=True))
        self._records = self._valid | self._fresh

    def _take_over(self, files: dict[str, FileStat]) -> dict[str, CachedExpectations]:
        """What is known of records that have not changed, and that ask for the same now."""
        valid = {}
        for path, cached in self._before.records.items():
            state = revalidate(cached.state, files.get(path), self.root, path)
            if state and cached.expected.since <= self.now < cached.expected.until:
                valid[path] = cached if state is cached.state else replace(cached, state=state)
        return valid

    def _read(self, path: str) -> CachedExpectations:
        data, state = read_file(self.root / path)
        expected = expectations_of(path, data, self.now)
        return CachedExpectations(state, expected, packed_words(expected.texts))

    def by_record(self) -> dict[str, RecordExpectations]:
        """What each record asks for, by its path."""
        return {path: cached.expected for path, cached in self._records.items()}

    def public_values(self, secrets: PrivateValues) -> set[str]:
        """Which private values of the whole office stand in public texts. All that is known is kept for the next time.

        A text is searched when it is new, or may hold a value that was not looked for before, or one that was only in
        texts that are gone.
        """
        values = frozenset(secrets.values())
        public = {value: path for value, path in self._before.public.items() if path in self._valid}
        public |= self._search(secrets, list(self._fresh))
        open_values = ValueFilter(values - self._before.values | (self._before.public.keys() & values) - public.keys())
        public |= self._search(secrets, [path for path, one in self._valid.items() if open_values.passes(one.words)])
        known = KnownExpectations(self._records, values, public)
        if known != self._before:
            disk_cache.write(self._place, self._key, known)
        return set(public)

    def _search(self, secrets: PrivateValues, paths: list[str]) -> dict[str, str]:
        """The private values in public texts of some records, and where each is."""

        def search(path: str) -> set[str]:
            return {value for text in self._records[path].expected.texts for value in secrets.found_in(text)}

        by_path = zip(paths, _map(search, paths, set[str]), strict=True)
        return {value: path for path, values in by_path for value in values}


def _map(work: Callable[[str], T], paths: list[str], kind: type[T]) -> Iterator[T]:
    """The result of the work for each path, by several processes where there are many."""
    if len(paths) < PARALLEL_FROM:
        yield from map(work, paths)
        return
    decoder = msgpack.Decoder(list[kind])  # type: ignore[valid-type]
    for data in map_in_processes(
        lambda share: disk_cache.encode([work(path) for path in share]), chunks(paths), worker_count()
    ):
        yield from decoder.decode(data)
