"""The whole inspection: a folder and what it should be -> what is wrong with it."""

import gzip
import os
import posixpath
import re
import xml.parsers.expat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import msgspec

from workflow.inspection.archive import Wanted
from workflow.inspection.fault import Fault, Kind
from workflow.inspection.page import Page, read_page
from workflow.inspection.tags import ABROAD, SCHEME
from workflow.language.message import Message, mark, say

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
WORDY = {".html", ".css", ".js", ".json", ".txt", ".csv", ".xml", ".svg", ".webmanifest", ""}
PACKED = {".gz", ".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pf_sort"}
STYLES = re.compile(r"(?:url\(\s*|@import\s*)['\"]?([^'\")\s;]+)")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf])")
LOOSE = re.compile(r"<meta[^>]+http-equiv=\"refresh\"")

ADVICE = {
    Kind.PRIVATE: mark("Find the template that prints this field, and take it out; then publish again."),
    Kind.HOST: mark("Keep a copy under site_config/theme/assets/ and load that."),
    Kind.INLINE: mark("Move it into a file under site_config/theme/assets/."),
    Kind.POLICY: mark("Let the page use site_config/theme/main.html, which writes the policy first."),
    Kind.DEAD: mark("Mend the link, or make the page it leads to."),
    Kind.HTML: mark("Mend the template, or the article whose page it is."),
    Kind.SIZE: mark("Make the file smaller, or split the page."),
    Kind.MISSING: mark("Run `redaksi check`: an error in the article or its request keeps it from the site."),
    Kind.SURPLUS: mark("Find out what made the page; it must not be published."),
    Kind.FILE: mark("Take the file out of the site, or give it the right name."),
}


def inspect(site: Path, wanted: Wanted) -> list[Fault]:
    """Everything that is wrong with a finished site, by file."""
    return sorted(_Inspector(site, wanted).faults(), key=lambda fault: (fault.kind, fault.path, fault.message.text))


