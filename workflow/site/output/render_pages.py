"""Many pages are printed at once: rendered or taken from the cache, put into the shell, and written."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, msgpack

from workflow.infra import disk_cache
from workflow.infra.parallel import processors, spread
from workflow.site.models.site_page import SitePage
from workflow.site.output.jinja import RenderedPage
from workflow.site.output.output_dir import OutputDir, PlacedFile
from workflow.site.output.render_cache import Render, RenderCache, cache_key

CACHE_SHARDS = 256
"""Files of the cache."""
PARALLEL_FROM = 200
"""Pages from which on the work is spread over the processors."""

WrapPage = Callable[[SitePage, RenderedPage], str]
"""Puts a rendered page into the theme's."""


class PageWriter(Struct, frozen=True):
    """What pages are printed with."""

    root: Path
    render: Render
    wrap: WrapPage
    shell_digest: str
    """Of everything around the pages."""
    press_digest: str
    """Of everything the pages are rendered with."""
    folder: OutputDir

    def print_pages(self, pages: Sequence[SitePage]) -> dict[str, PlacedFile]:
        """Print pages that the folder was cleared for, and say what lies there now."""
        drawers: list[list[SitePage]] = [[] for _ in range(CACHE_SHARDS)]
        for page in pages:
            drawers[zlib.crc32(page.address.encode()) % CACHE_SHARDS].append(page)
        workers = processors() if len(pages) >= PARALLEL_FROM else 1
        decoder = msgpack.Decoder(dict[str, PlacedFile])
        placed: dict[str, PlacedFile] = {}
        for data in spread(lambda number: self._print_drawer(number, drawers[number]), range(CACHE_SHARDS), workers):
            placed |= decoder.decode(data)
        return placed

    def _print_drawer(self, number: int, pages: list[SitePage]) -> bytes:
        placed: dict[str, PlacedFile] = {}
        missing: list[tuple[SitePage, str]] = []
        for page in pages:
            key = cache_key(page, self.press_digest)
            same = self.folder.holds(page_file(page), key + self.shell_digest) if key else None
            if same:
                placed[page_file(page)] = same
            else:
                missing.append((page, key))
        if missing:
            drawer = RenderCache(disk_cache.location(self.root, f"pages-{number}"), self.render, self.press_digest)
            placed |= {page_file(page): self._print(drawer, page, key) for page, key in missing}
            drawer.close([page.address for page in pages])
        return disk_cache.encode(placed)

    def _print(self, drawer: RenderCache, page: SitePage, key: str) -> PlacedFile:
        content = self.wrap(page, drawer.rendered(page, key)).encode("utf-8", errors="xmlcharrefreplace")
        return self.folder.put(page_file(page), key + self.shell_digest, content)


def page_file(page: SitePage) -> str:
    """The path of a page's file below the site's root."""
    return f"{page.address}index.html"
