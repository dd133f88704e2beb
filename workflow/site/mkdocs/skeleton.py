"""A page skeleton: the theme's page around a content, rendered once with placeholders and filled in for every page.

Rendering the theme takes far longer than anything else about a page, and what it prints is the same for all pages of a
section but for a few texts, and links that are relative to the page. So the theme renders one page in which each of
these is a placeholder, a word that no theme prints (`RDKSLOT0003Z`). `PageSkeleton` cuts the result at the
placeholders; joined again with a page's own texts and links, the pieces are that page. Nothing here knows of MkDocs.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

_PLACEHOLDER = re.compile(r"RDKSLOT(\d{4})Z")


class PagePart(StrEnum):
    """What of a page differs from every other."""

    TITLE = "title"
    DESCRIPTION = "description"
    HEAD = "head"
    CONTENT = "content"
    CANONICAL = "canonical"
    """The whole address; "" while the site has none."""
    ROOTED = "rooted"
    """The address from the server's root."""
    BELOW = "below"
    """The address below its section (its first part), without the slash at its end."""
    BASE = "base"
    """The relative link to the site's root."""


class PageContent(Struct, frozen=True):
    """A page to be put into the skeleton. All of it is HTML that is safe where it stands."""

    address: str
    title: str
    description: str
    head: str
    content: str
    canonical: str
    rooted: str


class ThemeLink(Struct, frozen=True):
    """A link of the theme's, as its template wrote it."""

    target: str


Slot = PagePart | ThemeLink
"""What a placeholder stands for."""
MakeLink = Callable[[str, str], str]
"""The link to a target from the page at an address."""


class Placeholders:
    """Hands out placeholders, and knows what each stands for."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []

    def of(self, slot: Slot) -> str:
        """The placeholder of a slot: the same one each time."""
        if slot not in self.slots:
            self.slots.append(slot)
        return f"RDKSLOT{self.slots.index(slot):04}Z"


class PageSkeleton:
    """The theme's page cut at its placeholders. Raises ValueError where the content is not there exactly once."""

    def __init__(self, html: str, placeholders: Placeholders, make_link: MakeLink) -> None:
        self.make_link = make_link
        pieces = _PLACEHOLDER.split(html)  # text, number, text, number, ... text
        self.pieces: list[str | Slot] = [
            placeholders.slots[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces)
        ]
        if self.pieces.count(PagePart.CONTENT) != 1:
            raise ValueError(html)
        self.targets = {piece.target for piece in self.pieces if isinstance(piece, ThemeLink)}
        self._linked_by_folder: dict[str, list[str | PagePart]] = {}

    def fill(self, page: PageContent) -> str:
        """One page as the theme would have rendered it."""
        parts = {
            PagePart.TITLE: page.title,
            PagePart.DESCRIPTION: page.description,
            PagePart.HEAD: page.head,
            PagePart.CONTENT: page.content,
            PagePart.CANONICAL: page.canonical,
            PagePart.ROOTED: page.rooted,
            PagePart.BELOW: page.address.rstrip("/").partition("/")[2],
        }
        pieces = self._linked(page.address)
        return "".join([parts[piece] if isinstance(piece, PagePart) else piece for piece in pieces])

    def _linked(self, address: str) -> list[str | PagePart]:
        """The pieces with their links: the same for all pages of a folder, but for one that is linked to itself."""
        if any(target.startswith(address) for target in self.targets):
            return self._link(address)
        folder = address.rstrip("/").rpartition("/")[0]
        if folder not in self._linked_by_folder:
            self._linked_by_folder[folder] = self._link(address)
        return self._linked_by_folder[folder]

    def _link(self, address: str) -> list[str | PagePart]:
        """The pieces with links in the place of their slots; the page's own texts are still to come."""
        linked: list[str | PagePart] = []
        for piece in self.pieces:
            if isinstance(piece, ThemeLink):
                linked.append(self.make_link(piece.target, address))
            elif piece is PagePart.BASE:
                linked.append(self.make_link(".", address))
            else:
                linked.append(piece)
        return linked
