"""Search index partitions: one index of the years that are over, small ones for the latest, merged in the browser.

The register's letters have indexes of their own, cut the same way, so that the browser lets them weigh less than news.

An index depends on its pages alone. So it is kept in the user's cache folder under a hash of their models and of the
programs, and only a partition in which something changed is indexed anew. The cache may be lost or hold rubbish.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.i18n.dates import local_time
from workflow.infra import disk_cache
from workflow.site.models.site_page import (
    ArticleContext,
    RequestContext,
    RetractionContext,
    SitePage,
    StaticPageContext,
)
from workflow.site.search.documents import WORD, make_documents
from workflow.site.search.pagefind_client import BROWSER_FILES, build_index
from workflow.text.stemming import browser_tables

SEARCH_FOLDER = "pagefind"
"""Of the site: the program, the list of indexes, and a folder for each index."""
INDEX_LIST = "indexes.json"
MAX_SUGGESTIONS = 600
"""Words that a beginning is completed to."""
MIN_SUGGESTION_LETTERS = 4
"""Letters of the shortest of them."""
SMALL_PARTITION = 200
"""Pages of a small piece of the latest year: what an edit of a new story indexes anew, at 2 to 3 ms a page."""
LARGE_PARTITION = 2 * SMALL_PARTITION
"""Pages of a large piece: as soon as there are so many, the small ones become one."""
ARCHIVE_PARTITION = "arsip"
"""The index of all years before the latest."""
LETTER_PARTITION = "surat-"
"""How the names of the letters' indexes begin."""
WORD_LIST = "words.json"
"""What a misspelt word is compared with; the browser asks for it when nothing is found."""
MAX_WORDS = 6000
"""Words in that list, some 20 kB compressed: the most frequent ones of titles, summaries and letters' subjects."""
NOT_NEWS = 2**62
IndexFiles = dict[str, bytes]
"""The files of one index, by path."""
CACHED_INDEXES = 64
"""Indexes in the cache; the ones longest unused go first."""


class BuiltIndex(Struct, frozen=True):
    """What is known of one partition's index before its files are asked for."""

    key: str
    """The name of its file in the cache."""
    files: IndexFiles
    """None of them where the cache has them."""


def build_missing_indexes(pages: Iterable[SitePage], zone: str, cache: Path) -> bytes:
    """The indexes that the cache folder has not, built and kept there, for `make_search_files`. Raises SearchError."""
    built: dict[str, BuiltIndex] = {}
    for name, partition in _partitions(_searchable(pages), zone).items():
        key = _index_key(partition, zone)
        built[name] = BuiltIndex(key, {} if (cache / key).exists() else _build_index(partition, zone, cache / key))
    return msgspec.msgpack.encode(built)


def make_search_files(pages: Iterable[SitePage], zone: str, cache: Path, fresh: bytes) -> dict[str, bytes]:
    """The files of the search of a site's pages, by path. Raises SearchError when there can be none.

    `fresh`: what `build_missing_indexes` said of the same pages.
    """
    built = msgspec.msgpack.decode(fresh, type=dict[str, BuiltIndex])
    searchable = _searchable(pages)
    partitions = _partitions(searchable, zone)
    files: dict[str, bytes] = {}
    for position, (name, partition) in enumerate(partitions.items()):
        index = built[name].files or _cached_index(partition, zone, cache / built[name].key)
        wanted = index if position == 0 else index.keys() - set(BROWSER_FILES)
        files |= {f"{SEARCH_FOLDER}/{name}/{path}": index[path] for path in wanted}
    _prune(cache)
    return files | {
        f"{SEARCH_FOLDER}/{INDEX_LIST}": _index_list([*partitions], files, searchable, zone),
        f"{SEARCH_FOLDER}/{WORD_LIST}": _word_list(searchable),
    }


def _searchable(pages: Iterable[SitePage]) -> list[SitePage]:
    """What can be found, in the order of time."""
    return sorted(
        (page for page in pages if page.context.searchable), key=lambda page: (_published(page), page.address)
    )


def _published(page: SitePage) -> int:
    """When a story came out or a letter came in; pages that are neither come after all stories."""
    match page.context:
        case ArticleContext(story=story):
            return story.published
        case RequestContext(journey=journey):
            return journey.row.received
    return NOT_NEWS


def _partitions(pages: Sequence[SitePage], zone: str) -> dict[str, list[SitePage]]:
    """Pages by index: those of the news and of the pages that are none, then those of the letters."""
    letters = [page for page in pages if isinstance(page.context, RequestContext)]
    others = [page for page in pages if not isinstance(page.context, RequestContext)]
    of_letters = _yearly_partitions(letters, zone) if letters else {}
    return _yearly_partitions(others, zone) | {f"{LETTER_PARTITION}{name}": part for name, part in of_letters.items()}


