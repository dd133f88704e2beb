"""Days as people write them: all ways name the same day, and what names none is never guessed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.counter.dates import read_day

TODAY = dt.date(2026, 11, 26)
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_way_to_write_a_day_names_it(day: dt.date) -> None:
    name, month = DAYS[day.weekday()], MONTHS[day.month - 1]
    for text in (
        f"{day}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {month} {day.year}",
        f"{name}, {day.day} {month} {day.year}.",
        f"  {name.upper()} {day.day}  {month[:3].lower() if day.month != 8 else 'agu'} {day.year} ",
        f"tanggal {day.day} {month} {day.year}",
    ):
        assert read_day(text, TODAY) == day, text


@given(st.dates(dt.date(2001, 1, 1), dt.date(2098, 1, 1)), st.integers(0, 364))
def test_a_day_without_a_year_is_the_next_one(today: dt.date, ahead: int) -> None:
    day = today + dt.timedelta(ahead)
    if (day.month, day.day) != (2, 29):
        assert read_day(f"{day.day} {MONTHS[day.month - 1]}", today) == day
    assert read_day(f"{DAYS[day.weekday()]} {day.day}/{day.month}/{day.year}", today) == day


@given(st.dates(dt.date(2001, 1, 1), dt.date(2098, 1, 1)), st.integers(1, 7))
def test_a_weekday_alone_is_the_next_after_today(today: dt.date, ahead: int) -> None:
    day = today + dt.timedelta(ahead)
    assert read_day(DAYS[day.weekday()], today) == day


@given(st.dates(dt.date(2001, 1, 1), dt.date(2098, 1, 1)), st.integers(1, 6))
def test_a_weekday_that_is_not_the_dates_is_refused(day: dt.date, off: int) -> None:
    wrong = DAYS[(day.weekday() + off) % 7]
    assert read_day(f"{wrong} {day.day} {MONTHS[day.month - 1]} {day.year}", TODAY) is None


@pytest.mark.parametrize(
    ("text", "ahead"),
    [("hari ini", 0), ("Besok", 1), ("LUSA", 2), ("jum'at", 1), ("Jum\u2019at", 1), ("ahad", 3), ("Monday", 4)],
)
def test_words_for_days(text: str, ahead: int) -> None:
    assert read_day(text, TODAY) == TODAY + dt.timedelta(ahead)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "nanti",
        "minggu depan",
        "31/11/2026",
        "30/13/2026",
        "0/1/2026",
        "2026-02-30",
        "29 Februari 2026",
        "30 Novembre 2026",
        "30/11/26",
        "30 11 2026",
        "30/11/2026 atau 1/12/2026",
        "besok besok",
        "Senin Selasa",
        f"{chr(0x0663)}0/{chr(0x0661)}1/2026",
        "0000-01-01",
        "9" * 81,
        "30/11/2026\nlanjut",
    ],
)
def test_what_names_no_day_is_not_guessed(text: str) -> None:
    assert read_day(text, TODAY) is None


@given(st.text(max_size=120))
def test_any_text_is_answered(text: str) -> None:
    found = read_day(text, TODAY)
    assert found is None or isinstance(found, dt.date)
