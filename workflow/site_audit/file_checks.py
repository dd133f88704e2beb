"""Checks of one file of a finished site: what is wrong with it whatever the others hold, and the facts about it."""

import gzip
import posixpath
import re
import xml.parsers.expat
import zlib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote_plus

import msgspec
from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.infra.file_state import FileState, read_file
from workflow.site_audit.expectations import Expectations
from workflow.site_audit.file_facts import FileFacts, number_of, packed_places, packed_words
from workflow.site_audit.finding import SiteFindingKind
from workflow.site_audit.html_checks import HtmlPage, read_page
from workflow.site_audit.links import LinkTarget, SiteAddresses
from workflow.text.link_target import OTHER_HOST

MAGIC_BYTES: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys((".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
    ".avif": (b"\0\0\0",),
    ".ico": (b"\0\0\1\0",),
    ".pdf": (b"%PDF-",),
    ".woff2": (b"wOF2",),
    ".gz": (b"\x1f\x8b",),
    ".svg": (b"<svg", b"<?xml"),
    ".xml": (b"<?xml",),
    ".ics": (b"BEGIN:VCALENDAR\r\n",),
    ".html": (b"<!doctype html>", b"<!DOCTYPE html>"),
    **dict.fromkeys((".css", ".js", ".json", ".txt", ".csv", ".webmanifest"), (b"",)),
    **dict.fromkeys((".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pf_sort", ".pagefind"), (b"\x1f\x8b",)),
}
"""Which files a site may hold, and what they begin with."""
NAMES_WITHOUT_SUFFIX = {"_headers", "_redirects", "CNAME", ".nojekyll"}
TEXT_SUFFIXES = {".html", ".css", ".js", ".json", ".txt", ".csv", ".xml", ".ics", ".svg", ".webmanifest", ""}
ADDRESS_SUFFIXES = {".html", ".json", ".xml", ".txt"}
"""Files in which programs find full addresses of the site."""
COMPRESSED_SUFFIXES = {".gz", ".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pf_sort"}
STYLE_URL = re.compile(r"(?:@import\s*(?:url\(\s*)?|url\(\s*)['\"]?([^'\")\s;]+)", re.IGNORECASE)
JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf])")
META_REFRESH = re.compile(r"<meta[^>]+http-equiv=\"refresh\"")
WRONG_KIND = say("A file of this kind, or with this content, does not belong on the site.")

Flaw = tuple[SiteFindingKind, Message]


class CheckedFile(Struct, frozen=True, array_like=True):
    """One file, read and checked."""

    path: str
    wrong: tuple[Flaw, ...]
    facts: FileFacts
    places: dict[int, LinkTarget]
    """Places of `facts` that this reader has not told of before, by their numbers."""
    state: FileState
    is_sure: bool
    """No private value stands in it. One that is put together of public values may be a leak when these are gone."""


