"""The ledger of errata: every correction and every withdrawal, so that nothing is mended unseen."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from workflow.site.retraction import Retraction
from workflow.site.story import Story


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


def make_entries(stories: Iterable[Story], retractions: Iterable[Retraction]) -> list[Entry]:
    """Every correction and withdrawal, newest first. What was taken back as a whole is listed as that alone."""
    entries = [
        Entry(Kind.CORRECTION, erratum.at, story.title, story.address, erratum.note)
        for story in stories
        for erratum in story.corrections
    ]
    entries += [Entry(Kind.WITHDRAWAL, one.at, one.title, one.address, one.reason) for one in retractions]
    return sorted(entries, key=lambda entry: (entry.at, entry.address, entry.note), reverse=True)
