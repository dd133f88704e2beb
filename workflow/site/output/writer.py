"""Writes the site: pages, files, images and what MkDocs wrote become one folder, and nothing else is left in it."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.infra import disk_cache
from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.records.file_source import layered_folders
from workflow.site.feeds.static_files import SiteFile
from workflow.site.images.attach import SiteImages
from workflow.site.models.offered_file import OfferedFile
from workflow.site.models.site_page import SitePage
from workflow.site.output.jinja import TEMPLATES_FOLDER, RenderedPage, RenderPage
from workflow.site.output.output_dir import OutputDir, PlacedFile
from workflow.site.output.render_cache import RenderCache, cache_key, templates_digest
from workflow.site.output.render_pages import PageWriter, WrapPage, page_file


class SiteParts(Struct, frozen=True):
    """What a site is made of, beside what MkDocs adds."""

    navigation: tuple[SitePage, ...]
    """Pages of the navigation, which MkDocs writes."""
    pages: tuple[SitePage, ...]
    """All others."""
    files: tuple[SiteFile, ...]
    images: SiteImages
    documents: tuple[OfferedFile, ...]
    """What stories offer to their readers."""

    @property
    def addresses(self) -> list[str]:
        """Of the pages that MkDocs does not write."""
        return [page.address for page in self.pages]


class SiteWriter:
    """Renders and writes the parts of one build."""

    def __init__(self, root: Path, office: Office, render: RenderPage, parts: SiteParts) -> None:
        self.root, self.office, self.parts = root, office, parts
        self._render = render
        self._digest = (
            f"{disk_cache.cache_key(office.digest)}:{templates_digest(layered_folders(root, TEMPLATES_FOLDER))}"
            f":{parts.images.card}"
        )
        """Of everything that pages are rendered with."""
        self._navigation_cache = RenderCache(disk_cache.cache_file(root, "pages-front"), render, self._digest)

    def rendered(self, page: SitePage) -> RenderedPage:
        """A page of the navigation."""
        return self._navigation_cache.rendered(page, cache_key(page, self._digest))

    def write(
        self,
        folder: OutputDir,
        staging: Path,
        wrap: WrapPage,
        frame_digest: str,
        late_files: Callable[[], Iterable[SiteFile]],
    ) -> None:
        """Write everything to a folder. `staging`: where MkDocs wrote its part; `late_files`: those that take time.

        Raises OSError where it cannot, and whatever `late_files` raises.
        """
        self._navigation_cache.save([page.address for page in self.parts.navigation])
        images, files = self.parts.images, self.parts.files
        staged = [path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()]
        pages = map(page_file, self.parts.pages)
        documents = {one.address: one for one in self.parts.documents}
        folder.prepare({*staged, *images.files, *documents, *pages, *(file.address for file in files)})
        placed = {path: _place(folder, path, (staging / path).read_bytes()) for path in staged}
        placed |= {path: _place_image(folder, path, images) for path in images.files}
        placed |= {path: _place_document(folder, one, self.office) for path, one in documents.items()}
        placed |= {file.address: _place(folder, file.address, file.content) for file in files}
        writer = PageWriter(self.root, self._render, wrap, frame_digest, self._digest, folder)
        placed |= writer.write_pages(self.parts.pages)
        late = list(late_files())
        folder.prepare(file.address for file in late)
        placed |= {file.address: _place(folder, file.address, file.content) for file in late}
        folder.remove_all_but(placed)
        folder.remember(placed)


def _place(folder: OutputDir, path: str, content: bytes) -> PlacedFile:
    key = hashlib.blake2b(content, digest_size=16).hexdigest()
    return folder.unchanged(path, key) or folder.put(path, key, content)


def _place_image(folder: OutputDir, path: str, images: SiteImages) -> PlacedFile:
    """An image, which is read only where the folder does not have it."""
    digest = images.files[path].digest
    return folder.unchanged(path, digest) or folder.put(path, digest, images.content(path))


def _place_document(folder: OutputDir, one: OfferedFile, office: Office) -> PlacedFile:
    """An attachment, which is the file that was looked through, to the byte. Raises OSError where it is another now."""
    known = folder.unchanged(one.address, one.digest)
    if known:
        return known
    content = office.files.read(one.source, LARGEST_PDF_BYTES) or b""
    if hashlib.sha256(content).hexdigest() != one.digest:
        raise OSError(one.source)
    return folder.put(one.address, one.digest, content)