class _Inspector:
    def __init__(self, site: Path, wanted: Wanted) -> None:
        self.site, self.wanted = site, wanted
        self.files, self.odd = _walk(site)
        self.pages: dict[str, Page] = {}
        self.seen: set[str] = set()
        self.loose: set[str] = set()
        self.resolved: dict[tuple[str, str], tuple[str, str] | None] = {}

    def faults(self) -> Iterator[Fault]:
        """Read every file once, then look at how they hang together."""
        for path in self.odd:
            yield _fault(Kind.FILE, path, say("This is not a regular file."))
        for path in self.files:
            data = (self.site / path).read_bytes()
            yield from (_fault(kind, path, message) for kind, message in self.file(path, data))
        yield from self.articles()
        for path, page in self.pages.items():
            yield from self.dead(path, page.targets)

    def file(self, path: str, data: bytes) -> Iterator[tuple[Kind, Message]]:
        """What is wrong with one file, whatever the others hold."""
        suffix = "" if path in BARE else posixpath.splitext(path)[1].lower()
        if suffix and not data.lstrip().startswith(STARTS.get(suffix, ())):
            yield Kind.FILE, say("A file of this kind, or with this content, does not belong on the site.")
            return
        if path not in BARE and not suffix:
            yield Kind.FILE, say("A file of this kind, or with this content, does not belong on the site.")
        if len(data) > LARGEST.get(suffix, len(data)):
            yield Kind.SIZE, say("{size} bytes; at most {most} are allowed.", size=len(data), most=LARGEST[suffix])
        if suffix in PACKED:
            try:
                yield from self.leaks([gzip.decompress(data).decode("utf-8", "replace")])
            except (OSError, EOFError):
                yield Kind.FILE, say("The file cannot be unpacked.")
        elif suffix in WORDY:
            yield from self.text(path, suffix, data)

    def text(self, path: str, suffix: str, data: bytes) -> Iterator[tuple[Kind, Message]]:
        text = data.decode("utf-8", "replace")
        if suffix == ".html":
            page = self.pages[path] = read_page(text)
            yield from page.wrong
            if LOOSE.search(text):
                self.loose.add(path)
            yield from self.leaks(page.texts)
            yield from self.named(text)
            return
        if suffix in {".css", ".svg"}:
            for target in STYLES.findall(text):
                if ABROAD.match(target):
                    yield Kind.HOST, say("A style loads {target} from another host.", target=target)
        if suffix in {".json", ".xml", ".svg"}:
            yield from _well_formed(suffix, data)
        if suffix in {".json", ".xml", ".txt"}:
            yield from self.named(text)
        yield from self.leaks([ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)])

    def leaks(self, texts: "list[str] | tuple[str, ...]") -> Iterator[tuple[Kind, Message]]:
        """Private values in texts; a text that was read before is not read again."""
        for text in texts:
            if len(text) < 8 or text in self.seen:  # noqa: PLR2004  # the shortest secret
                continue
            leaked = False
            for window, origin in self.wanted.secrets.found_in(text):
                if not self.wanted.public.holds(window):
                    leaked = True
                    yield Kind.PRIVATE, say("A private value of {origin} stands here.", origin=origin)
            if not leaked:
                self.seen.add(text)

    def named(self, text: str) -> Iterator[tuple[Kind, Message]]:
        """Full addresses of the site itself that lead nowhere: in feeds, site maps, data for machines.

        What follows a `#` is a name there (JSON-LD), not a place.
        """
        base = self.wanted.website
        for found in set(re.findall(re.escape(base) + r"[^\s\"'<>\\)&%#]*", text)):
            if not self.leads(self.resolve("", found)):
                yield Kind.DEAD, say("{target} leads nowhere.", target=found)

    def articles(self) -> Iterator[Fault]:
        """Whatever is published and due is there, and no other article."""
        for page, source in self.wanted.due.items():
            if page not in self.pages:
                yield _fault(Kind.MISSING, page, say("The page of {path} is missing.", path=source))
        for page in self.pages:
            known = page in self.wanted.due or page in self.wanted.may_be or page in self.loose
            if page.startswith("berita/") and page.count("/") == 3 and not known:  # noqa: PLR2004  # berita/<year>/<slug>/
                yield _fault(Kind.SURPLUS, page, say("No published article belongs to this page."))

    def dead(self, path: str, targets: frozenset[str]) -> Iterator[Fault]:
        """Links of a page that lead to no file or no place in it."""
        folder = posixpath.dirname(path)
        for target in sorted(targets):
            key = (folder, target)
            if key not in self.resolved:
                self.resolved[key] = self.resolve(folder, target)
            found = self.resolved[key]
            if found == (path, "") or (not target.startswith("#") and self.leads(found)):
                continue
            if target.startswith("#") and target[1:] in self.pages[path].ids | {""}:
                continue
            yield _fault(Kind.DEAD, path, say("{target} leads nowhere.", target=target))

    def resolve(self, folder: str, target: str) -> tuple[str, str] | None:
        """The file and the place in it that an address means; None for other hosts and schemes."""
        base = self.wanted.website
        root = "/" + base.split("/", 3)[3]
        address, _, fragment = target.partition("#")
        address = address.partition("?")[0]
        if address.startswith(base):
            address = address.removeprefix(base)
        elif ABROAD.match(address) or SCHEME.match(address):
            return None
        elif address.startswith("/"):
            address = address.removeprefix(root) if address.startswith(root) else f"../{address}"
        else:
            address = f"{folder}/{address}".lstrip("/")
        path = posixpath.normpath(unquote(address) or ".")
        if path == ".":
            return "index.html", unquote(fragment)
        return (f"{path}/index.html" if address.endswith("/") or path not in self.files else path), unquote(fragment)

    def leads(self, found: tuple[str, str] | None) -> bool:
        """Whether there is what an address means."""
        if found is None:
            return True
        path, fragment = found
        page = self.pages.get(path)
        return path in self.files and (not fragment or page is None or fragment in page.ids)


def _walk(site: Path) -> tuple[dict[str, None], list[str]]:
    files, odd = [], []
    for folder, folders, names in os.walk(site):
        for name in (*names, *folders):
            full = Path(folder, name)
            path = full.relative_to(site).as_posix()
            if full.is_symlink() or not (full.is_file() or full.is_dir()):
                odd.append(path)
            elif full.is_file():
                files.append(path)
    return dict.fromkeys(sorted(files)), sorted(odd)


def _well_formed(suffix: str, data: bytes) -> Iterator[tuple[Kind, Message]]:
    try:
        if suffix == ".json":
            msgspec.json.decode(data)
        else:
            xml.parsers.expat.ParserCreate().Parse(data, True)  # noqa: FBT003  # expat's own signature
    except (msgspec.MsgspecError, xml.parsers.expat.ExpatError, RecursionError):
        yield Kind.FILE, say("The file is not well-formed.")


def _fault(kind: Kind, path: str, message: Message) -> Fault:
    return Fault(kind, path, message, Message(ADVICE[kind]))
