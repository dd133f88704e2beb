"""Hours in words: days taken together, breaks named, other hours by the name of their period."""

import datetime as dt
from typing import Any

import pytest

from workflow.calendar.config import CalendarFile, Period, Week
from workflow.config.pages.office_words import special_hours, usual_hours
from workflow.i18n.language import in_language
from workflow.text.validate import convert

DASH = "\N{EN DASH}"
NONE: dict[str, Any] = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), ())


def calendar(
    hours: dict[str, list[str]], zone: str = "Asia/Jayapura", periods: tuple[Period, ...] = ()
) -> CalendarFile:
    return CalendarFile(zone, convert(Week, NONE | hours), periods)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"monday": ["08:00-12:00"]}, "Senin pukul 08.00-12.00 WIT"),
        ({"monday": ["08:00-12:00"], "tuesday": ["08:00-12:00"]}, "Senin sampai Selasa pukul 08.00-12.00 WIT"),
        (
            {"monday": ["08:00-12:00"], "wednesday": ["08:00-12:00"]},
            "Senin pukul 08.00-12.00 WIT, dan Rabu pukul 08.00-12.00 WIT",
        ),
        (
            {"sunday": ["13:00-16:00", "07:30-12:00"]},
            "Minggu pukul 07.30-16.00 WIT dengan istirahat pukul 12.00-13.00 WIT",
        ),
        ({"friday": ["07:00-09:00", "09:00-11:00"]}, "Jumat pukul 07.00-11.00 WIT"),
        ({}, ""),
    ],
)
def test_a_week(hours: dict[str, list[str]], said: str) -> None:
    with in_language("id"):
        assert usual_hours(calendar(hours)) == said.replace("-", DASH)


@pytest.mark.parametrize(
    ("zone", "word"),
    [("Asia/Jakarta", "WIB"), ("Asia/Pontianak", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
)
def test_the_zone_is_the_office_s(zone: str, word: str) -> None:
    with in_language("id"):
        assert usual_hours(calendar({"monday": ["08:00-12:00"]}, zone)).endswith(f" {word}")


def test_the_latest_year_of_each_period() -> None:
    week = {year: convert(Week, NONE | {"monday": [f"0{year}:00-12:00"]}) for year in (7, 8, 9)}
    periods = (
        Period("Ramadan 1448 H", dt.date(2027, 2, 8), dt.date(2027, 3, 9), week[8]),
        Period("Ramadan 1447 H", dt.date(2026, 2, 19), dt.date(2026, 3, 20), week[7]),
        Period("Bulan Bakti", dt.date(2026, 5, 1), dt.date(2026, 5, 31), week[9]),
    )
    with in_language("id"):
        said = "Selama Ramadan: Senin pukul 08.00-12.00 WIT. Selama Bulan Bakti: Senin pukul 09.00-12.00 WIT."
        assert special_hours(calendar({}, periods=periods)) == said.replace("-", DASH)
        assert special_hours(calendar({})) == ""
