"""What the addresses on a site mean."""

import posixpath
from collections.abc import Container
from urllib.parse import unquote

from msgspec import Struct

from workflow.inspection.tags import ABROAD, SCHEME


class Place(Struct, frozen=True):
    """A file of the site, and a name in it."""

    path: str
    fragment: str = ""


class Places:
    """The places of a site with some files. `website`: its own address, with a slash at its end."""

    def __init__(self, files: Container[str], website: str) -> None:
        self.files, self.website = files, website
        self._root = "/" + website.split("/", 3)[3]
        self._known: dict[tuple[str, str], Place | None] = {}

    def of(self, folder: str, target: str) -> Place | None:
        """Where a link in a folder leads to; None for other hosts and schemes."""
        key = (folder, target)
        if key not in self._known:
            self._known[key] = self._of(folder, target)
        return self._known[key]

    def _of(self, folder: str, target: str) -> Place | None:
        address, _, fragment = target.partition("#")
        address = address.partition("?")[0]
        if address.startswith(self.website):
            address = address.removeprefix(self.website)
        elif ABROAD.match(address) or SCHEME.match(address):
            return None
        elif address.startswith("/"):
            address = address.removeprefix(self._root) if address.startswith(self._root) else f"../{address}"
        else:
            address = f"{folder}/{address}".lstrip("/")
        path = posixpath.normpath(unquote(address) or ".")
        if path == ".":
            return Place("index.html", unquote(fragment))
        is_folder = address.endswith("/") or path not in self.files
        return Place(f"{path}/index.html" if is_folder else path, unquote(fragment))

    def has(self, place: Place | None) -> bool:
        """Whether a file is there; whatever is not ours may be."""
        return place is None or place.path in self.files
