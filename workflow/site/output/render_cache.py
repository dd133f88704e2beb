"""A cache of rendered pages, kept in the user's cache folder from build to build.

A page is taken from it only when its data, the templates, the office's configuration and this program are the same to
the byte. It is kept in many files (shards), so that one edit writes little anew; what is lost or spoiled is rendered
again.
"""

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import jinja2
from msgspec import Struct, msgpack

from workflow.infra import disk_cache
from workflow.site.models.site_page import SitePage
from workflow.site.output.jinja import RenderedPage, RenderPage


class CachedPage(Struct, frozen=True, array_like=True):
    """A rendered page, and the digest of what it was made from."""

    key: str
    rendered: RenderedPage


class RenderCache:
    """One file of rendered pages, which is read when the first page is asked for and written by `save`."""

    def __init__(self, place: Path, render: RenderPage, render_digest: str) -> None:
        """`render_digest`: of everything that pages are rendered with."""
        self._place, self._render, self._digest = place, render, render_digest
        self._is_changed = False

    @cached_property
    def _cached(self) -> dict[str, CachedPage]:
        return disk_cache.read(self._place, self._digest, dict[str, CachedPage]) or {}

    def rendered(self, page: SitePage, key: str) -> RenderedPage:
        """A page whose data have this key; "" is the key of none."""
        cached = self._cached.get(page.address)
        if cached is None or cached.key != key or not key:
            cached = self._cached[page.address] = CachedPage(key, self._render(page))
            self._is_changed = True
        return cached.rendered

    def save(self, addresses: Iterable[str]) -> None:
        """Keep what is known of pages at these addresses for the next build."""
        known = {address: self._cached[address] for address in addresses if address in self._cached}
        if self._is_changed or len(known) != len(self._cached):
            disk_cache.write(self._place, self._digest, known)


def cache_key(page: SitePage, render_digest: str) -> str:
    """The digest of all that a page is made from; "" for one that holds what cannot be written down."""
    try:
        model = msgpack.encode(
            [render_digest, page.address, page.context.template, page.context], enc_hook=_encode_number
        )
    except (TypeError, ValueError, OverflowError):
        return ""
    return hashlib.blake2b(model, digest_size=16).hexdigest()


def _encode_number(value: object) -> object:
    if isinstance(value, int):
        return int(value)
    raise TypeError(value)


def templates_digest(folders: Iterable[Path]) -> str:
    """Of the names and bytes of all templates, and of what makes pages of them."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.html"))]
    parts = [f"{path.name}\0{path.read_text(encoding='utf-8')}" for path in paths]
    return hashlib.sha256("\0\0".join((jinja2.__version__, *parts)).encode()).hexdigest()[:24]
