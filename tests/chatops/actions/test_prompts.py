"""A decline by comment asks what the sender is told; the instruction before it stays the office's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chatops_office import BRANCH, LETTER, Counter, filled, open_counter
from workflow.text.document import read_document


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    with open_counter(tmp_path, monkeypatch) as made:
        made.letter("rina", filled(), "09:00")
        yield made


def disposition(counter: Counter) -> dict[str, str]:
    document, _ = read_document(LETTER, counter.read(LETTER, BRANCH).encode())
    assert document
    found: dict[str, str] = document.header["disposition"]
    return found


def test_a_decline_is_asked_back_with_the_line_to_fill_in(counter: Counter) -> None:
    pull, before = max(counter.forge.pulls), counter.forge.tips()
    said = counter.comment("kadis", "/disposisi tolak: Sudah tiga kali begini.", "09:05", pull).out
    assert "\njawaban: ..." in said
    assert "Why not? The sender reads this" in said
    assert counter.forge.tips() == before
    for dots in ("jawaban: ...", "jawaban:"):  # copied, and not filled in
        assert "Why not?" in counter.comment("kadis", f"/disposisi tolak: Begini.\n{dots}", "09:06", pull).out


@pytest.mark.parametrize("name", ["jawaban", "Jawaban", "alasan untuk pengirim"])
def test_what_the_sender_is_told_is_written_beside_the_instruction(counter: Counter, name: str) -> None:
    pull = max(counter.forge.pulls)
    text = f"/disposisi tolak: Sudah tiga kali begini.\n{name}: Data kegiatan belum ada."
    assert ":white_check_mark:" in counter.comment("kadis", text, "09:05", pull).out
    known = disposition(counter)
    assert (known["instruction"], known["public_reason"]) == ("Sudah tiga kali begini.", "Data kegiatan belum ada.")


def test_a_publication_or_a_deferral_is_not_asked(counter: Counter) -> None:
    pull = max(counter.forge.pulls)
    assert ":white_check_mark:" in counter.comment("kadis", "/disposisi tunda: Pekan depan saja.", "09:05", pull).out
    assert "public_reason" not in disposition(counter)
