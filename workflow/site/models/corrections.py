"""The ledger: every act on a story since it was published, and every report of a mistake; nothing is changed unseen."""

from collections.abc import Iterable, Iterator
from html import escape

from msgspec import Struct

from workflow.records.article import ActKind, PublicAct
from workflow.site.content.reported_mistakes import PublicReport
from workflow.site.models.retraction import Retraction
from workflow.site.models.story import Story

MARKUP_BYTES = 1_000
"""Bytes of HTML around the words of an entry."""
TEXTS_OF_THE_STORY = (ActKind.CORRECTION, ActKind.UPDATE, ActKind.REPLY)
"""Acts whose words tell what the story says, so they go with it when it is withdrawn."""


class CorrectionEntry(Struct, frozen=True):
    """One line of the list: an act, or a report of a reader."""

    at: int
    title: str
    address: str
    act: PublicAct | None = None
    """Without its words where the story is withdrawn and they tell what it said."""
    report: PublicReport | None = None

    @property
    def words(self) -> str:
        """Everything that is said in it."""
        note = f"{self.act.note}{self.act.respondent}{self.act.capacity}" if self.act else ""
        return self.title + note + (f"{self.report.summary}{self.report.reason}" if self.report else "")


def correction_entries(stories: Iterable[Story], retractions: Iterable[Retraction]) -> list[CorrectionEntry]:
    """Every act on and report of every story that readers can or could see, newest first."""
    entries = [entry for story in stories for entry in _entries(story, story.acts)]
    for gone in retractions:
        entries += _entries(gone, tuple(map(_without_text, gone.acts)))
    return sorted(entries, key=lambda entry: (entry.at, entry.address, entry.words), reverse=True)


def entry_bytes(entry: CorrectionEntry) -> int:
    """The bytes that an entry takes on a page."""
    return MARKUP_BYTES + len(escape(entry.words).encode())


def _entries(story: Story | Retraction, acts: tuple[PublicAct, ...]) -> Iterator[CorrectionEntry]:
    for act in acts:
        yield CorrectionEntry(act.at, story.title, story.address, act=act)
    for report in story.reports:
        yield CorrectionEntry(report.received, story.title, story.address, report=report)


def _without_text(act: PublicAct) -> PublicAct:
    return PublicAct(act.act, act.at, "", act.moved_from, act.moved_to) if act.act in TEXTS_OF_THE_STORY else act
