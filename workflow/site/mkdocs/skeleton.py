"""The theme's page around a content, rendered once, and filled in for every page that is not in the navigation.

The theme renders the page with unmistakable marks in the place of everything that differs from page to page: its
texts, and every link relative to it. The result is cut at the marks. Nothing here knows of MkDocs or its theme.
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
    """The way to the site's root."""


class PageContent(Struct, frozen=True):
    """A page to be put into the shell. All of it is HTML that is safe where it stands."""

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
MakeLink = Callable[[str, str], str]
"""The link to a target from the page at an address."""


class Placeholders:
    """Hands out marks for what will differ, and knows what each stands for."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []

    def of(self, slot: Slot) -> str:
        """The mark that stands for a part or a link."""
        if slot not in self.slots:
            self.slots.append(slot)
        return f"RDKSLOT{self.slots.index(slot):04}Z"


class PageSkeleton:
    """The theme's page cut at its marks. Raises ValueError where the content is not there exactly once."""

    def __init__(self, html: str, marks: Placeholders, way: MakeLink) -> None:
        self.way = way
        pieces = _PLACEHOLDER.split(html)
        self.pieces: list[str | Slot] = [
            marks.slots[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces)
        ]
        if self.pieces.count(PagePart.CONTENT) != 1:
            raise ValueError(html)
        self.targets = {piece.target for piece in self.pieces if isinstance(piece, ThemeLink)}
        self._folders: dict[str, list[str | PagePart]] = {}

    def fill(self, sheet: PageContent) -> str:
        """One page."""
        own = {
            PagePart.TITLE: sheet.title,
            PagePart.DESCRIPTION: sheet.description,
            PagePart.HEAD: sheet.head,
            PagePart.CONTENT: sheet.content,
            PagePart.CANONICAL: sheet.canonical,
            PagePart.ROOTED: sheet.rooted,
            PagePart.BELOW: sheet.address.rstrip("/").partition("/")[2],
        }
        return "".join([own[piece] if isinstance(piece, PagePart) else piece for piece in self._linked(sheet.address)])

    def _linked(self, address: str) -> list[str | PagePart]:
        """The pieces with their links: the same for all pages of a folder, but for one that is linked to itself."""
        if any(target.startswith(address) for target in self.targets):
            return self._link(address)
        folder = address.rstrip("/").rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._link(address)
        return self._folders[folder]

    def _link(self, address: str) -> list[str | PagePart]:
        linked: list[str | PagePart] = []
        for piece in self.pieces:
            if isinstance(piece, ThemeLink):
                linked.append(self.way(piece.target, address))
            else:
                linked.append(self.way(".", address) if piece is PagePart.BASE else piece)
        return linked