def _yearly_partitions(pages: Sequence[SitePage], zone: str) -> dict[str, list[SitePage]]:
    """The newest first: the latest year in pieces, and one archive of the years before.

    A word costs the browser a piece of each index, so there are few; the archive rarely changes.
    """
    latest = max((local_time(_published(page), zone).year for page in pages if _published(page) != NOT_NEWS), default=0)
    open_year = [
        page for page in pages if _published(page) == NOT_NEWS or local_time(_published(page), zone).year == latest
    ]
    closed = pages[: len(pages) - len(open_year)]  # they are in the order of time
    pieces = [(f"{latest}-{number}", piece) for number, piece in enumerate(_latest_year_partitions(open_year), 1)]
    return dict(reversed(pieces)) | ({ARCHIVE_PARTITION: [*closed]} if closed else {})


def _latest_year_partitions(pages: Sequence[SitePage]) -> Iterator[list[SitePage]]:
    """The latest year, the oldest pages first: large pieces that are full, then small ones."""
    start = 0
    for size in (LARGE_PARTITION, SMALL_PARTITION):
        while len(pages) - start >= size:
            yield [*pages[start : start + size]]
            start += size
    if start < len(pages) or not pages:
        yield [*pages[start:]]


def _index_key(pages: Sequence[SitePage], zone: str) -> str:
    """A hash of all that an index depends on: the models, this program and the indexer."""
    programs = f"{version('pagefind')}:{disk_cache.program_digest()}:{zone}"
    models = [page.story or make_documents([page], zone) for page in pages]
    return hashlib.sha256(programs.encode() + msgspec.msgpack.encode(models)).hexdigest()


def search_cache_folder() -> Path:
    """Where the indexes are kept."""
    return disk_cache.cache_folder() / "search"


def _cached_index(pages: Sequence[SitePage], zone: str, file: Path) -> IndexFiles:
    """The index of some pages, from the cache if it is there. The file's name is the key of its content."""
    files = disk_cache.read(file, file.name, IndexFiles)
    if files is None:
        return _build_index(pages, zone, file)
    with suppress(OSError):
        os.utime(file)  # it was of use: others are let go first
    return files


def _build_index(pages: Sequence[SitePage], zone: str, file: Path) -> IndexFiles:
    files = build_index(make_documents(pages, zone))
    disk_cache.write(file, file.name, files)
    return files


def _prune(cache: Path) -> None:
    """Let go of indexes that were not used for the longest time."""
    try:
        by_age = sorted(cache.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in by_age[CACHED_INDEXES:]:
            file.unlink()
    except OSError:
        return


def _index_list(names: Sequence[str], files: dict[str, bytes], pages: Sequence[SitePage], zone: str) -> bytes:
    """What the browser must know before the first query.

    Its tag comes of the indexes' own bytes, so that two computers that make the same site make the same list.
    """
    stories = [page.story for page in pages if page.story]
    words = " ".join(_frequent_words((story.title for story in stories), MAX_SUGGESTIONS))
    years = sorted({str(local_time(story.published, zone).year) for story in stories}, reverse=True)
    letters = [name for name in names if name.startswith(LETTER_PARTITION)]
    known = {"indexes": names, "letters": letters, "years": years, "words": words, **browser_tables()}
    parts = [(path, hashlib.sha256(files[path]).hexdigest()) for path in sorted(files)]
    tag = hashlib.sha256(msgspec.json.encode([known, parts])).hexdigest()[:12]
    return msgspec.json.encode({**known, "tag": tag})


def _word_list(pages: Iterable[SitePage]) -> bytes:
    """What a misspelt word is compared with."""
    return msgspec.json.encode(" ".join(_frequent_words(map(_said, pages), MAX_WORDS)))


def _frequent_words(texts: Iterable[str], most: int) -> list[str]:
    """The words that stand in the most texts."""
    words = Counter(
        word for text in texts for word in set(WORD.findall(text.lower())) if len(word) >= MIN_SUGGESTION_LETTERS
    )
    return sorted(words, key=lambda word: (-words[word], word))[:most]


def _said(page: SitePage) -> str:
    """What a page is about, in its own words."""
    match page.context:
        case ArticleContext(story=story):
            sender = story.agency.name if story.agency else ""
            return f"{story.title} {story.summary} {story.category.name} {sender}"
        case RequestContext(journey=journey):
            return f"{journey.row.subject} {journey.row.agency.name}"
        case RetractionContext(retraction=retraction):
            return retraction.title
        case StaticPageContext(page=static):
            return f"{static.title} {static.description}"
    return ""
