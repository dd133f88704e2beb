"""The list of corrections and withdrawals: every act on a story since it was published; nothing is changed unseen."""

from collections.abc import Iterable
from html import escape

from msgspec import Struct

from workflow.records.article import ActKind, PublicAct
from workflow.site.models.retraction import Retraction
from workflow.site.models.story import Story

MARKUP_BYTES = 1_000
"""Bytes of HTML around the words of an entry."""


class CorrectionEntry(Struct, frozen=True):
    """One line of the list."""

    kind: ActKind
    at: int
    title: str
    address: str
    note: str
    """"" where the story is withdrawn: what was corrected in it is not said again."""
    moved_to: int | None = None


def correction_entries(stories: Iterable[Story], retractions: Iterable[Retraction]) -> list[CorrectionEntry]:
    """Every act on every story that readers can or could see, newest first."""
    entries = [_entry(act, story.title, story.address) for story in stories for act in story.acts]
    for gone in retractions:
        entries += [_entry(act, gone.title, gone.address, is_withdrawn=True) for act in gone.acts]
    return sorted(entries, key=lambda entry: (entry.at, entry.address, entry.note), reverse=True)


def entry_bytes(entry: CorrectionEntry) -> int:
    """The bytes that an entry takes on a page."""
    return MARKUP_BYTES + len(escape(entry.title + entry.note).encode())


def _entry(act: PublicAct, title: str, address: str, *, is_withdrawn: bool = False) -> CorrectionEntry:
    note = "" if is_withdrawn and act.act is ActKind.CORRECTION else act.note
    return CorrectionEntry(act.act, act.at, title, address, note, act.moved_to)
