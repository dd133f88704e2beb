"""The site's search: one index of the years that are over, small ones for the latest, merged in the browser.

An index depends on its pages alone. So it is kept in the user's cache folder under the fingerprint of their models and
of the programs, and only a period in which something changed is indexed anew. The cache may be lost or hold rubbish.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import msgspec

from workflow.i18n.dates import local_time
from workflow.infra import disk_cache
from workflow.site.models.pages import SitePage
from workflow.site.search.documents import WORD, make_records
from workflow.site.search.pagefind_client import PROGRAM, make_index
from workflow.site.search.stemming import tables

FOLDER = "pagefind"
"""Of the site: the program, the list of indexes, and a folder for each index."""
LIST = "indexes.json"
SUGGESTED = 600
"""Words that a beginning is completed to."""
SHORTEST = 4
"""Letters of the shortest of them."""
OPEN = 200
"""Pages of a small piece of the latest year: what an edit of a new story indexes anew, at 2 to 3 ms a page."""
FULL = 2 * OPEN
"""Pages of a large piece: as soon as there are so many, the small ones become one."""
ARCHIVE = "arsip"
"""The index of all years before the latest."""
LATE = 2**62
Index = dict[str, bytes]
"""The files of one index, by path."""
NONE = msgspec.msgpack.encode({})
KEPT = 64
"""Indexes in the cache; the ones longest unused go first."""


def index_missing(pages: Iterable[SitePage], zone: str, kept: Path) -> bytes:
    """The indexes that the cache has not, made and kept there, for `make_search`. Raises SearchError."""
    made: dict[str, Index] = {}
    for of_period in _periods(_searchable(pages), zone).values():
        key = _key(of_period, zone)
        if not (kept / key).exists():
            made[key] = _make(of_period, zone, kept / key)
    return msgspec.msgpack.encode(made)


def make_search(pages: Iterable[SitePage], zone: str, kept: Path, fresh: bytes = NONE) -> dict[str, bytes]:
    """The files of the search of a site's pages, by path. Raises SearchError when there can be none.

    `fresh`: what `index_missing` said.
    """
    made = msgspec.msgpack.decode(fresh, type=dict[str, Index])
    found = _searchable(pages)
    periods = _periods(found, zone)
    files: dict[str, bytes] = {}
    for place, (name, of_period) in enumerate(periods.items()):
        key = _key(of_period, zone)
        index = made.get(key) or _index_of(of_period, zone, kept / key)
        wanted = index if place == 0 else index.keys() - set(PROGRAM)
        files |= {f"{FOLDER}/{name}/{part}": index[part] for part in wanted}
    _prune(kept)
    return files | {f"{FOLDER}/{LIST}": _list([*periods], files, found, zone)}


def _searchable(pages: Iterable[SitePage]) -> list[SitePage]:
    """What is found, in the order of time."""
    found = (page for page in pages if page.searchable)
    return sorted(found, key=lambda page: (_published(page), page.address))


def _published(page: SitePage) -> int:
    """When a story came out; pages that are no news come after all stories."""
    return int(page.data["story"].published) if "story" in page.data else LATE


def _periods(pages: Sequence[SitePage], zone: str) -> dict[str, list[SitePage]]:
    """Pages by index, the newest first: the latest year in pieces, and one archive of the years before.

    A word costs the browser a piece of each index, so there are few; the archive rarely changes.
    """
    latest = max((local_time(_published(page), zone).year for page in pages if _published(page) != LATE), default=0)
    open_year = [
        page for page in pages if _published(page) == LATE or local_time(_published(page), zone).year == latest
    ]
    closed = pages[: len(pages) - len(open_year)]  # they stand in the order of time
    pieces = [(f"{latest}-{number}", piece) for number, piece in enumerate(_pieces(open_year), 1)]
    return dict(reversed(pieces)) | ({ARCHIVE: [*closed]} if closed else {})


def _pieces(pages: Sequence[SitePage]) -> Iterator[list[SitePage]]:
    """The latest year, the oldest pages first: large pieces that are full, then small ones."""
    start = 0
    for size in (FULL, OPEN):
        while len(pages) - start >= size:
            yield [*pages[start : start + size]]
            start += size
    if start < len(pages) or not pages:
        yield [*pages[start:]]


def _key(pages: Sequence[SitePage], zone: str) -> str:
    """Fingerprint of all an index depends on: the models, this program and the indexer."""
    programs = f"{version('pagefind')}:{disk_cache.program_digest()}:{zone}"
    models = [page.data["story"] if "story" in page.data else make_records([page], zone) for page in pages]
    return hashlib.sha256(programs.encode() + msgspec.msgpack.encode(models)).hexdigest()


def cache_folder() -> Path:
    """Where the indexes are kept."""
    return disk_cache.cache_folder() / "search"


def _index_of(pages: Sequence[SitePage], zone: str, kept: Path) -> Index:
    """The index of some pages, from the cache if it is there. The file's name is the key of its content."""
    files = disk_cache.read(kept, kept.name, Index)
    if files is None:
        return _make(pages, zone, kept)
    with suppress(OSError):
        os.utime(kept)  # it was of use: others are let go first
    return files


def _make(pages: Sequence[SitePage], zone: str, kept: Path) -> Index:
    made = make_index(make_records(pages, zone))
    disk_cache.write(kept, kept.name, made)
    return made


def _prune(kept: Path) -> None:
    """Let go of indexes that were not used for the longest time."""
    try:
        by_age = sorted(kept.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in by_age[KEPT:]:
            file.unlink()
    except OSError:
        return


def _list(names: Sequence[str], files: dict[str, bytes], pages: Sequence[SitePage], zone: str) -> bytes:
    """What the browser must know before the first query.

    Its tag comes of the indexes' own bytes, so that two computers that make the same site make the same list.
    """
    titles = (page.data["story"].title for page in pages if "story" in page.data)
    words = Counter(word for title in titles for word in set(WORD.findall(title.lower())) if len(word) >= SHORTEST)
    ranked = sorted(words, key=lambda word: (-words[word], word))
    years = sorted(
        {str(local_time(_published(page), zone).year) for page in pages if "story" in page.data}, reverse=True
    )
    known = {"indexes": names, "years": years, "words": " ".join(ranked[:SUGGESTED]), **tables()}
    parts = [(path, hashlib.sha256(files[path]).hexdigest()) for path in sorted(files)]
    tag = hashlib.sha256(msgspec.json.encode([known, parts])).hexdigest()[:12]
    return msgspec.json.encode({**known, "tag": tag})
