"""One file of a finished site: what is wrong with it whatever the others hold, and what it links to."""

import gzip
import os
import posixpath
import re
import xml.parsers.expat
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.inspection.archive import Wanted
from workflow.inspection.fault import Kind
from workflow.inspection.page import Page, read_page
from workflow.inspection.places import Place, Places
from workflow.inspection.tags import ABROAD
from workflow.language.message import Message, say

STARTS: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys((".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
    ".avif": (b"\0\0\0",),
    ".ico": (b"\0\0\1\0",),
    ".woff2": (b"wOF2",),
    ".gz": (b"\x1f\x8b",),
    ".svg": (b"<svg", b"<?xml"),
    ".xml": (b"<?xml",),
    ".html": (b"<!doctype html>", b"<!DOCTYPE html>"),
    **dict.fromkeys((".css", ".js", ".json", ".txt", ".csv", ".webmanifest"), (b"",)),
    **dict.fromkeys((".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pf_sort", ".pagefind"), (b"\x1f\x8b",)),
}
"""Which files a site may hold, and what they begin with."""
BARE = {"_headers", "_redirects", "CNAME", ".nojekyll"}
LARGEST = {".html": 400_000, ".css": 250_000, ".js": 300_000, ".jpg": 1_000_000, ".png": 1_000_000, ".webp": 500_000}
"""Bytes of a file before it is compressed; a phone on a slow line waits for every one."""
BEGINNING = 1024
"""Bytes by which a picture is known."""
WORDY = {".html", ".css", ".js", ".json", ".txt", ".csv", ".xml", ".svg", ".webmanifest", ""}
PACKED = {".gz", ".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pf_sort"}
STYLES = re.compile(r"(?:@import\s*(?:url\(\s*)?|url\(\s*)['\"]?([^'\")\s;]+)", re.IGNORECASE)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf])")
LOOSE = re.compile(r"<meta[^>]+http-equiv=\"refresh\"")


class Links(Struct, frozen=True, array_like=True):
    """How a page hangs together with others."""

    ids: frozenset[str]
    aims: dict[str, Place]
    """Its links to a name in another page."""


class Seen(Struct, frozen=True, array_like=True):
    """What one file turned out to be."""

    path: str
    wrong: tuple[tuple[Kind, Message], ...]
    page: Links | None
    """None for whatever is no page."""
    is_loose: bool
    """A page that only leads to another one."""


class Reader:
    """Reads the files of one site, one by one. A text that was read before is not looked through again."""

    def __init__(self, site: Path, wanted: Wanted, places: Places) -> None:
        self.site, self.wanted, self.places = site, wanted, places
        self.seen: set[str] = set()

    def read(self, path: str) -> Seen:
        """Read a file; of a picture only the beginning. Raises OSError."""
        suffix = "" if path in BARE else posixpath.splitext(path)[1].lower()
        with (self.site / path).open("rb") as file:
            data = file.read(-1 if suffix in WORDY | PACKED else BEGINNING)
            size = os.fstat(file.fileno()).st_size
        self._links: Links | None = None
        self._is_loose = False
        wrong = [*self._file(path, suffix, data, size)]
        return Seen(path, tuple(wrong), self._links, self._is_loose)

    def _file(self, path: str, suffix: str, data: bytes, size: int) -> Iterator[tuple[Kind, Message]]:
        if suffix and not data.lstrip().startswith(STARTS.get(suffix, ())):
            yield Kind.FILE, say("A file of this kind, or with this content, does not belong on the site.")
            return
        if path not in BARE and not suffix:
            yield Kind.FILE, say("A file of this kind, or with this content, does not belong on the site.")
        if size > LARGEST.get(suffix, size):
            yield Kind.SIZE, say("{size} bytes; at most {most} are allowed.", size=size, most=LARGEST[suffix])
        if suffix in PACKED:
            try:
                yield from self._leaks([gzip.decompress(data).decode("utf-8", "replace")])
            except (OSError, EOFError):
                yield Kind.FILE, say("The file cannot be unpacked.")
        elif suffix in WORDY:
            yield from self._text(path, suffix, data)

    def _text(self, path: str, suffix: str, data: bytes) -> Iterator[tuple[Kind, Message]]:
        text = data.decode("utf-8", "replace")
        if suffix == ".html":
            page = read_page(text)
            yield from page.wrong
            self._is_loose = bool(LOOSE.search(text))
            yield from self._dead(path, page)
            yield from self._leaks(page.texts)
            yield from self._named(text)
            return
        if suffix in {".css", ".svg"}:
            for target in STYLES.findall(text):
                if ABROAD.match(target):
                    yield Kind.HOST, say("A style loads {target} from another host.", target=target)
        if suffix in {".json", ".xml", ".svg"}:
            yield from _well_formed(suffix, data)
        if suffix in {".json", ".xml", ".txt"}:
            yield from self._named(text)
        yield from self._leaks([ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)])

    def _dead(self, path: str, page: Page) -> Iterator[tuple[Kind, Message]]:
        """Links that lead to no file, or to no name in the page itself."""
        folder, aims = posixpath.dirname(path), {}
        for target in sorted(page.targets):
            place = self.places.of(folder, target)
            if target.startswith("#"):
                leads = target[1:] in page.ids | {""}
            else:
                leads = self.places.has(place)
                if place and place.fragment:
                    aims[target] = place
            if not leads:
                yield Kind.DEAD, say("{target} leads nowhere.", target=target)
        self._links = Links(page.ids, aims)

    def _leaks(self, texts: Iterable[str]) -> Iterator[tuple[Kind, Message]]:
        """Private values in texts; a text that was read before is not read again."""
        for text in texts:
            if len(text) < 8 or text in self.seen:  # noqa: PLR2004  # the shortest secret
                continue
            leaked = False
            for _, origin in self.wanted.secrets.found_in(text):
                leaked = True
                yield Kind.PRIVATE, say("A private value of {origin} stands here.", origin=origin)
            if not leaked:
                self.seen.add(text)

    def _named(self, text: str) -> Iterator[tuple[Kind, Message]]:
        """Full addresses of the site itself that lead nowhere: in feeds, site maps, data for machines.

        What follows a `#` is a name there (JSON-LD), not a place.
        """
        base = self.wanted.website
        for found in set(re.findall(re.escape(base) + r"[^\s\"'<>\\)&%#]*", text)):
            if not self.places.has(self.places.of("", found)):
                yield Kind.DEAD, say("{target} leads nowhere.", target=found)


def _well_formed(suffix: str, data: bytes) -> Iterator[tuple[Kind, Message]]:
    try:
        if suffix == ".json":
            msgspec.json.decode(data)
        else:
            xml.parsers.expat.ParserCreate().Parse(data, True)  # noqa: FBT003  # expat's own signature
    except (msgspec.MsgspecError, xml.parsers.expat.ExpatError, RecursionError):
        yield Kind.FILE, say("The file is not well-formed.")
