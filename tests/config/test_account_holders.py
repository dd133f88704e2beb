"""Whose account wrote: by the number that never changes, and the login only where people.yml knows no number."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.chatops_office import ACCOUNTS, BRANCH, Counter, account, filled, open_counter, steps, written
from tests.support.offices import sample_office
from workflow.config.account_holders import account_holder

OFFICE = sample_office()


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    with open_counter(tmp_path, monkeypatch) as made:
        made.letter("rina", filled(), "09:00")
        yield made


def as_account(login: str, number: int) -> dict[str, object]:
    """An account with another number, or another name, than people.yml has."""
    return {**account("rina"), "login": login, "id": number}


@pytest.mark.parametrize("number", [7, 1, 999, 10000, ACCOUNTS["rina"], (1 << 53) - 1])
def test_a_login_with_another_number_is_nobody(counter: Counter, number: int) -> None:
    pull, before = max(counter.forge.pulls), counter.forge.tips()
    payload = counter.commented(
        "kadis", "/disposisi tolak: Bukan kewenangan.\njawaban: Bukan kewenangan kami.", "09:05", pull
    )
    payload["sender"] = payload["comment"]["user"] = as_account("contoh-surya", number)
    said = counter.send("issue_comment", payload, "09:05").out
    if number == ACCOUNTS["rina"]:
        assert "is called contoh\\-surya now" in said  # Rina, who took the head's login, is still Rina
        assert "people/role" in said
    else:
        assert f"number {number}" in said
        assert "Surya Contoh" in said
    assert counter.forge.tips() == before
    assert (
        ":white_check_mark:"
        in counter.comment(
            "kadis", "/disposisi tolak: Bukan kewenangan.\njawaban: Bukan kewenangan kami.", "09:06", pull
        ).out
    )


def test_a_renamed_account_is_who_it_was_and_is_told(counter: Counter) -> None:
    pull = max(counter.forge.pulls)
    payload = counter.commented(
        "kadis", "/disposisi tolak: Bukan kewenangan.\njawaban: Bukan kewenangan kami.", "09:05", pull
    )
    payload["sender"] = payload["comment"]["user"] = as_account("surya-baru", ACCOUNTS["kadis"])
    said = counter.send("issue_comment", payload, "09:05").out
    assert ":white_check_mark:" in said
    assert "is called surya\\-baru now" in said
    assert "still says contoh\\-surya" in said
    assert steps(counter) == ["1rina", "2kadis"]


def test_a_review_by_a_borrowed_login_is_answered(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    pull = max(counter.forge.pulls)
    written(counter, pull)
    before = counter.forge.tips()
    monkeypatch.setitem(ACCOUNTS, "sari", 4242)
    assert "number 4242" in counter.review("sari", "approved", "09:45", pull).out
    assert counter.forge.tips() == before
    monkeypatch.setitem(ACCOUNTS, "sari", 1003)
    assert ":white_check_mark:" in counter.review("sari", "approved", "09:46", pull).out
    assert counter.forge.tips()[BRANCH] != before[BRANCH]


def test_a_letter_of_a_borrowed_login_waits(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counter.forge.tips()
    monkeypatch.setitem(ACCOUNTS, "rina", 4242)
    _, done = counter.letter("rina", filled(number="400.7/100/DINKES"), "09:30")
    assert "number 4242" in done.out
    assert "/daftar" in done.out
    assert counter.forge.tips() == before


def test_where_no_number_is_known_the_login_decides(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACCOUNTS, "dewi", 987654)
    pull = max(counter.forge.pulls)
    said = counter.comment("dewi", "/tarik: batal", "09:05", pull).out
    assert ":white_check_mark:" in said
    assert "Dewi Contoh" in counter.forge.git("log", "-1", "--format=%an", BRANCH)


def test_the_number_decides_for_every_person_of_the_sample() -> None:
    for number, (key, person) in enumerate(OFFICE.people.items()):
        assert person.github
        own = next(int(mail.partition("+")[0]) for mail in person.emails if "+" in mail)
        assert account_holder(OFFICE, person.github.upper(), own).person == key
        assert account_holder(OFFICE, person.github.upper(), own).flaw is None
        assert account_holder(OFFICE, person.github, 500_000 + number).person == ""
        assert account_holder(OFFICE, "nama-lain", own).person == key
    assert account_holder(OFFICE, "mallory", 1).person == ""
    assert account_holder(OFFICE, "mallory", 1).flaw is None


@pytest.mark.parametrize(
    "mail",
    ["1000@users.noreply.github.com", "x1000+a@users.noreply.github.com", "1000+a@evil.example",
     "1000+a@users.noreply.github.com.evil.example", "1000+a+b@users.noreply.github.com", "\u0661000+a@users.noreply.github.com"],
)  # fmt: skip
def test_only_githubs_own_addresses_carry_a_number(mail: str) -> None:
    people = {"ani": replace(OFFICE.people["kadis"], github="ani", emails=(mail,))}
    assert account_holder(replace(OFFICE, people=people), "lain", 1000).person == ""
    assert account_holder(replace(OFFICE, people=people), "ani", 77).person == "ani"


def test_a_number_of_two_people_is_nobodys() -> None:
    twice = replace(OFFICE.people["rina"], emails=OFFICE.people["kadis"].emails)
    found = account_holder(replace(OFFICE, people={**OFFICE.people, "rina": twice}), "contoh-surya", 1000)
    assert (found.person, found.flaw is None) == ("", False)
