"""Agenda numbers in every spelling name the same request; in doubt both are asked back."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.input.agenda_number import NoNumber, read_number
from workflow.records.letter_number import is_same_number, names_letter

ZONE = "Asia/Pontianak"
NOW = int(dt.datetime(2026, 11, 26, 10, tzinfo=ZoneInfo(ZONE)).timestamp())
JANUARY = int(dt.datetime(2027, 1, 12, 10, tzinfo=ZoneInfo(ZONE)).timestamp())
MARCH = int(dt.datetime(2027, 3, 12, 10, tzinfo=ZoneInfo(ZONE)).timestamp())


@pytest.mark.parametrize(
    "text",
    [
        "171", "0171", " 171 ", "2026/0171", "2026-0171", "2026-171", "2026/171", "2026 0171", "2026 - 0171", "2026.0171",
        "0171/2026", "171/2026", "2026\u20130171", "content/requests/2026/0171.md", "./content/requests/2026/0171.md",
        "2026/0171.md", "No. 171", "nomor 0171", "surat 171", "agenda 2026/0171", "Surat nomor 2026-0171.",
    ],
)  # fmt: skip
def test_all_spellings_name_one_request(text: str) -> None:
    assert read_number(text, NOW, ZONE, lambda _: False) == "2026-0171"


@pytest.mark.parametrize(
    "text",
    ["", "x", "#171", "0", "0000", "2026-0000", "17100", "2026-01710", "171a", "../2026/0171.md", "2025-2029-1", "1999-0001", "17 1"],
)  # fmt: skip
def test_what_is_no_number_is_told_so(text: str) -> None:
    found = read_number(text, NOW, ZONE, lambda _: True)
    assert isinstance(found, NoNumber)
    assert not found.near


def test_a_bare_number_is_of_this_year_or_asked_back() -> None:
    def there(*numbers: str) -> object:
        return lambda one: one in numbers

    both = there("2026-0005", "2027-0005")
    assert read_number("5", MARCH, ZONE, both) == "2027-0005"  # type: ignore[arg-type]
    early = read_number("5", JANUARY, ZONE, both)  # type: ignore[arg-type]
    assert isinstance(early, NoNumber)
    assert early.near == ("2027-0005", "2026-0005")
    last = read_number("171", MARCH, ZONE, there("2026-0171"))  # type: ignore[arg-type]
    assert isinstance(last, NoNumber)
    assert last.near == ("2026-0171",)
    assert read_number("171", MARCH, ZONE, there()) == "2027-0171"  # type: ignore[arg-type]


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    found = read_number(text, NOW, ZONE, lambda _: False)
    assert isinstance(found, NoNumber) or (len(found) == 9 and found[4] == "-")


SAME = ["400.7/99/DINKES", "400.7/99/Dinkes", "400.7/ 99 /DINKES", "400.7 / 99 / dinkes.", "400.7/99/\u200bDINKES"]


@pytest.mark.parametrize("one", SAME)
def test_a_letters_number_is_one_however_it_is_written(one: str) -> None:
    assert is_same_number(one, SAME[0])
    assert not is_same_number(one, "400.7/98/DINKES")
    assert not is_same_number(one, "400.7/99/DISDIK")
    text = f"---\nid: 2026-0001\nletter:\n  number: {one}\n  date: 2026-11-20\n  from: dinkes\n"
    quoted = text.replace(one, f'"{one}"')
    assert names_letter(text, SAME[0], "dinkes")
    assert names_letter(quoted, SAME[0], "dinkes")
    assert not names_letter(text, SAME[0], "disdik")


def test_numbers_that_differ_in_a_dash_alone_are_one_and_in_a_figure_are_not() -> None:
    assert is_same_number("005/12\u201399/SET", "005/12-99/set")
    assert not is_same_number("1/23", "12/3")
