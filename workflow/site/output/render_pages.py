"""Many pages are printed at once: rendered or taken from the cache, put into the shell, and written."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, msgpack

from workflow.infra import disk_cache
from workflow.infra.parallel import processors, spread
from workflow.site.models.pages import SitePage
from workflow.site.output.jinja import Rendered
from workflow.site.output.output_dir import Placed, SiteFolder
from workflow.site.output.render_cache import Drawer, Render, key_of

DRAWERS = 256
"""Files of the cache."""
MANY = 200
"""Pages from which on the work is spread over the processors."""

Wrap = Callable[[SitePage, Rendered], str]
"""Puts a rendered page into the theme's."""


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
            key = key_of(page, self.press_digest)
            same = self.folder.holds(file_of(page), key + self.shell_digest) if key else None
            if same:
                placed[file_of(page)] = same
            else:
                missing.append((page, key))
        if missing:
            drawer = Drawer(disk_cache.location(self.root, f"pages-{number}"), self.render, self.press_digest)
            placed |= {file_of(page): self._print(drawer, page, key) for page, key in missing}
            drawer.close([page.address for page in pages])
        return disk_cache.encode(placed)

    def _print(self, drawer: Drawer, page: SitePage, key: str) -> Placed:
        content = self.wrap(page, drawer.rendered(page, key)).encode("utf-8", errors="xmlcharrefreplace")
        return self.folder.put(file_of(page), key + self.shell_digest, content)


def file_of(page: SitePage) -> str:
    """The path of a page's file below the site's root."""
    return f"{page.address}index.html"
