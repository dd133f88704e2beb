"""Link resolution: which file of the site an address on it means."""

from collections.abc import Container
from urllib.parse import unquote

from msgspec import Struct

from workflow.text.link_target import site_path


class LinkTarget(Struct, frozen=True, array_like=True):
    """Where an address of the site leads to, whatever files there are."""

    path: str
    """Below the site's root; with a slash at its end where only a folder can be meant."""
    fragment: str = ""
    """A name within it."""


class SiteAddresses:
    """The addresses of a site. `website`: its own, with a slash at its end."""

    def __init__(self, website: str) -> None:
        self.website = website
        self._known: dict[tuple[str, str], LinkTarget | None] = {}

    def of(self, folder: str, target: str) -> LinkTarget | None:
        """Where a link in a folder leads to; None for other hosts and schemes."""
        key = (folder, target)
        if key not in self._known:
            self._known[key] = self._of(folder, target)
        return self._known[key]

    def _of(self, folder: str, target: str) -> LinkTarget | None:
        path, fragment = site_path(folder, target, self.website), unquote(target.partition("#")[2])
        return None if path is None else LinkTarget(path or "index.html", fragment)


def file_at(place: LinkTarget, files: Container[str]) -> str | None:
    """Which of the files lies at a place: itself, or the page of the folder of that name; None for neither."""
    if place.path in files:
        return place.path
    page = f"{place.path.rstrip('/')}/index.html"
    return page if page in files else None
