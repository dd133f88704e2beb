"""A letter that lost the race for its number gets the next free one, and its article follows."""

from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.forgeries import number_taken_meanwhile
from tests.support.honest_changes import honest_step, new_letter
from tests.support.repository import OPEN, Office

LOST, NEXT = "content/requests/2026/0003.md", "content/requests/2026/0004.md"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def test_the_change_that_lost_passes_after_it(office: Office) -> None:
    number_taken_meanwhile(office)
    assert office.rules() == {"history/conflict"}
    office.git("switch", "--quiet", "change")
    before = (office.root / LOST).read_text()
    result = redaksi("renumber", "--root", office.root, "--base", "main", office.root / LOST)
    assert result.code == 0, result.err
    assert (office.root / NEXT).read_text() == before.replace("id: 2026-0003", "id: 2026-0004")
    assert not (office.root / LOST).exists()
    office.commit("rina")
    assert office.rules() == set()


def disposed_of(office: Office) -> None:
    """The head disposes of the new letter, on the branch that brings it."""
    office.edit(LOST, "steps:\n", "disposition:\n  decision: publish\n  instruction: Olah.\nsteps:\n")
    entry = "  - step: 2\n    by: kadis\n    finished: 2026-11-20T08:25+07:00\n    late: Rapat.\nholds: []\n"
    office.edit(LOST, "holds: []\n", entry)
    office.edit(LOST, "status: received", "status: disposed")
    office.commit("kadis")


def test_what_others_entered_stays_theirs(office: Office) -> None:
    """The head disposed of the letter before another one took its number in main."""
    number_taken_meanwhile(office)
    office.git("switch", "--quiet", "change")
    disposed_of(office)
    assert office.rules() == {"history/conflict"}
    assert redaksi("renumber", "--root", office.root, "--base", "main", office.root / LOST).code == 0
    office.commit("rina")
    assert office.rules() == set()


def test_nothing_else_changes_on_that_way(office: Office) -> None:
    """Whoever gives a letter another number does not give it another subject, nor another disposition."""
    number_taken_meanwhile(office)
    office.git("switch", "--quiet", "change")
    disposed_of(office)
    assert redaksi("renumber", "--root", office.root, "--base", "main", office.root / LOST).code == 0
    office.edit(NEXT, "instruction: Olah.", "instruction: Muat hari ini.")
    office.commit("rina")
    assert "history/authority" in office.rules()


def test_a_number_that_main_gave_once_is_passed_over(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    new_letter(office)
    office.git("mv", LOST, NEXT)
    office.edit(NEXT, "id: 2026-0003", "id: 2026-0004")
    office.commit("rina")
    office.git("rm", "--quiet", NEXT)
    office.commit("rina")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    new_letter(office)
    (office.root / LOST).rename(office.root / NEXT)
    office.edit(NEXT, "id: 2026-0003", "id: 2026-0004")
    office.commit("rina")
    assert office.rules() == {"history/number"}
    result = redaksi("renumber", "--root", office.root, "--base", "main", office.root / NEXT)
    assert result.code == 0, result.err
    assert not (office.root / NEXT).exists()
    assert (office.root / NEXT.replace("0004", "0005")).exists()  # 0003 was given too
    office.commit("rina")
    assert office.rules() == set()


def test_its_article_follows(office: Office) -> None:
    text = (office.root / OPEN).read_text()
    draft = "content/news/2026/pelatihan-guru.md"
    (office.root / LOST).write_text(text.replace("2026-0002", "2026-0003").replace("pelatihan-guru", "pelatihan-lain"))
    article = (office.root / draft).read_text().replace("2026-0002", "2026-0003")
    (office.root / draft.replace("guru", "lain")).write_text(article)
    redaksi("renumber", "--root", office.root, "--base", "main", office.root / LOST)
    assert "request: 2026-0004\n" in (office.root / draft.replace("guru", "lain")).read_text()
    assert "request: 2026-0002\n" in (office.root / draft).read_text()


def test_a_letter_that_main_has_keeps_its_number(office: Office) -> None:
    honest_step(office)
    result = redaksi("renumber", "--root", office.root, "--base", "main", office.root / OPEN)
    assert result.code == 2
    assert (office.root / OPEN).exists()


@pytest.mark.parametrize("path", ["content/requests/2026/0009.md", "content/news/2026/pekan-imunisasi.md", "README.md"])
def test_what_is_no_letter_is_left_alone(office: Office, path: str) -> None:
    assert redaksi("renumber", "--root", office.root, "--base", "main", office.root / path).code == 2


def test_without_main_it_says_so(office: Office) -> None:
    (office.root / LOST).write_text((office.root / OPEN).read_text().replace("2026-0002", "2026-0003"))
    result = redaksi("renumber", "--root", office.root, office.root / LOST)
    assert result.code == 2
    assert "origin/main" in result.err
