"""The ledger of errata: every correction and every withdrawal, so that nothing is mended unseen."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from workflow.language.dates import local
from workflow.site import addresses
from workflow.site.retraction import Retraction
from workflow.site.story import Story

PAGE = 100
"""Entries of a page. Pages are numbered from a year's oldest entry on, so that a full one never changes."""


class Kind(StrEnum):
    """What was done to a published story."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class Entry(Struct, frozen=True):
    """One line of the ledger."""

    kind: Kind
    at: int
    title: str
    address: str
    note: str


class Part(Struct, frozen=True):
    """A page of a long year."""

    number: int
    address: str
    entries: tuple[Entry, ...]
    """Newest first."""


class LedgerYear(Struct, frozen=True):
    """A year's entries."""

    number: str
    address: str
    count: int
    entries: tuple[Entry, ...]
    """The newest ones, newest first."""
    parts: tuple[Part, ...]
    """All entries in pages; none where one page holds them."""


def make_entries(stories: Iterable[Story], retractions: Iterable[Retraction]) -> list[Entry]:
    """Every correction and withdrawal, newest first. What was taken back as a whole is listed as that alone."""
    entries = [
        Entry(Kind.CORRECTION, erratum.at, story.title, story.address, erratum.note)
        for story in stories
        for erratum in story.corrections
    ]
    entries += [Entry(Kind.WITHDRAWAL, one.at, one.title, one.address, one.reason) for one in retractions]
    return sorted(entries, key=lambda entry: (entry.at, entry.address, entry.note), reverse=True)


def make_years(entries: Iterable[Entry], zone: str) -> Iterator[LedgerYear]:
    """The ledger by years of the office's clock, the latest first."""
    for year, found in groupby(entries, key=lambda entry: local(entry.at, zone).year):
        ordered = tuple(found)
        address = f"{addresses.LEDGER}{year}/"
        yield LedgerYear(str(year), address, len(ordered), ordered[:PAGE], tuple(_parts(ordered, address)))


def _parts(entries: tuple[Entry, ...], address: str) -> Iterator[Part]:
    if len(entries) <= PAGE:
        return
    oldest_first = entries[::-1]
    for number, start in enumerate(range(0, len(entries), PAGE), 1):
        yield Part(number, f"{address}{number}/", oldest_first[start : start + PAGE][::-1])
