"""The site's search: one index for each year that is over, small ones for the latest, merged in the browser.

An index depends on its pages alone. So it is kept in the user's cache folder under the fingerprint of their models and
of the programs, and only a period in which something changed is indexed anew. The cache may be lost or hold rubbish.
"""

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from workflow.language.dates import local
from workflow.language.roots import tables
from workflow.rules.cache import program_digest
from workflow.site.findable import WORD, make_records
from workflow.site.pagefind import PROGRAM, make_index
from workflow.site.pages import SitePage

FOLDER = "pagefind"
"""Of the site: the program, the list of indexes, and a folder for each index."""
LIST = "indexes.json"
SUGGESTED = 600
"""Words that a beginning is completed to."""
SHORTEST = 4
"""Letters of the shortest of them."""
OPEN = 300
"""Pages of a piece of the latest year: what an edit indexes anew, at 2 to 3 ms a page."""
LATE = 2**62
KEPT = 64
"""Indexes in the cache; the ones longest unused go first."""
_FILES = msgspec.msgpack.Decoder(dict[str, bytes])


def write_index(site: Path, pages: Iterable[SitePage], zone: str, cache: Path) -> None:
    """Write the search of a site's pages into the folder of the site. Raises SearchError when there can be none."""
    found = sorted((page for page in pages if page.searchable), key=lambda page: (_published(page), page.address))
    periods, target, keys = _periods(found, zone), site / FOLDER, []
    for place, (name, of_period) in enumerate(periods.items()):
        keys.append(_key(of_period, zone))
        made = _index_of(of_period, zone, cache / keys[-1])
        program = {part: made.pop(part) for part in PROGRAM}
        _write(target / name, made | (program if place == 0 else {}))
    _write(target, {LIST: _list([*periods], keys, found)})
    _prune(cache)


def _published(page: SitePage) -> int:
    """When a story came out; pages that are no news come after all stories."""
    return int(page.data["story"].published) if "story" in page.data else LATE


def _periods(pages: Sequence[SitePage], zone: str) -> dict[str, list[SitePage]]:
    """Pages by period, the newest first: a closed year is one, the latest year is cut into pieces of OPEN pages."""
    years: dict[int, list[SitePage]] = {}
    for page in pages:
        at = _published(page)
        year = local(at, zone).year if at != LATE else max(years, default=0)
        years.setdefault(year, []).append(page)
    latest = max(years, default=0)
    open_year = years.pop(latest, [])
    starts = range(0, max(len(open_year), 1), OPEN)
    pieces = {f"{latest}-{start // OPEN + 1}": open_year[start : start + OPEN] for start in reversed(starts)}
    return pieces | {str(year): years[year] for year in sorted(years, reverse=True)}


def _key(pages: Sequence[SitePage], zone: str) -> str:
    """Fingerprint of all an index depends on: the models, this program and the indexer."""
    models = [page.data["story"] if "story" in page.data else make_records([page], zone) for page in pages]
    label = f"{version('pagefind')}:{program_digest()}:{zone}"
    return hashlib.sha256(label.encode() + msgspec.msgpack.encode(models)).hexdigest()


def cache_folder() -> Path:
    """Where the indexes are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "redaksi" / "search"


def _index_of(pages: Sequence[SitePage], zone: str, kept: Path) -> dict[str, bytes]:
    """The index of some pages, from the cache if it is there."""
    try:
        data = kept.read_bytes()
        if hashlib.sha256(data[32:]).digest() == data[:32]:
            files = _FILES.decode(data[32:])
            os.utime(kept)
            return files
    except (OSError, msgspec.MsgspecError):
        pass
    made = make_index(make_records(pages, zone))
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


def _list(names: Sequence[str], keys: Sequence[str], pages: Sequence[SitePage]) -> bytes:
    """What the browser must know before the first query."""
    titles = (page.data["story"].title for page in pages if "story" in page.data)
    words = Counter(word for title in titles for word in set(WORD.findall(title.lower())) if len(word) >= SHORTEST)
    ranked = sorted(words, key=lambda word: (-words[word], word))
    years = [*dict.fromkeys(name.split("-")[0] for name in names)]
    known = {"indexes": names, "years": years, "words": " ".join(ranked[:SUGGESTED]), **tables()}
    tag = hashlib.sha256(msgspec.json.encode([known, keys])).hexdigest()[:12]
    return msgspec.json.encode({**known, "tag": tag})
