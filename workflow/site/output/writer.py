"""The site is bound: pages, files and pictures, and what MkDocs wrote, become one folder, and nothing else is in it."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from workflow.config.office import Office
from workflow.infra import disk_cache
from workflow.site.feeds.static_files import SiteFile
from workflow.site.images.attach import SiteImages
from workflow.site.models.site_page import SitePage
from workflow.site.output.jinja import TEMPLATES_FOLDER, PageRenderer, RenderedPage
from workflow.site.output.output_dir import OutputDir, PlacedFile
from workflow.site.output.render_cache import RenderCache, cache_key, templates_digest
from workflow.site.output.render_pages import PageWriter, WrapPage, page_file


class SiteWriter:
    """Gathers one build's parts, and binds them at its end."""

    def __init__(self, root: Path, office: Office, gallery: SiteImages) -> None:
        self.root, self.office, self.gallery = root, office, gallery
        self.pages: list[SitePage] = []
        """The pages out of the navigation."""
        self.files: list[SiteFile] = []
        self.digest = f"{disk_cache.key_of(office.digest)}:{templates_digest(root / TEMPLATES_FOLDER)}"
        """Of everything the pages are rendered with."""
        self._render = PageRenderer(root, office).render
        self._front = RenderCache(disk_cache.location(root, "pages-front"), self._render, self.digest)
        """Of the pages in the navigation."""
        self._fronts: list[str] = []

    def rendered(self, page: SitePage) -> RenderedPage:
        """A page of the navigation, which MkDocs itself writes."""
        self._fronts.append(page.address)
        return self._front.rendered(page, cache_key(page, self.digest))

    def bind(
        self, folder: OutputDir, stage: Path, wrap: WrapPage, shell_digest: str, late: Callable[[], list[SiteFile]]
    ) -> None:
        """Write everything to a folder. `stage`: where MkDocs wrote its part; `late`: files that take their time.

        Raises OSError where it cannot, and whatever `late` raises.
        """
        self._front.close(self._fronts)
        pages = {page_file(page): page for page in self.pages}
        staged = [str(path.relative_to(stage).as_posix()) for path in stage.rglob("*") if path.is_file()]
        folder.make_room({*staged, *self.gallery.files, *pages, *(file.address for file in self.files)})
        placed = {path: self._place(folder, path, (stage / path).read_bytes()) for path in staged}
        placed |= {path: self._copy(folder, path, one.digest) for path, one in self.gallery.files.items()}
        placed |= self._place_all(folder, self.files)
        printer = PageWriter(self.root, self._render, wrap, shell_digest, self.digest, folder)
        placed |= printer.print_pages(list(pages.values()))
        files = late()
        folder.make_room(file.address for file in files)
        placed |= self._place_all(folder, files)
        folder.sweep(placed)
        folder.remember(placed)

    def _place_all(self, folder: OutputDir, files: Iterable[SiteFile]) -> dict[str, PlacedFile]:
        return {file.address: self._place(folder, file.address, file.content) for file in files}

    def _place(self, folder: OutputDir, path: str, content: bytes) -> PlacedFile:
        key = hashlib.blake2b(content, digest_size=16).hexdigest()
        return folder.holds(path, key) or folder.put(path, key, content)

    def _copy(self, folder: OutputDir, path: str, digest: str) -> PlacedFile:
        """A picture, which is read only where the folder does not hold it."""
        return folder.holds(path, digest) or folder.put(path, digest, self.gallery.content(path))
