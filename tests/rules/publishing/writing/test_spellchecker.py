"""Spelling: the mistakes that Indonesian offices make are found, and their words are suggested."""

import pytest

from tests.support.offices import ROOT
from workflow.config.load import load_office
from workflow.rules.publishing.writing._spellchecker import Spellchecker, load_spellchecker

MISTAKES = {
    "apotik": "apotek",
    "praktek": "praktik",
    "resiko": "risiko",
    "aktifitas": "aktivitas",
    "analisa": "analisis",
    "kwalitas": "kualitas",
    "kwitansi": "kuitansi",
    "nasehat": "nasihat",
    "ijin": "izin",
    "jaman": "zaman",
    "himbau": "imbau",
    "komplek": "kompleks",
    "konkrit": "konkret",
    "lobang": "lubang",
    "merubah": "mengubah",
    "obyek": "objek",
    "subyek": "subjek",
    "sistim": "sistem",
    "tehnik": "teknik",
    "tauladan": "teladan",
    "trampil": "terampil",
    "atlit": "atlet",
    "cidera": "cedera",
    "diagnosa": "diagnosis",
    "hakekat": "hakikat",
    "jadual": "jadwal",
    "karir": "karier",
    "kreatifitas": "kreativitas",
    "efektifitas": "efektivitas",
    "managemen": "manajemen",
    "nopember": "november",
    "propinsi": "provinsi",
    "rejeki": "rezeki",
    "silahkan": "silakan",
    "standarisasi": "standardisasi",
    "survei": "survei",
    "telor": "telur",
    "wujut": "wujud",
    "kegiatann": "kegiatan",
    "mesyarakat": "masyarakat",
    "pelayanann": "pelayanan",
}
RIGHT = (
    *("dipublikasikan", "memublikasikan", "kegiatannya", "dipilah", "ditempel", "ujarnya", "penularannya", "divaksin"),
    *(
        "pertanggungjawaban",
        "bersama-sama",
        "sehari-hari",
        "diimbau",
        "mengimbau",
        "situlah",
        "puskesmas",
        "antirabies",
    ),
)


@pytest.fixture(scope="module")
def spelled() -> Spellchecker:
    office, _ = load_office(ROOT)
    assert office
    found = load_spellchecker(office.files, office.writing)
    assert found
    return found


@pytest.mark.parametrize("word", RIGHT)
def test_good_words_are_known(spelled: Spellchecker, word: str) -> None:
    assert spelled.knows(word)


@pytest.mark.thorough
def test_most_mistakes_are_found_and_mended(spelled: Spellchecker) -> None:
    """The dictionary lets some through (it lists variants); what it finds, it can mostly mend."""
    found = [word for word, right in MISTAKES.items() if word != right and not spelled.knows(word)]
    mended = [word for word in found if MISTAKES[word] in spelled.suggest(word)]
    assert len(found) >= 30, sorted(set(MISTAKES) - set(found))
    assert len(mended) >= 0.7 * len(found), sorted(set(found) - set(mended))


@pytest.mark.parametrize("word", ["a" * 40, "x-" * 15 + "x", "ééé", "ab" * 20])
def test_odd_words_do_no_harm(spelled: Spellchecker, word: str) -> None:
    assert not spelled.knows(word)
    assert len(spelled.suggest(word)) <= 3