class FileReader:
    """Reads and checks the files of one site, one by one. A text that was searched before is not searched again."""

    def __init__(self, site: Path, wanted: Expectations, places: dict[int, LinkTarget]) -> None:
        """`places`: those that need not be told of, by their numbers."""
        self.site, self.wanted = site, wanted
        self.addresses = SiteAddresses(wanted.website)
        self.seen: set[str] = set()
        self._numbers = {place: number for number, place in places.items()}

    def read(self, path: str) -> CheckedFile:
        """Read a file. Raises OSError."""
        data, state = read_file(self.site / path)
        suffix = suffix_of(path)
        text, wrong = _text_in(path, suffix, data)
        page = read_page(text) if suffix == ".html" and not wrong else None
        texts = tuple(_unescaped(one) for one in (page.texts if page else (text,)))
        places = {place for target in self._targets(suffix, text, page) if (place := self._place(path, target))}
        new = {number_of(place): place for place in places if place not in self._numbers}
        self._numbers |= {place: number for number, place in new.items()}
        facts = FileFacts(
            is_page=page is not None,
            is_loose=page is not None and META_REFRESH.search(text) is not None,
            ids=tuple(sorted(page.ids)) if page else (),
            places=packed_places(self._numbers[place] for place in places),
            words=packed_words(texts),
        )
        is_sure = True
        if not wrong:
            leaks, is_sure = self._leaks(texts)
            wrong = [*(_page_flaws(page) if page else _file_flaws(suffix, data, text)), *leaks]
        return CheckedFile(path, tuple(wrong), facts, new, state, is_sure)

    def leading_to(self, path: str, places: Container[LinkTarget]) -> list[str]:
        """What of a file leads to some places, as it is written there. Raises OSError.

        An address that stands in a public text is what somebody wrote, and leads nobody anywhere unless it is a link.
        """
        suffix = suffix_of(path)
        text, _ = _text_in(path, suffix, (self.site / path).read_bytes())
        named = {one for one in self._named(suffix, text) if not self.wanted.public_words.says(one)}
        linked = _links_of(read_page(text)) if suffix == ".html" else set[str]()
        return sorted(target for target in linked | named if self._place(path, target) in places)

    def _place(self, path: str, target: str) -> LinkTarget | None:
        return self.addresses.of(posixpath.dirname(path), target)

    def _targets(self, suffix: str, text: str, page: HtmlPage | None) -> set[str]:
        """What a file links to."""
        return _links_of(page) | self._named(suffix, text)

    def _named(self, suffix: str, text: str) -> set[str]:
        """What programs read: full addresses of the site itself.

        What follows a `#` of those is a name (JSON-LD), not a place.
        """
        pattern = re.escape(self.wanted.website) + r"[^\s\"'<>\\)&%#]*"
        return set(re.findall(pattern, text)) if suffix in ADDRESS_SUFFIXES else set()

    def _leaks(self, texts: Iterable[str]) -> tuple[list[Flaw], bool]:
        """Private values in texts, and whether none was found at all, not even one that public values compose."""
        secrets, leaks, is_sure = self.wanted.secrets, list[Flaw](), True
        for text in texts:
            if len(text) < 8 or text in self.seen:  # noqa: PLR2004  # the shortest secret
                continue
            values = [*secrets.found_in(text)]
            if not values:
                self.seen.add(text)
                continue
            is_sure = False
            for value in secrets.leaks_in(text, values, self.wanted.public_words):
                message = say("A private value of {origin} stands here.", origin=secrets.values()[value])
                leaks.append((SiteFindingKind.PRIVATE, message))
        return leaks, is_sure


def _links_of(page: HtmlPage | None) -> set[str]:
    """What the tags of a page lead to outside of it."""
    return {target for target in page.targets if not target.startswith("#")} if page else set()


def suffix_of(path: str) -> str:
    """What a file's name says it is."""
    return "" if path in NAMES_WITHOUT_SUFFIX else posixpath.splitext(path)[1].lower()


def _text_in(path: str, suffix: str, data: bytes) -> tuple[str, list[Flaw]]:
    """The text of a file, unpacked if it is packed; "" of a picture, and where the file cannot be what it says."""
    is_named = bool(suffix) or path in NAMES_WITHOUT_SUFFIX
    if not is_named or (suffix and not data.lstrip().startswith(MAGIC_BYTES.get(suffix, ()))):
        return "", [(SiteFindingKind.FILE, WRONG_KIND)]
    try:
        plain = gzip.decompress(data) if suffix in COMPRESSED_SUFFIXES else data if suffix in TEXT_SUFFIXES else b""
    except (OSError, EOFError, zlib.error):
        return "", [(SiteFindingKind.FILE, say("The file cannot be unpacked."))]
    return plain.decode("utf-8", "replace"), []


def _unescaped(text: str) -> str:
    """A text without the escapes of JSON and of addresses, behind which words would hide."""
    if "\\" in text:
        text = JSON_ESCAPE.sub(_unescape, text)
    return f"{text} {unquote_plus(text)}" if "%" in text else text


def _unescape(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " "


def _page_flaws(page: HtmlPage) -> Iterator[Flaw]:
    yield from page.wrong
    for target in sorted(page.targets):
        if target.startswith("#") and target[1:] not in page.ids | {""}:
            yield dead_link(target)


def _file_flaws(suffix: str, data: bytes, text: str) -> Iterator[Flaw]:
    if suffix in {".css", ".svg"}:
        for target in STYLE_URL.findall(text):
            if OTHER_HOST.match(target):
                yield SiteFindingKind.HOST, say("A style loads {target} from another host.", target=target)
    if suffix in {".json", ".xml", ".svg"} and not _is_well_formed(suffix, data):
        yield SiteFindingKind.FILE, say("The file is not well-formed.")


def dead_link(target: str) -> Flaw:
    """A link that leads to no file, or to no name in one."""
    return SiteFindingKind.DEAD, say("{target} leads nowhere.", target=target)


def _is_well_formed(suffix: str, data: bytes) -> bool:
    try:
        if suffix == ".json":
            msgspec.json.decode(data)
        else:
            xml.parsers.expat.ParserCreate().Parse(data, True)  # noqa: FBT003  # expat's own signature
    except (msgspec.MsgspecError, xml.parsers.expat.ExpatError, RecursionError):
        return False
    return True
