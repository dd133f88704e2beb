"""Every record as the newsroom needs it: typed, and an article's text as safe HTML.

Reading a record and rendering its text is most of the work of a build, so both are kept in the user's cache folder
by what the file system says of the record, a file for each folder of the archive; and what must be made anew is
spread over the processors. What is lost or spoiled is made again.
"""

from functools import partial
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import markdown_it
from msgspec import Struct, msgpack

from workflow.records.archive import Archive, Stamp
from workflow.records.article import Article
from workflow.records.files import Files
from workflow.records.request import Request
from workflow.rules import cache
from workflow.rules.fields.path import REQUEST
from workflow.rules.pool import processors, shares, spread
from workflow.site.body import UnfitBodyError, render_body
from workflow.text.document import read_document
from workflow.text.shape import shape

MANY = 100
"""Records from which on the work is spread over the processors."""


class Copy(Struct, frozen=True, array_like=True):
    """What one record says, if all of its fields are sound."""

    request: Request | None = None
    article: Article | None = None
    body: str | None = None
    """An article's text as safe HTML; None where it cannot be shown."""


class Kept(Struct, frozen=True, array_like=True):
    """A copy, and the state of the file it was made from."""

    stamp: Stamp
    copy: Copy


def read_copies(root: Path, files: Files, archive: Archive) -> dict[str, Copy]:
    """A copy of every record of the archive, by its path."""
    key = f"{cache.key_of('')}:{markdown_it.__version__}:{version('nh3')}"
    copies: dict[str, Copy] = {}
    for folder, paths in groupby(archive.records(), key=lambda path: path.rpartition("/")[0]):
        place = cache.location(root, f"copies-{folder.replace('/', '-')}")
        copies |= _read_folder(place, key, files, archive, list(paths))
    return copies


def _read_folder(place: Path, key: str, files: Files, archive: Archive, paths: list[str]) -> dict[str, Copy]:
    """The copies of one folder's records: kept ones where nothing changed."""
    kept = cache.read(place, key, dict[str, Kept]) or {}
    fresh = {path: entry for path, entry in kept.items() if archive.files.get(path) == entry.stamp}
    missing = [path for path in paths if path not in fresh]
    made = _make_many(files, missing)
    copies = {path: fresh[path].copy if path in fresh else made[path] for path in paths}
    if made or len(fresh) != len(kept):
        stamped = {path: Kept(archive.files[path], copy) for path, copy in copies.items()}
        cache.write(place, key, {path: one for path, one in stamped.items() if cache.is_settled(one.stamp.changed)})
    return copies


def _make_many(files: Files, paths: list[str]) -> dict[str, Copy]:
    workers = processors() if len(paths) >= MANY else 1
    if workers == 1:
        return {path: make_copy(files, path) for path in paths}
    decoder = msgpack.Decoder(list[Copy], dec_hook=cache.decode_number)
    made = spread(partial(_make_share, files), shares(paths), workers)
    return dict(zip(paths, (copy for data in made for copy in decoder.decode(data)), strict=True))


def _make_share(files: Files, paths: list[str]) -> bytes:
    return cache.encode([make_copy(files, path) for path in paths])


def make_copy(files: Files, path: str) -> Copy:
    """Read one record."""
    document, findings = read_document(path, files.read(path) or b"")
    if document is None or findings:
        return Copy()
    if REQUEST.fullmatch(path):
        request, flaws = shape(Request, document.header, path)
        return Copy() if flaws else Copy(request=request)
    article, flaws = shape(Article, document.header, path)
    if flaws:
        return Copy()
    try:
        return Copy(article=article, body=render_body(document.body))
    except UnfitBodyError:
        return Copy(article=article)
