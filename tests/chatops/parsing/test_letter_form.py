"""The form's answers are read as at every other door: what is unclear is asked back with both readings, never stored."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.support.chatops_office import filled
from tests.support.offices import sample_office
from workflow.chatops.parsing.letter_form import read_letter
from workflow.i18n.catalog import in_language, translate
from workflow.input.ambiguity import unambiguous
from workflow.services.inputs import LetterInput

OFFICE = sample_office()
WEDNESDAY = int(dt.datetime(2026, 11, 25, 10, 5, tzinfo=ZoneInfo(OFFICE.zone)).timestamp())


def read(**answers: str) -> LetterInput | str:
    """The letter, or all that is asked back, in Indonesian."""
    found = read_letter(filled(**answers), OFFICE, WEDNESDAY)
    if isinstance(found, LetterInput):
        return found
    with in_language("id"):
        return "\n".join(map(translate, found))


@pytest.mark.parametrize(
    ("text", "arrived"),
    [
        ("kemarin 14.00", "2026-11-24 14.00"),
        ("Selasa 15.30", "2026-11-24 15.30"),
        ("09.50", "2026-11-25 09.50"),
        ("20/11/2026 09.00", "2026-11-20 09.00"),
        ("Jumat, 20 November jam 9 pagi", "2026-11-20 09.00"),
        ("20 November 2026 10.00 WITA", "2026-11-20 09.00"),
    ],
)
def test_when_it_came(text: str, arrived: str) -> None:
    found = read(arrived=text)
    assert isinstance(found, LetterInput), found
    assert unambiguous(found.received, OFFICE.zone) == arrived


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("date", "Rabu", "“Tanggal surat”: “Rabu”: ini dapat dibaca lebih dari satu cara. Maksud Anda Rabu, 25 Novem"),
        ("date", "Rabu", "atau Rabu, 18 November 2026? Tulis 2026-11-25 atau 2026-11-18."),
        ("date", "19 November 2025", "Rabu, 19 November 2025 atau Kamis, 19 November 2026"),
        ("date", "Kamis 20 November 2026", "Jumat, 20 November 2026 atau Kamis, 19 November 2026"),
        ("date", "besok", "belum tiba"),
        ("arrived", "Rabu 15.30", "Rabu, 18 November 2026 pukul 15.30 WIB"),
        ("arrived", "Rabu", "jamnya belum ada"),
        ("arrived", "kemarin jam 2", "pukul 14.00 WIB atau Selasa, 24 November 2026 pukul 02.00 WIB"),
        ("sender", "dinas kesehtan", "Maksud Anda Dinas Kesehatan?"),
    ],
)  # fmt: skip
def test_what_is_asked_back(field: str, text: str, words: str) -> None:
    found = read(**{field: text})
    assert isinstance(found, str), found
    assert words in found


def test_personal_data_is_not_said_once_more() -> None:
    found = read(arrived="tanya 0812-3456-7890")
    assert isinstance(found, str)
    assert "0812" not in found
