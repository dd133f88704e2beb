"""What all records ask of the site, each read once until it changes.

It is read by nothing that the page maker uses, and kept apart from what that keeps.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, msgpack
from msgspec.structs import replace

from workflow.inspection.facts import Sieve, packed_words
from workflow.inspection.secrets import Secrets
from workflow.inspection.state import State, now_of, read_file
from workflow.inspection.told import Told, tell
from workflow.records.archive import Stamp, walk_archive
from workflow.rules import cache
from workflow.rules.pool import processors, shares, spread

T = TypeVar("T")
MANY = 200
"""Records from which on the work is spread over the processors."""


class Kept(Struct, frozen=True, array_like=True):
    """What a record asks for, and the state in which it was read."""

    state: State
    told: Told
    words: bytes
    """Of its public texts."""
    said: frozenset[str] = frozenset()
    """Private values that stand in its public texts."""


class Known(Struct, frozen=True, array_like=True):
    """What is known of an archive."""

    records: dict[str, Kept] = {}
    values: frozenset[str] = frozenset()
    """The private values that were looked for in public texts."""


class Records:
    """The records in a folder at an instant."""

    def __init__(self, root: Path, now: int) -> None:
        self.root, self.now = root, now
        self._place, self._key = cache.location(root, "told"), cache.key_of("")
        self._before = cache.read(self._place, self._key, Known) or Known()
        archive = walk_archive(root)
        self._kept = self._held(archive.files)
        self._fresh = [path for path in archive.records() if path not in self._kept]
        self._kept |= zip(self._fresh, _spread(self._read, self._fresh, Kept), strict=True)

    def _held(self, files: dict[str, Stamp]) -> dict[str, Kept]:
        """What is known of records that have not changed, and that ask for the same now."""
        held = {}
        for path, kept in self._before.records.items():
            state = now_of(kept.state, files[path], self.root / path) if path in files else None
            if state and kept.told.since <= self.now < kept.told.until:
                held[path] = kept if state is kept.state else replace(kept, state=state)
        return held

    def _read(self, path: str) -> Kept:
        data, state = read_file(self.root / path)
        told = tell(path, data, self.now)
        return Kept(state, told, packed_words(told.texts))

    def told(self) -> dict[str, Told]:
        """What each record asks for, by its path."""
        return {path: kept.told for path, kept in self._kept.items()}

    def said(self, secrets: Secrets) -> set[str]:
        """Which private values of the whole office stand in public texts. All that is known is kept for the next time.

        A text is looked through when it, or what is looked for, is new.
        """
        values = frozenset(secrets.values())
        sieve = Sieve(values - self._before.values)
        texts = {path: self._kept[path].told.texts for path in self._fresh}
        texts |= {path: kept.told.texts for path, kept in self._kept.items() if sieve.passes(kept.words)}
        found = _spread(lambda path: _found(secrets, texts[path]), list(texts), frozenset[str])
        for path, said in zip(texts, found, strict=True):
            # what was found before may not be looked for now, and may be again
            self._kept[path] = replace(self._kept[path], said=said)
        known = Known(self._kept, values)
        if known != self._before:
            cache.write(self._place, self._key, known)
        return set().union(*(kept.said for kept in self._kept.values()))


def _found(secrets: Secrets, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(value for text in texts for value in secrets.found_in(text))


def _spread(work: Callable[[str], T], paths: list[str], kind: type[T]) -> Iterator[T]:
    """What the work gives for each path, by several processes where there are many."""
    if len(paths) < MANY:
        yield from map(work, paths)
        return
    decoder = msgpack.Decoder(list[kind])  # type: ignore[valid-type]
    for data in spread(lambda share: cache.encode([work(path) for path in share]), shares(paths), processors()):
        yield from decoder.decode(data)
