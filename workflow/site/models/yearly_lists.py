"""Pagination of endless lists by year: the newest entries at the year's address, all of them in numbered pages.

Pages are numbered from a year's oldest entry on, and each is full by number or by weight before the next is begun, so
that a full one keeps its entries. The latest year stands under the list's own address too, so that a link to a year
stays right.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
ENTRIES_PER_PAGE = 100
"""Entries of a page."""
MAX_PAGE_BYTES = 250_000
"""Bytes of all entries of a page; what is published may have 400,000, and something stands around them."""
EVEN_BYTES = MAX_PAGE_BYTES // ENTRIES_PER_PAGE
"""Of an entry where all are alike."""


class YearLabel(Struct, frozen=True):
    """A year or a page of one, as other pages name it."""

    number: str
    address: str
    count: int
    """Entries in it."""


class ListPart(Struct, Generic[T], frozen=True):
    """What one page shows of its list."""

    part: YearLabel | None
    """The numbered page; None for the newest entries."""
    entries: tuple[T, ...]
    """Newest first."""
    parts: tuple[YearLabel, ...]
    """All pages of the list, the newest first; none where one page holds it."""


class YearPage(Struct, Generic[T], frozen=True):
    """What one page of a list shows."""

    years: tuple[YearLabel, ...]
    """The latest first."""
    shown: YearLabel | None
    """The year; None where there is no entry at all."""
    part: YearLabel | None
    """The numbered page; None for the newest entries."""
    entries: tuple[T, ...]
    """Newest first."""
    parts: tuple[YearLabel, ...]
    """All pages of the year, the newest first; none where one page holds it."""


def paginate_by_year(
    entries: Iterable[T],
    year_of: Callable[[T], int],
    front: str,
    named: str = "",
    weigh: Callable[[T], int] = lambda _: EVEN_BYTES,
) -> Iterator[tuple[str, YearPage[T]]]:
    """The pages of a list, by address.

    `entries`: newest first; `named`: how the address of a numbered page begins; `weigh`: the bytes that an entry takes,
    far fewer than HEAVIEST.
    """
    by_year = [(str(year), tuple(of_year)) for year, of_year in groupby(entries, key=year_of)]
    years = tuple(YearLabel(number, f"{front}{number}/", len(of_year)) for number, of_year in by_year)
    if not years:
        yield front, YearPage((), None, None, (), ())
    for place, (year, (_, of_year)) in enumerate(zip(years, by_year, strict=True)):
        for address, part in paginate(of_year, year.address, named, weigh):
            page = YearPage(years, year, part.part, part.entries, part.parts)
            if place == 0 and part.part is None:
                yield front, page
            yield address, page


def paginate(
    entries: tuple[T, ...], address: str, named: str = "", weigh: Callable[[T], int] = lambda _: EVEN_BYTES
) -> Iterator[tuple[str, ListPart[T]]]:
    """The pages of one list, by address: the newest entries at its own, then all in numbered pages if it has several.

    `entries`, `named` and `weigh` as in `paginate_by_year`; there is at least one entry.
    """
    pages = [page[::-1] for page in _fill_pages(entries[::-1], weigh)]
    numbered = [
        (YearLabel(str(number), f"{address}{named}{number}/", len(page)), page) for number, page in enumerate(pages, 1)
    ][::-1]
    parts = tuple(label for label, _ in numbered) if len(numbered) > 1 else ()
    yield address, ListPart(None, next(_fill_pages(entries, weigh)), parts)
    yield from ((label.address, ListPart(label, shown, parts)) for label, shown in numbered if parts)


def _fill_pages(entries: tuple[T, ...], weigh: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Entries cut into pages, each filled before the next is begun."""
    start, weight = 0, 0
    for place, entry in enumerate(entries):
        own = weigh(entry)
        if place - start == ENTRIES_PER_PAGE or (weight + own > MAX_PAGE_BYTES and place > start):
            yield entries[start:place]
            start, weight = place, 0
        weight += own
    yield entries[start:]
