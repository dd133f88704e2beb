"""What people outside the office are told of letters: of their own by its issue, nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chatops_office import BRANCH, LETTER, Counter, filled, open_counter

NOT_TOLD = "told here to whoever sent it"


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """A stranger's letter, entered, with its pull request; and a letter of Rina's."""
    with open_counter(tmp_path, monkeypatch) as made:
        made.letter("orang-luar", filled(), "09:00")
        assert ":white_check_mark:" in made.comment("rina", "/daftar", "09:02", 1).out
        made.letter("rina", filled(number="400.7/100/DINKES"), "09:03")
        yield made


def test_a_sender_is_told_of_their_own_letter(counter: Counter) -> None:
    assert "Kepala Dinas" in counter.comment("orang-luar", "/status", "09:06", 1).out


@pytest.mark.parametrize(
    ("who", "text", "on"),
    [
        ("orang-luar", "/status", 2),
        ("orang-luar", "/status", 3),
        ("orang-luar", "/status 2026-0001", 1),
        ("orang-luar", "/status 2026-0004", 1),
        ("orang-luar", "/status 2026-9999", 1),
        ("orang-luar", "/Status 2026-0001", 3),
        ("orang-luar", "/status 2026-0001", 2),
        ("mallory", "/status", 1),
        ("mallory", "/status", 2),
        ("hendra", "/status", 3),
    ],
)
def test_nobody_outside_is_told_of_other_letters(counter: Counter, who: str, text: str, on: int) -> None:
    before = counter.forge.tips()
    said = counter.comment(who, text, "09:06", on).out
    assert NOT_TOLD in said
    assert "Kepala Dinas" not in said
    assert "There is no request" not in said
    assert counter.forge.tips() == before
    assert "Kepala Dinas" in counter.comment("kadis", "/status", "09:07", on).out


def test_an_account_that_took_the_senders_login_is_not_the_sender(counter: Counter) -> None:
    payload = counter.commented("orang-luar", "/status", "09:06", 1)
    payload["sender"]["id"] = payload["comment"]["user"]["id"] = 31337
    assert NOT_TOLD in counter.send("issue_comment", payload, "09:06").out
    payload = counter.commented("orang-luar", "/status", "09:07", 1)
    payload["issue"]["user"] = None
    assert NOT_TOLD in counter.send("issue_comment", payload, "09:07").out


def test_of_a_confidential_letter_nothing_is_told_outside(counter: Counter) -> None:
    text = counter.read(LETTER, BRANCH).replace("nature: biasa", "nature: rahasia")
    counter.commit(BRANCH, LETTER, text, "09:04")
    told = [one["body"] for one in counter.forge.comments[1]]
    assert NOT_TOLD in counter.comment("orang-luar", "/status", "09:06", 1).out
    assert counter.comment("kadis", "/disposisi tunda: Nanti.", "09:07", 2).code == 0
    assert [one["body"] for one in counter.forge.comments[1]][: len(told)] == told
    assert "Ditunda" not in "".join(one["body"] for one in counter.forge.comments[1])


def test_a_letter_that_was_not_entered_yet_is_said_to_be_so(counter: Counter) -> None:
    number, _ = counter.letter("orang-luar", filled(number="400.7/101/DINKES"), "09:30")
    assert "No letter was entered" in counter.comment("orang-luar", "/status", "09:31", number).out
    assert NOT_TOLD in counter.comment("mallory", "/status", "09:31", number).out


def test_strangers_are_told_of_slips_and_of_nothing_else(counter: Counter) -> None:
    for text in ("/trima", "/entah", "- /terima", "/terima\n/konsep", "/terima\n" + "a" * 30_000):
        said = counter.comment("mallory", text, "09:06", 2).out
        assert said.startswith((":x:", ":information_source:"))
        assert "2026" not in said


def test_a_sender_may_ask_whether_their_letter_is_complete_now(counter: Counter) -> None:
    """What the answer tells them to write is not refused; it is an officer who enters the letter."""
    issue, said = counter.letter("pengirim", filled(number="400.7/101/DINKES", date="31 November"), "09:05")
    assert "an officer of the office enters it" in said.out
    assert "/daftar" in said.out
    payload = counter.commented("pengirim", "/daftar", "09:07", issue)
    payload["issue"]["body"] = filled(number="400.7/101/DINKES")
    before = counter.forge.tips()
    assert "The letter is complete" in counter.send("issue_comment", payload, "09:07").out
    assert "is not in site\\_config/people.yml" in counter.comment("mallory", "/daftar", "09:08", issue).out
    assert counter.forge.tips() == before
