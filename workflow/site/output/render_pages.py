"""Renders and writes many pages at once: each is taken from the cache or rendered, put into the theme, and written."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, msgpack

from workflow.infra import disk_cache
from workflow.infra.parallel import map_in_processes, worker_count
from workflow.site.models.site_page import SitePage
from workflow.site.output.jinja import RenderedPage, RenderPage
from workflow.site.output.output_dir import OutputDir, PlacedFile
from workflow.site.output.render_cache import RenderCache, cache_key

CACHE_SHARDS = 256
"""Files of the cache; a page's address says in which it is."""
PARALLEL_FROM = 200
"""Pages from which on the work is spread over the processors."""

WrapPage = Callable[[SitePage, RenderedPage], str]
"""Puts a rendered page into the theme's."""


class PageWriter(Struct, frozen=True):
    """What pages are rendered with, and where they are written."""

    root: Path
    render: RenderPage
    wrap: WrapPage
    frame_digest: str
    """Of everything around the pages."""
    render_digest: str
    """Of everything that pages are rendered with."""
    folder: OutputDir

    def write_pages(self, pages: Sequence[SitePage]) -> dict[str, PlacedFile]:
        """Write pages that the folder was prepared for, and say what is there now."""
        shards: list[list[SitePage]] = [[] for _ in range(CACHE_SHARDS)]
        for page in pages:
            shards[zlib.crc32(page.address.encode()) % CACHE_SHARDS].append(page)
        workers = worker_count() if len(pages) >= PARALLEL_FROM else 1
        decoder = msgpack.Decoder(dict[str, PlacedFile])
        placed: dict[str, PlacedFile] = {}
        for data in map_in_processes(
            lambda number: self._write_shard(number, shards[number]), range(CACHE_SHARDS), workers
        ):
            placed |= decoder.decode(data)
        return placed

    def _write_shard(self, number: int, pages: list[SitePage]) -> bytes:
        placed: dict[str, PlacedFile] = {}
        missing: list[tuple[SitePage, str]] = []
        for page in pages:
            key = cache_key(page, self.render_digest)
            unchanged = self.folder.unchanged(page_file(page), key + self.frame_digest) if key else None
            if unchanged:
                placed[page_file(page)] = unchanged
            else:
                missing.append((page, key))
        if missing:
            cache = RenderCache(disk_cache.cache_file(self.root, f"pages-{number}"), self.render, self.render_digest)
            placed |= {page_file(page): self._write(cache, page, key) for page, key in missing}
            cache.save([page.address for page in pages])
        return disk_cache.encode(placed)

    def _write(self, cache: RenderCache, page: SitePage, key: str) -> PlacedFile:
        content = self.wrap(page, cache.rendered(page, key)).encode("utf-8", errors="xmlcharrefreplace")
        return self.folder.put(page_file(page), key + self.frame_digest, content)


def page_file(page: SitePage) -> str:
    """The path of a page's file below the site's root."""
    return f"{page.address}index.html"
