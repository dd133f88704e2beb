"""Many pages are printed at once: rendered or taken from the cache, put into the shell, and written.

The cache holds what templates made of pages, by the content of their models: a page is taken from it only when its
data, the templates, the office's configuration and this program are the same to the byte. It lies in the user's cache
folder in a number of files, so that one edit writes little anew; what is lost or spoiled is rendered again.
"""

import hashlib
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import jinja2
from msgspec import Struct, msgpack

from workflow.rules import cache
from workflow.rules.pool import processors, spread
from workflow.site.folder import Placed, SiteFolder
from workflow.site.pages import SitePage
from workflow.site.templates import Rendered

DRAWERS = 32
"""Files of the cache."""
MANY = 200
"""Pages from which on the work is spread over the processors."""

Render = Callable[[SitePage], Rendered]
Wrap = Callable[[SitePage, Rendered], str]
"""Puts a rendered page into the theme's."""


class Printed(Struct, frozen=True, array_like=True):
    """A rendered page, and the digest of what it was made from."""

    key: str
    rendered: Rendered


class Printer(Struct, frozen=True):
    """What pages are printed with."""

    root: Path
    render: Render
    wrap: Wrap
    shell_digest: str
    """Of everything around the pages."""
    press_digest: str
    """Of everything the pages are rendered with."""
    folder: SiteFolder

    def print_pages(self, pages: Sequence[SitePage]) -> dict[str, Placed]:
        """Print pages that the folder was cleared for, and say what lies there now."""
        drawers: list[list[SitePage]] = [[] for _ in range(DRAWERS)]
        for page in pages:
            drawers[zlib.crc32(page.address.encode()) % DRAWERS].append(page)
        workers = processors() if len(pages) >= MANY else 1
        decoder = msgpack.Decoder(dict[str, Placed])
        placed: dict[str, Placed] = {}
        for data in spread(lambda number: self._print_drawer(number, drawers[number]), range(DRAWERS), workers):
            placed |= decoder.decode(data)
        return placed

    def _print_drawer(self, number: int, pages: list[SitePage]) -> bytes:
        placed: dict[str, Placed] = {}
        missing: list[tuple[SitePage, str]] = []
        for page in pages:
            key = self.key_of(page)
            same = self.folder.holds(file_of(page), key + self.shell_digest) if key else None
            if same:
                placed[file_of(page)] = same
            else:
                missing.append((page, key))
        if missing:
            self._print_missing(number, pages, missing, placed)
        return cache.encode(placed)

    def _print_missing(
        self, number: int, pages: list[SitePage], missing: list[tuple[SitePage, str]], placed: dict[str, Placed]
    ) -> None:
        place = cache.location(self.root, f"pages-{number}")
        kept = cache.read(place, self.press_digest, dict[str, Printed]) or {}
        known = {page.address: kept[page.address] for page in pages if page.address in kept}
        fresh = False
        for page, key in missing:
            printed = known.get(page.address)
            if printed is None or printed.key != key or not key:
                printed = known[page.address] = Printed(key, self.render(page))
                fresh = True
            content = self.wrap(page, printed.rendered).encode("utf-8", errors="xmlcharrefreplace")
            placed[file_of(page)] = self.folder.put(file_of(page), key + self.shell_digest, content)
        if fresh or len(known) != len(kept):
            cache.write(place, self.press_digest, known)

    def key_of(self, page: SitePage) -> str:
        """The digest of all that a page is made from; "" for one that holds what cannot be written down."""
        try:
            parts = [self.press_digest, page.address, page.template, page.listed, page.data]
            model = msgpack.encode(parts, enc_hook=_plain)
        except (TypeError, ValueError, OverflowError):
            return ""
        return hashlib.blake2b(model, digest_size=16).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, int):
        return int(value)
    raise TypeError(value)


def file_of(page: SitePage) -> str:
    """The path of a page's file below the site's root."""
    return f"{page.address}index.html"


def digest_of_templates(folder: Path) -> str:
    """Of the names and bytes of all templates, and of what makes pages of them."""
    parts = [f"{path.name}\0{path.read_text(encoding='utf-8')}" for path in sorted(folder.glob("*.html"))]
    return hashlib.sha256("\0\0".join((jinja2.__version__, *parts)).encode()).hexdigest()[:24]
