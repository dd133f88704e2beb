"""A letter whose issue was changed: who changed it is said, and a third person's change is not entered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.github_events.test_act import BRANCH, LETTER
from tests.support.chatops_office import Counter, editor, filled, open_counter
from workflow.forge.edit_history import MAX_EDITS

NEW = filled(subject="Permintaan publikasi pasar murah")


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """A letter that a stranger sent and that nobody entered yet."""
    with open_counter(tmp_path, monkeypatch) as made:
        made.letter("orang-luar", filled(), "09:00")
        yield made


def change(counter: Counter, who: dict[str, Any] | None, at: str = "2026-11-20T02:01:00Z") -> None:
    counter.forge.edit(1, NEW, at, who)


def message(counter: Counter) -> str:
    return counter.forge.git("log", "-1", "--format=%B", BRANCH)


@pytest.mark.parametrize("who", ["orang-luar", "rina"])
def test_a_change_by_the_sender_or_by_whoever_enters_is_said(counter: Counter, who: str) -> None:
    change(counter, editor(who))
    said = counter.comment("rina", "/daftar", "09:05", 1).out
    login = editor(who)["login"]
    assert ":white_check_mark:" in said
    assert f"last by {login.replace('-', chr(92) + '-')} on" in said
    assert "pasar murah" in counter.read(LETTER, BRANCH)
    assert f"\nRedaksi-Edited: 2026-11-20T02:01:00+00:00 {login}\n" in message(counter)


@pytest.mark.parametrize(
    "who",
    [editor("mallory"), editor("sari"), {"login": "robot"}, None, {"login": "orang-luar", "databaseId": 4},
     {"login": "contoh-rina", "databaseId": None}],
)  # fmt: skip
def test_a_third_persons_change_is_not_entered(counter: Counter, who: dict[str, Any] | None) -> None:
    change(counter, who)
    change(counter, editor("orang-luar"), "2026-11-20T02:02:00Z")
    before = counter.forge.tips()
    said = counter.comment("rina", "/daftar", "09:05", 1).out
    assert "Nothing was entered: the text of this issue was changed by" in said
    assert (who["login"] if who else "?").replace("-", "\\-") in said
    assert counter.forge.tips() == before


def test_whoever_changed_it_may_enter_it(counter: Counter) -> None:
    change(counter, editor("dewi"))
    assert "was changed by contoh\\-dewi" in counter.comment("rina", "/daftar", "09:05", 1).out
    done = counter.comment("dewi", "/daftar", "09:06", 1).out
    assert "was changed by" not in done


def test_an_unchanged_letter_has_nothing_said_of_it(counter: Counter) -> None:
    said = counter.comment("rina", "/daftar", "09:05", 1).out
    assert ":white_check_mark:" in said
    assert "changed" not in said
    assert "Redaksi-Edited" not in message(counter)


def test_a_new_letter_of_the_office_comes_as_it_was_sent(counter: Counter) -> None:
    counter.forge.tells_edits = False
    _, done = counter.letter("rina", filled(number="400.7/100/DINKES"), "09:05")
    assert ":white_check_mark:" in done.out
    assert "changed" not in done.out


def test_where_the_forge_does_not_say_that_is_said(counter: Counter) -> None:
    counter.forge.tells_edits = False
    said = counter.comment("rina", "/daftar", "09:05", 1).out
    assert ":white_check_mark:" in said
    assert "GitHub does not say whether the text was changed" in said
    assert "\nRedaksi-Edited: ?\n" in message(counter)


def test_changes_that_are_not_listed_are_nobodys(counter: Counter) -> None:
    for _ in range(MAX_EDITS + 1):
        change(counter, editor("orang-luar"))
    assert "was changed by ?" in counter.comment("rina", "/daftar", "09:05", 1).out.replace("\\", "")
    assert counter.forge.tips().keys() == {"main"}


@pytest.mark.parametrize("answer", [None, [], {}, {"data": None}, {"data": {"repository": None}}, {"data": 7},
                                    {"data": {"repository": {"issue": None}}}, {"data": {"repository": {"issue": {}}}}])  # fmt: skip
def test_an_odd_answer_says_nothing(counter: Counter, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter.forge, "_edits", lambda asked: answer if answer is not None else "")
    assert "GitHub does not say" in counter.comment("rina", "/daftar", "09:05", 1).out
