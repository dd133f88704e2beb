"""Days and moments as people write them: read as a person reads them, or asked back; never a guess, never a crash."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_datetime
from hypothesis import given
from hypothesis import strategies as st

from tests.input.spellings import FUTURE_DAYS, FUTURE_MOMENTS, PAST_DAYS, PAST_MOMENTS
from workflow.i18n.catalog import in_language, translate
from workflow.i18n.dates import local_time
from workflow.input.ambiguity import Direction, Unclear, unambiguous
from workflow.input.dates import read_day, read_moment

ZONE = "Asia/Pontianak"
CLOCK = ZoneInfo(ZONE)
NOW = int(dt.datetime(2026, 11, 26, 10, 5, 30, tzinfo=CLOCK).timestamp())
PAST, FUTURE = Direction.PAST, Direction.FUTURE
moments_behind = st.integers(0, 178 * 24 * 60).map(
    lambda ago: local_time(NOW - NOW % 60 - 60 * ago, ZONE).replace(tzinfo=None)
)
"""On the office's clock."""


def rows(table: str) -> list[tuple[str, str]]:
    """Each line as what is written and what is expected."""
    found = []
    for line in table.split("\n"):
        text, mark, expected = line.partition(" = ") if " = " in line else line.partition(" ?")
        found.append((text.strip(), (mark.strip() + expected).replace("= ", "=")))
    return found


def told(found: object) -> str:
    """A reading as the tables write it."""
    if not isinstance(found, Unclear):
        return f"={unambiguous(found, ZONE)}"  # type: ignore[arg-type]
    readings = " | ".join(unambiguous(one, ZONE) for one in found.readings)
    return f"? {found.why.name} {readings}".strip()


@pytest.mark.parametrize(("text", "expected"), rows(PAST_MOMENTS))
def test_a_moment_that_has_been(text: str, expected: str) -> None:
    assert told(read_moment(text, NOW, ZONE, PAST)) == expected


@pytest.mark.parametrize(("text", "expected"), rows(FUTURE_MOMENTS))
def test_a_moment_to_come(text: str, expected: str) -> None:
    assert told(read_moment(text, NOW, ZONE, FUTURE)) == expected


@pytest.mark.parametrize(("text", "expected"), rows(PAST_DAYS))
def test_a_day_that_has_been(text: str, expected: str) -> None:
    assert told(read_day(text, NOW, ZONE, PAST)) == expected


@pytest.mark.parametrize(("text", "expected"), rows(FUTURE_DAYS))
def test_a_day_to_come(text: str, expected: str) -> None:
    assert told(read_day(text, NOW, ZONE, FUTURE)) == expected


def test_the_tables_are_long() -> None:
    assert sum(len(rows(table)) for table in (PAST_MOMENTS, FUTURE_MOMENTS, PAST_DAYS, FUTURE_DAYS)) >= 200


@given(moments_behind, st.sampled_from(["full", "long", "medium", "short"]), st.sampled_from(["id", "en_GB"]))
def test_every_format_of_the_locales_reads_back(moment: dt.datetime, width: str, tongue: str) -> None:
    aware = moment.replace(tzinfo=CLOCK)
    text = format_datetime(aware, width, tzinfo=CLOCK, locale=tongue)
    text = text.replace("West Indonesia Time", "WIB").replace("Western Indonesia Time", "WIB")
    assert read_moment(text, NOW, ZONE, PAST) == int(aware.timestamp()), text
    day = format_date(moment, width, locale=tongue)
    assert read_day(day, NOW, ZONE, PAST) == moment.date(), day


@given(
    moments_behind,
    st.sampled_from(
        ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y", "%d %B %Y", "%a, %d %b %Y", "%A %d/%m/%Y"]
    ),
    st.sampled_from(["%H:%M", "%H.%M", "%H:%M:%S", "pukul %H.%M WIB", "%I:%M %p", "%H:%M+07:00"]),
)
def test_every_format_of_strftime_reads_back(moment: dt.datetime, day: str, time: str) -> None:
    text = f"{moment:{day} {time}}"
    assert read_moment(text, NOW, ZONE, PAST) == int(moment.replace(tzinfo=CLOCK).timestamp()), text


@given(moments_behind)
def test_what_is_asked_back_is_answered_by_what_was_said_to_write(moment: dt.datetime) -> None:
    at = int(moment.replace(tzinfo=CLOCK).timestamp())
    for one in (f"{moment.day} {moment:%B} 2019 8.00", "Kamis 3.30", f"{moment:%A}", "kemarin jam 2"):
        found = read_moment(one, at, ZONE, PAST)
        for reading in found.readings if isinstance(found, Unclear) else ():
            assert read_moment(unambiguous(reading, ZONE), at, ZONE, PAST) == reading


@given(st.text(max_size=120) | st.from_regex(r"[0-9 ./:T+-]{1,30}", fullmatch=True), st.sampled_from(Direction))
def test_any_text_is_answered_and_what_is_sure_lies_on_its_side(text: str, direction: Direction) -> None:
    day, moment = read_day(text, NOW, ZONE, direction), read_moment(text, NOW, ZONE, direction)
    if not isinstance(day, Unclear):
        assert (day <= dt.date(2026, 11, 26)) if direction is PAST else (day >= dt.date(2026, 11, 26))
    if not isinstance(moment, Unclear) and moment != NOW - NOW % 60:
        assert (moment <= NOW) if direction is PAST else (moment >= NOW)


@given(
    st.lists(st.sampled_from(["Rabu", "lalu", "minggu", "9", "jam", "20", "11", "2026", "999", "hari", "pagi", "-"]))
)
def test_words_in_any_order_are_answered(words: list[str]) -> None:
    for direction in Direction:
        assert isinstance(read_day(" ".join(words), NOW, ZONE, direction), (dt.date, Unclear))
        assert isinstance(read_moment(" ".join(words), NOW, ZONE, direction), (int, Unclear))


def test_a_long_text_is_not_read() -> None:
    assert told(read_moment("09.50 " * 100_000, NOW, ZONE, PAST)) == "? UNREAD"


def test_both_readings_are_said_with_their_weekdays_and_how_to_write_them() -> None:
    wednesday = int(dt.datetime(2026, 11, 25, 10, tzinfo=CLOCK).timestamp())
    found = read_day("Rabu", wednesday, ZONE, PAST)
    assert isinstance(found, Unclear)
    with in_language("id"):
        asked = translate(found.question("20 November 2026"))
    assert "Maksud Anda Rabu, 25 November 2026 atau Rabu, 18 November 2026?" in asked
    assert "2026-11-25 atau 2026-11-18" in asked
    for words in ("Rabu, 25 November 2026", "Rabu 18 November 2026"):
        assert not isinstance(read_day(words, wednesday, ZONE, PAST), Unclear)


def test_another_zone_is_another_clock() -> None:
    at = read_moment("20 November 2026 09.50", NOW, "Asia/Jayapura", PAST)
    assert isinstance(at, int)
    assert at + 2 * 3600 == read_moment("20 November 2026 09.50", NOW, ZONE, PAST)
