"""What is answered to words that are no plain command, and to reviews whose text says something else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.counter.counter import Counter, filled, open_counter
from tests.counter.test_act import steps, written


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    with open_counter(tmp_path, monkeypatch) as made:
        made.letter("rina", filled(), "09:00")
        yield made


@pytest.fixture
def pull(counter: Counter) -> int:
    """The letter's pull request."""
    return max(counter.forge.pulls)


@pytest.mark.parametrize(
    "text", ["/koreksi kembalikan: Jamnya belum ada.", "/terbit", "/koreksi setuju\n/koreksi kembalikan: Kurang."]
)
def test_an_approval_that_says_something_else_is_asked_about(counter: Counter, pull: int, text: str) -> None:
    written(counter, pull)
    before = counter.forge.tips()
    assert "its text commands something else" in counter.review("sari", "approved", "09:45", pull, text=text).out
    assert "its text commands something else" in counter.review("mallory", "approved", "09:46", pull, text=text).out
    assert counter.forge.tips() == before


@pytest.mark.parametrize(
    "text",
    ["", "Bagus.", "/koreksi setuju", "> /koreksi kembalikan: Kurang.", "> a\u2028/koreksi kembalikan: b", "/salah"],
)
def test_what_an_approval_quotes_changes_nothing(counter: Counter, pull: int, text: str) -> None:
    written(counter, pull)
    assert ":white_check_mark:" in counter.review("sari", "approved", "09:45", pull, text=text).out
    assert steps(counter)[-1] == "5sari"


@pytest.mark.parametrize(
    "text",
    [
        "/disposisi terbitkan ke ani@contoh.id: Olah.",
        "/disposisi terbitkan ke redaktur: Hubungi 0812-3456-7890.",
        "/disposisi tunda\narahan: Hubungi ani@contoh.id.",
        "- /disposisi tunda: Hubungi ani@contoh.id.",
        "Baik pak /disposisi tunda: Hubungi ani@contoh.id.",
    ],
)
def test_what_is_personal_is_neither_entered_nor_repeated(counter: Counter, pull: int, text: str) -> None:
    before = counter.forge.tips()
    said = counter.comment("kadis", text, "09:05", pull).out
    assert "delete what you wrote" in said
    assert "ani" not in said
    assert "0812" not in said
    assert counter.forge.tips() == before


def test_what_is_offered_says_nothing_in_anybodys_name(counter: Counter, pull: int) -> None:
    said = counter.comment("rina", "/status", "09:02", pull).out
    assert "\n/disposisi terbitkan ke redaktur: ...\n/disposisi tolak: ...\n/disposisi tunda: ...\n```" in said
    asked = counter.comment("kadis", "/disposisi terbitkan ke redaktur: ...", "09:05", pull).out
    assert "What is the instruction?" in asked
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah.", "09:05", pull)
    assert "\n/naskah ...\n" in counter.comment("budi", "/terima", "09:10", pull).out
    begun = counter.comment("rina", "/naskah ...", "09:12", pull).out
    assert "content/news/2026/donor\\-darah.md" in begun  # by the letter's subject
    assert "/naskah" not in begun  # there is one now
    assert "\n/konsep\n" in begun


def test_the_word_for_a_result_is_answered_with_its_command(counter: Counter, pull: int) -> None:
    assert "```text\n/koreksi setujui\n```" in counter.comment("sari", "/setujui", "09:05", pull).out


def test_a_signature_is_no_part_of_a_command(counter: Counter, pull: int) -> None:
    text = "/disposisi tunda: Menunggu data.\n\n-- \nSurya, ani@contoh.id"
    assert ":white_check_mark:" in counter.comment("kadis", text, "09:05", pull).out


def test_a_command_that_is_not_plain_is_answered_with_how_to_write_it(counter: Counter, pull: int) -> None:
    before = counter.forge.tips()
    for text in ("- /disposisi tunda: Nanti.", "**/disposisi tunda: Nanti.**", "`/disposisi tunda: Nanti.`"):
        said = counter.comment("kadis", text, "09:05", pull).out
        assert "```text\n/disposisi tunda: Nanti.\n```" in said
    assert "in a comment of its own" in counter.comment("kadis", "/terima\n" + "a" * 30_000, "09:05", pull).out
    assert "No command" in counter.comment("kadis", "> - /disposisi tunda: Nanti.", "09:05", pull).out
    assert counter.forge.tips() == before
