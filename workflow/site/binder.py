"""The site is bound: pages, files and pictures, and what MkDocs wrote, become one folder, and nothing else is in it."""

import hashlib
from pathlib import Path

from workflow.records.office import Office
from workflow.rules import cache
from workflow.site.drawer import Drawer, digest_of_templates, key_of
from workflow.site.folder import Placed, SiteFolder
from workflow.site.gallery import Gallery
from workflow.site.outputs import SiteFile
from workflow.site.pages import SitePage
from workflow.site.printing import Printer, Wrap, file_of
from workflow.site.templates import FOLDER, Press, Rendered


class Binder:
    """Gathers one build's parts, and binds them at its end."""

    def __init__(self, root: Path, office: Office, gallery: Gallery) -> None:
        self.root, self.office, self.gallery = root, office, gallery
        self.pages: list[SitePage] = []
        """The pages out of the navigation."""
        self.files: list[SiteFile] = []
        self.digest = f"{cache.key_of(office.digest)}:{digest_of_templates(root / FOLDER)}"
        """Of everything the pages are rendered with."""
        self._render = Press(root, office).render
        self._front = Drawer(cache.location(root, "pages-front"), self._render, self.digest)
        """Of the pages in the navigation."""
        self._fronts: list[str] = []

    def rendered(self, page: SitePage) -> Rendered:
        """A page of the navigation, which MkDocs itself writes."""
        self._fronts.append(page.address)
        return self._front.rendered(page, key_of(page, self.digest))

    def bind(self, folder: SiteFolder, stage: Path, wrap: Wrap, shell_digest: str) -> None:
        """Write everything to a folder. `stage`: where MkDocs wrote its part. Raises OSError where it cannot."""
        self._front.close(self._fronts)
        staged = [str(path.relative_to(stage).as_posix()) for path in stage.rglob("*") if path.is_file()]
        files = {file.address: file.content for file in self.files}
        pages = {file_of(page): page for page in self.pages}
        folder.clear({*staged, *files, *self.gallery.files, *pages})
        placed = {path: self._place(folder, path, (stage / path).read_bytes()) for path in staged}
        placed |= {path: self._copy(folder, path, one.digest) for path, one in self.gallery.files.items()}
        placed |= {path: self._place(folder, path, content) for path, content in files.items()}
        printer = Printer(self.root, self._render, wrap, shell_digest, self.digest, folder)
        folder.remember(placed | printer.print_pages(list(pages.values())))

    def _place(self, folder: SiteFolder, path: str, content: bytes) -> Placed:
        key = hashlib.blake2b(content, digest_size=16).hexdigest()
        return folder.holds(path, key) or folder.put(path, key, content)

    def _copy(self, folder: SiteFolder, path: str, digest: str) -> Placed:
        """A picture, which is read only where the folder does not hold it."""
        return folder.holds(path, digest) or folder.put(path, digest, self.gallery.content(path))
