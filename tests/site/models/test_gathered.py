"""Topics, the agenda and weekly digests gather what is public, in their order, and nothing that came later."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.site.models.stories import story
from workflow.config.pages.topics import Topic, TopicKind
from workflow.records import urls
from workflow.records.article import ActKind, PublicAct
from workflow.records.event import Event
from workflow.records.event_time import TimeFlaw, first_moment, last_moment, time_flaw
from workflow.site.models.corrections import CorrectionEntry, correction_entries
from workflow.site.models.gathered.agenda import agenda_entries, by_month, month_labels
from workflow.site.models.gathered.digests import Digest, make_digests
from workflow.site.models.gathered.events import StoryEvent
from workflow.site.models.gathered.topics import StoryTopics, make_topics
from workflow.site.models.story import Story
from workflow.text.field_types import SECONDS_PER_DAY as DAY
from workflow.text.field_types import Instant

WIT = "Asia/Jayapura"
MONDAY = int(dt.datetime(2026, 11, 16, tzinfo=ZoneInfo(WIT)).timestamp())
NOW = MONDAY + 5 * DAY


def topic(
    kind: TopicKind,
    *,
    ended: int | None = None,
    tags: tuple[str, ...] = (),
    parts: int | None = None,
    stories: tuple[str, ...] = (),
) -> Topic:
    return Topic(
        "Banjir", kind, "Air naik.", Instant(9), None if ended is None else Instant(ended), tags, stories, parts
    )


def test_a_topic_gathers_its_key_as_a_tag_other_tags_and_named_stories() -> None:
    stories = [
        story(9, ("banjir rob",)),
        story(8, ("banjir-rob",)),
        story(7, ("hujan",)),
        story(6),
        story(5, ("kering",)),
    ]
    live = topic(TopicKind.LIVE, tags=("hujan",), stories=("2026/6",))
    [page] = make_topics({"banjir-rob": live}, stories, 10, {})
    assert [one.title for one in page.stories] == ["9", "8", "7", "6"], "newest first"
    assert page.label.address == "topik/banjir-rob/"
    assert page.label.is_live
    assert make_topics({"gempa": live}, stories[4:], 10, {}) == [], "nothing to show"


@pytest.mark.parametrize(("ended", "is_live"), [(None, True), (11, True), (10, False), (9, False)])
def test_a_live_topic_is_over_from_the_moment_that_it_names(ended: int | None, is_live: bool) -> None:
    [page] = make_topics({"banjir": topic(TopicKind.LIVE, ended=ended)}, [story(5, ("banjir",))], 10, {})
    assert page.label.is_live is is_live
    assert page.label.ended == (None if is_live else ended)


def test_what_is_live_stands_first() -> None:
    topics = {"a": topic(TopicKind.DOSSIER), "b": topic(TopicKind.LIVE), "c": topic(TopicKind.LIVE, ended=1)}
    pages = make_topics(topics, [story(30, ("a",)), story(20, ("c",)), story(10, ("b",))], 40, {})
    assert [page.label.address for page in pages] == ["topik/b/", "topik/a/", "topik/c/"]


def test_a_series_keeps_its_order_and_its_numbers_where_parts_are_not_out_yet() -> None:
    series = topic(TopicKind.SERIES, stories=("2026/3", "2026/99", "2026/8"), parts=5)
    [page] = make_topics({"seri": series}, [story(9, ("seri",)), story(8), story(3)], 10, {})
    assert [(number, one.title) for number, one in page.parts] == [(1, "3"), (3, "8")]
    assert page.total == 5
    assert [one.title for one in page.stories] == ["9"]
    places = StoryTopics([page])
    first, last = places.place(story(3)), places.place(story(8))
    assert first
    assert last
    assert (first.previous, first.following and first.following.number) == (None, 3)
    assert (last.previous and last.previous.title, last.following, last.total) == ("3", None, 5)
    assert places.place(story(9)) is None
    assert [label.title for label in places.labels(story(9))] == ["Banjir"]
    assert places.labels(story(3)) == (), "its place says it already"


def event(starts: int, *, over: int | None = None) -> StoryEvent:
    first = dt.datetime.fromtimestamp(starts, ZoneInfo(WIT)).date()
    return StoryEvent(starts, over or starts + 3600, True, True, first, first, "Aula", "", False)


def announcing(number: int, starts: int, published: int = 0) -> Story:
    return replace(story(number), event=event(starts), published=published)


def test_the_agenda_goes_by_the_month_of_the_office_s_clock() -> None:
    turn = int(dt.datetime(2026, 12, 1, tzinfo=ZoneInfo(WIT)).timestamp())
    months = by_month(
        agenda_entries([announcing(1, turn), announcing(2, turn - 1), announcing(3, turn - DAY), story(4)])
    )
    assert [(month.address, [one.title for one in month.entries]) for month in months] == [
        ("agenda/2026/11/", ["3", "2"]),
        ("agenda/2026/12/", ["1"]),
    ]
    assert [label.count for label in month_labels(months)] == [1, 2]


def digests(*stories: Story, now: int = NOW) -> list[Digest]:
    return make_digests(stories, correction_entries(stories, ()), agenda_entries(stories), WIT, now)


def test_a_week_begins_on_monday_of_the_office_s_clock_and_is_told_when_it_is_over() -> None:
    last, first = replace(story(1), published=MONDAY - 1), replace(story(2), published=MONDAY)
    assert [one.label.address for one in digests(last, first)] == [urls.digest(2026, 46)]
    assert digests(last, first, now=MONDAY - 1) == []
    [newer, older] = digests(last, first, now=MONDAY + 7 * DAY)
    assert (newer.label.week, older.label.week, older.issued) == (47, 46, MONDAY)
    assert (older.label.first, older.label.last) == (dt.date(2026, 11, 9), dt.date(2026, 11, 15))


def test_weeks_bear_the_iso_year() -> None:
    new_year = int(dt.datetime(2027, 1, 1, 12, tzinfo=ZoneInfo(WIT)).timestamp())
    [only] = digests(replace(story(1), published=new_year), now=new_year + 7 * DAY)
    assert only.label.address == "buletin/2026/53/"


def test_a_digest_names_events_of_the_next_two_weeks_that_were_known_then() -> None:
    known = announcing(1, MONDAY + 3 * DAY, MONDAY - DAY)
    late = announcing(2, MONDAY + 3 * DAY, MONDAY + DAY)
    far = announcing(3, MONDAY + 15 * DAY, MONDAY - DAY)
    past = announcing(4, MONDAY - 1, MONDAY - 2 * DAY)
    [one] = digests(known, late, far, past)
    assert [entry.title for entry in one.events] == ["1"]


def test_a_week_with_corrections_alone_has_a_digest() -> None:
    act = PublicAct(ActKind.CORRECTION, MONDAY - 5, "Angka.")
    entries = [CorrectionEntry(act.at, "Judul", "berita/2026/1/", act=act)]
    [one] = make_digests((), entries, (), WIT, NOW)
    assert (one.label.count, len(one.corrections)) == (0, 1)


@given(st.integers(MONDAY - 400 * DAY, MONDAY + 400 * DAY), st.integers(0, 900))
def test_a_story_stands_in_the_one_digest_of_its_week_whenever_the_site_is_built(published: int, days: int) -> None:
    own, now = replace(story(1), published=published), MONDAY + (days - 400) * DAY
    found = digests(own, now=now)
    assert found == (digests(own, now=now + 9000 * DAY) if found else [])
    for one in found:
        assert one.issued - 7 * DAY <= published < one.issued <= now


def test_whole_days_last_until_midnight_of_the_office_s_clock() -> None:
    one = Event(day=dt.date(2026, 11, 16), last_day=dt.date(2026, 11, 17), place="Aula")
    assert (first_moment(one, WIT), last_moment(one, WIT)) == (MONDAY, MONDAY + 2 * DAY)
    open_end = Event(starts=Instant(MONDAY + 3600), place="Aula")
    assert (first_moment(open_end, WIT), last_moment(open_end, WIT)) == (MONDAY + 3600, MONDAY + DAY)


@given(st.dates(), st.none() | st.dates())
def test_days_without_a_flaw_have_their_moments(day: dt.date, last: dt.date | None) -> None:
    one = Event(day=day, last_day=last, place="Aula")
    if time_flaw(one) is None:
        assert first_moment(one, WIT) < last_moment(one, WIT)
    elif 2000 <= day.year <= 2098 and last and 2000 <= last.year <= 2098:
        assert time_flaw(one) in (TimeFlaw.END_BEFORE_BEGINNING, TimeFlaw.TOO_LONG)
