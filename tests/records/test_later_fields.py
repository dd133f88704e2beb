"""A field that came later leaves former seals as they are, and is sealed itself."""

from msgspec.structs import replace

from workflow.records.article import Article, ArticleStatus
from workflow.records.event import Event
from workflow.records.seal import LATER_FIELDS, former_seal, seals_of
from workflow.text.field_types import Instant

STORY = Article(
    title="Judul", request="2026-0001", status=ArticleStatus.DRAFT, category="kesehatan", summary="Satu.", author="rina"
)
EVENT = Event(starts=Instant(1_764_464_400), place="Aula")
BEFORE = "seal2:e7cedd7237d3076690ab52d00e5d59813898d53d69d4300da31710ec44622b3d"
"""Of the same story, by the program before there were events."""


def test_a_story_without_an_event_has_the_seal_it_had() -> None:
    assert seals_of(STORY, "Isi.", None).full == BEFORE


def test_an_event_is_sealed_and_no_seal_made_before_fits_it() -> None:
    plain, announcing = seals_of(STORY, "Isi.", None), seals_of(replace(STORY, event=EVENT), "Isi.", None)
    assert not announcing.fit(plain.full)
    assert not announcing.fit(former_seal(STORY, "Isi.")), "a seal that says nothing of events vouches for none"
    moved = seals_of(replace(STORY, event=replace(EVENT, place="Balai")), "Isi.", None)
    assert not moved.fit(announcing.full)
    assert "event" in LATER_FIELDS
