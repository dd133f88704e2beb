"""The site's search: one index for each year that is over and one for the year that runs, merged in the browser.

An index depends on its records alone. So it is kept in the user's cache folder under the fingerprint of the records and
of the indexer, and only a year in which something changed is indexed anew. The cache may be lost or hold rubbish.
"""

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from workflow.language.roots import tables
from workflow.site.findable import WORD, Record, make_records
from workflow.site.pagefind import PROGRAM, make_index
from workflow.site.pages import SitePage

FOLDER = "pagefind"
"""Of the site: the program, the list of indexes, and a folder for each index."""
LIST = "indexes.json"
SUGGESTED = 600
"""Words that a beginning is completed to."""
SHORTEST = 4
"""Letters of the shortest of them."""
KEPT = 64
"""Indexes in the cache; the ones longest unused go first."""
_FILES = msgspec.msgpack.Decoder(dict[str, bytes])


def write_index(site: Path, pages: Iterable[SitePage], zone: str, cache: Path) -> None:
    """Write the search of a site's pages into the folder of the site. Raises SearchError when there can be none."""
    records = make_records(pages, zone)
    newest = max((record.year for record in records), default="") or "0"
    years: dict[str, list[Record]] = {newest: []}
    for record in sorted(records, key=lambda record: record.address):
        years.setdefault(record.year or newest, []).append(record)
    names, target = sorted(years, reverse=True), site / FOLDER
    for name in names:
        made = _index_of(years[name], cache)
        program = {part: made.pop(part) for part in PROGRAM}
        _write(target / name, made | (program if name == newest else {}))
    _write(target, {LIST: _list(names, records)})
    _prune(cache)


def cache_folder() -> Path:
    """Where the indexes are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "redaksi" / "search"


def _index_of(records: Sequence[Record], cache: Path) -> dict[str, bytes]:
    """The index of some records, from the cache if it is there."""
    key = hashlib.sha256(version("pagefind").encode() + msgspec.msgpack.encode(records)).hexdigest()
    kept = cache / key
    try:
        data = kept.read_bytes()
        if hashlib.sha256(data[32:]).digest() == data[:32]:
            files = _FILES.decode(data[32:])
            os.utime(kept)
            return files
    except (OSError, msgspec.MsgspecError):
        pass
    made = make_index(records)
    _keep(kept, msgspec.msgpack.encode(made))
    return made


def _keep(path: Path, data: bytes) -> None:
    """Put something into the cache in one go; a cache that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(path)
    except OSError:
        return


def _prune(cache: Path) -> None:
    """Let go of indexes that were not used for the longest time."""
    try:
        by_age = sorted(cache.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in by_age[KEPT:]:
            file.unlink()
    except OSError:
        return


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _list(names: list[str], records: list[Record]) -> bytes:
    """What the browser must know before the first query."""
    words = Counter(word for record in records for word in set(WORD.findall(record.meta["title"].lower())))
    ranked = sorted((word for word in words if len(word) >= SHORTEST), key=lambda word: (-words[word], word))
    known = {"indexes": names, "words": " ".join(ranked[:SUGGESTED]), **tables()}
    known["tag"] = hashlib.sha256(msgspec.json.encode([known, records])).hexdigest()[:12]
    return msgspec.json.encode(known)
