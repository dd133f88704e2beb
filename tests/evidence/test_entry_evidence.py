"""Signatures by real keys, reviews as GitHub lists them, late entries, owners: what an entry is worth."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import redaksi
from tests.support.honest_changes import honest_step
from tests.support.repository import DATE, OPEN, PEOPLE
from tests.support.ssh_keys import key_of
from tests.support.strict_office import STAFF, Strict
from workflow.forge.reviews import read_reviews

Work = Callable[[Strict], None]


@pytest.fixture
def office(tmp_path: Path) -> Strict:
    return Strict(tmp_path / "office")


def unsigned(office: Strict) -> None:
    honest_step(office)


def signed_by_a_key_nobody_knows(office: Strict) -> None:
    office.advance()
    office.signed_commit("sari", key="stranger")


def signed_by_another(office: Strict) -> None:
    office.advance()
    office.signed_commit("sari", key="budi")


def rebased_and_signed_by_another(office: Strict) -> None:
    """Main goes on, and somebody else lays the change upon it with a signature of their own."""
    office.git("switch", "--quiet", "main")
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key_of('budi')}", "-c", "commit.gpgSign=true")
    office.git(*signing, "rebase", "--quiet", "main", person="budi")


def signed_again_by_who_rebased(office: Strict) -> None:
    office.advance()
    office.signed_commit("sari")
    rebased_and_signed_by_another(office)


def lost_in_a_squash(office: Strict) -> None:
    office.advance()
    office.signed_commit("sari")
    office.edit(OPEN, "note: Lengkapi kutipan.", "note: Lengkapi kutipan kepala dinas.")
    office.signed_commit("sari")
    office.git("reset", "--quiet", "--soft", "main")
    office.commit("sari", "squashed")


def squashed_by_another(office: Strict) -> None:
    office.advance()
    office.signed_commit("sari")
    office.git("reset", "--quiet", "--soft", "main")
    office.signed_commit("budi")


def entry_signed_for_other_words(office: Strict) -> None:
    office.advance()
    office.sign_entry()
    office.edit(OPEN, "note: Lengkapi kutipan.", "note: Sudah baik.")
    office.commit("sari")


def entry_signed_by_another(office: Strict) -> None:
    office.advance()
    office.sign_entry("budi")
    office.commit("sari")


def signature_replayed_on_another_letter(office: Strict) -> None:
    office.advance()
    office.sign_entry()
    line = next(line for line in (office.root / OPEN).read_text().splitlines() if "signature:" in line)
    office.git("checkout", "--quiet", "--", OPEN)
    twin = OPEN.replace("0002", "0003")

    def register() -> None:
        text = (office.root / OPEN).read_text().replace("2026-0002", "2026-0003").replace("421/2", "421/3")
        (office.root / twin).write_text(text.replace("news: 2026/pelatihan-guru\n", ""))

    office.on_main(register)
    entry = "  - step: 5\n    by: sari\n    finished: 2026-11-20T10:15+07:00\n    result: returned\n"
    office.edit(twin, "holds: []\n", f"{entry}    note: Lengkapi kutipan.\n{line}\nholds: []\n")
    office.edit(twin, "status: drafted", "status: returned")
    office.commit("sari")


def someone_s_signature_under_another_s_entry(office: Strict) -> None:
    office.advance(by="sari")
    office.sign_entry("budi")
    office.signed_commit("budi")


FORGED: list[tuple[Work, str, str]] = [
    (unsigned, "history/evidence", "5"),
    (signed_by_a_key_nobody_knows, "history/evidence", "5"),
    (signed_by_another, "history/signature", "budi"),
    (signed_again_by_who_rebased, "history/signature", "budi"),
    (lost_in_a_squash, "history/evidence", "5"),
    (squashed_by_another, "history/author", "Budi"),
    (entry_signed_for_other_words, "history/signature", ""),
    (entry_signed_by_another, "history/signature", "budi"),
    (signature_replayed_on_another_letter, "history/signature", ""),
    (someone_s_signature_under_another_s_entry, "history/author", "Budi"),
]


@pytest.mark.parametrize(("forge", "rule", "word"), FORGED, ids=[forge.__name__ for forge, _, _ in FORGED])
def test_a_forged_signature_is_refused(office: Strict, forge: Work, rule: str, word: str) -> None:
    forge(office)
    found = office.judged()
    assert rule in found
    assert word.lower() in found[rule].lower()


def signed_by_its_author(office: Strict) -> None:
    office.advance()
    office.signed_commit("sari")


def entry_signed_and_squashed_by_another(office: Strict) -> None:
    office.advance()
    office.sign_entry()
    office.commit("budi", "squashed by the merge button")


def entry_signed_and_rebased_by_another(office: Strict) -> None:
    office.advance()
    office.sign_entry()
    office.signed_commit("sari")
    rebased_and_signed_by_another(office)


def signed_and_merged_by_another(office: Strict) -> None:
    office.advance()
    office.signed_commit("sari")
    office.git("switch", "--quiet", "--create", "side", "main")
    office.commit("budi", "something")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="budi")
    office.git("branch", "--force", "change", "side")


HONEST = [
    signed_by_its_author,
    entry_signed_and_squashed_by_another,
    entry_signed_and_rebased_by_another,
    signed_and_merged_by_another,
]


@pytest.mark.parametrize("work", HONEST)
def test_an_honest_signature_counts(office: Strict, work: Work) -> None:
    work(office)
    assert office.judged() == {}


TERMS = {
    "expired": "from: 2026-01-02\n      until: 2026-11-19",
    "revoked": "from: 2026-01-02\n      revoked: 2026-11-20",
    "not yet": "from: 2026-11-21",
}


@pytest.mark.parametrize("terms", TERMS.values(), ids=TERMS.keys())
@pytest.mark.parametrize("date", [DATE, "2026-11-18T10:00:00+07:00"], ids=["now", "backdated"])
def test_a_key_counts_only_in_its_time_whatever_the_commit_says(tmp_path: Path, terms: str, date: str) -> None:
    office = Strict(tmp_path / "office", terms=terms)
    office.advance()
    office.signed_commit("sari", date=date)
    assert "history/signature" in office.judged()


@pytest.mark.parametrize("terms", ["from: 2026-11-20", "from: 2026-01-02\n      until: 2026-11-20"])
def test_the_first_and_last_day_of_a_key_count(tmp_path: Path, terms: str) -> None:
    office = Strict(tmp_path / "office", terms=terms)
    signed_by_its_author(office)
    assert office.judged() == {}


def test_git_itself_takes_our_list_of_signers(office: Strict, tmp_path: Path) -> None:
    signed_by_its_author(office)
    result = redaksi("signers", "--root", office.root)
    allowed = tmp_path / "allowed"
    allowed.write_text(result.out)
    office.git("-c", f"gpg.ssh.allowedSignersFile={allowed}", "verify-commit", "change")
    allowed.write_text(result.out.replace("sari ", "dewi ", 1).replace("budi ", "tono ", 1))
    with pytest.raises(subprocess.CalledProcessError):
        office.git("-c", f"gpg.ssh.allowedSignersFile={os.devnull}", "verify-commit", "change")


def test_signing_changes_one_line(office: Strict) -> None:
    office.advance()
    before = (office.root / OPEN).read_text().splitlines()
    office.sign_entry()
    after = (office.root / OPEN).read_text().splitlines()
    assert next(line for line in after if line not in before).startswith("    signature: U1NIU0lH")
    assert len(after) == len(before) + 1


def review(login: str, commit: str, state: str = "APPROVED", at: str = "2026-11-20T03:25:00Z", **more: Any) -> Any:
    """One review as GitHub's API documents it."""
    return {
        "id": 80,
        "node_id": "MDE3OlB1bGxSZXF1ZXN0UmV2aWV3ODA=",
        "user": {"login": login, "id": 1, "type": "User", "site_admin": False},
        "body": "Here is the body for the review.",
        "state": state,
        "html_url": "https://github.com/octocat/Hello-World/pull/12#pullrequestreview-80",
        "submitted_at": at,
        "commit_id": commit,
        "author_association": "COLLABORATOR",
    } | more


def reviewed(office: Strict, listed: Callable[[str], list[Any]]) -> dict[str, str]:
    """What the check says, given reviews of the head."""
    return office.judged(read_reviews(json.dumps(listed(office.git("rev-parse", "change"))).encode()))


@pytest.fixture
def four_eyed(tmp_path: Path) -> Strict:
    """An office in which step 5 must be reviewed, with an honest step 5 by Sari."""
    office = Strict(tmp_path / "office", level="reviewed")
    office.on_main(
        lambda: office.edit(
            STAFF, "budi:\n  name: Budi Contoh\n", "budi:\n  name: Budi Contoh\n  github: contoh-budi\n"
        )
    )
    office.on_main(
        lambda: office.edit(
            STAFF, "sari:\n  name: Sari Contoh\n", "sari:\n  name: Sari Contoh\n  github: contoh-sari\n"
        )
    )
    honest_step(office)
    return office


OLD = "0123456789012345678901234567890123456789"
NOT_ENOUGH: dict[str, Callable[[str], list[Any]]] = {
    "none": lambda _: [],
    "stale": lambda _: [review("contoh-budi", OLD)],
    "own": lambda head: [review("contoh-sari", head)],
    "dismissed": lambda head: [review("contoh-budi", head, "DISMISSED")],
    "commented": lambda head: [review("contoh-budi", head, "COMMENTED")],
    "pending": lambda head: [review("contoh-budi", head, "PENDING")],
    "taken back": lambda head: [
        review("contoh-budi", head),
        review("contoh-budi", head, "CHANGES_REQUESTED", "2026-11-20T03:26:00Z"),
    ],
    "taken back, listed the other way": lambda head: [
        review("contoh-budi", head, "CHANGES_REQUESTED", "2026-11-20T03:26:00Z"),
        review("contoh-budi", head),
    ],
    "no role that reviews": lambda head: [review("contoh-rina", head)],
    "unknown": lambda head: [review("mallory", head)],
    "a program": lambda head: [review("contoh-budi", head, user={"login": "contoh-budi", "type": "Bot"})],
    "a deleted account": lambda head: [review("contoh-budi", head, user=None)],
    "a look-alike state": lambda head: [review("contoh-budi", head, "approved")],
}


@pytest.mark.parametrize("listed", NOT_ENOUGH.values(), ids=NOT_ENOUGH.keys())
def test_what_is_no_approval_does_not_count(four_eyed: Strict, listed: Callable[[str], list[Any]]) -> None:
    assert "history/evidence" in reviewed(four_eyed, listed)


@pytest.mark.parametrize(("number", "counts"), [(1002, True), (999, False)])
def test_an_approval_by_whoever_took_over_a_login_does_not_count(
    four_eyed: Strict, number: int, *, counts: bool
) -> None:
    four_eyed.git("switch", "--quiet", "main")
    four_eyed.edit(STAFF, f"    - {PEOPLE['budi']}\n", f"    - {PEOPLE['budi']}\n    - 1002+{PEOPLE['budi']}\n")
    four_eyed.commit("kadis")
    four_eyed.git("switch", "--quiet", "change")
    user = {"login": "contoh-budi", "id": number, "type": "User"}
    found = reviewed(four_eyed, lambda head: [review("contoh-budi", head, user=user)])
    assert ("history/evidence" in found) is not counts


ENOUGH: dict[str, Callable[[str], list[Any]]] = {
    "approved": lambda head: [review("contoh-budi", head)],
    "in other capitals": lambda head: [review("Contoh-Budi", head)],
    "by the head": lambda head: [review("contoh-surya", head)],
    "after asking for changes": lambda head: [
        review("contoh-budi", OLD, "CHANGES_REQUESTED", "2026-11-20T03:00:00Z"),
        review("contoh-budi", head),
    ],
    "with a comment afterwards": lambda head: [
        review("contoh-budi", head),
        review("contoh-budi", head, "COMMENTED", "2026-11-20T03:26:00Z"),
    ],
    "among others' doubts": lambda head: [review("mallory", head, "CHANGES_REQUESTED"), review("contoh-budi", head)],
}


@pytest.mark.parametrize("listed", ENOUGH.values(), ids=ENOUGH.keys())
def test_an_approval_of_the_head_counts(four_eyed: Strict, listed: Callable[[str], list[Any]]) -> None:
    assert reviewed(four_eyed, listed) == {}


def test_an_approval_holds_in_the_merge_result_and_not_after_a_push(four_eyed: Strict) -> None:
    approved = [review("contoh-budi", four_eyed.git("rev-parse", "change"))]
    four_eyed.git("switch", "--quiet", "--create", "merged", "main")
    four_eyed.commit("kadis", "main goes on")
    four_eyed.git("branch", "--force", "main", "merged")
    four_eyed.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="mallory")
    four_eyed.git("branch", "--force", "change", "merged")
    reviews = read_reviews(json.dumps(approved).encode())
    assert four_eyed.judged(reviews) == {}
    four_eyed.git("switch", "--quiet", "change")
    four_eyed.commit("sari", "one more")
    assert "history/evidence" in four_eyed.judged(reviews)


def test_one_who_made_a_commit_of_the_change_does_not_review_it(four_eyed: Strict) -> None:
    four_eyed.commit("budi", "a helping hand")
    assert "history/evidence" in reviewed(four_eyed, lambda head: [review("contoh-budi", head)])


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b'[{"state": 1}]', b"[" * 100_000, b"\xff", b'{"message":"Not Found"}']
)
def test_a_file_that_is_no_list_of_reviews_is_a_wrong_call(four_eyed: Strict, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "reviews.json").write_bytes(data)
    arguments = ("check", "--root", four_eyed.root, "--base", "main", "--reviews", tmp_path / "reviews.json")
    assert redaksi(*arguments).code == 2


def test_pages_of_reviews_are_read(four_eyed: Strict) -> None:
    head = four_eyed.git("rev-parse", "change")
    assert reviewed(four_eyed, lambda _: [[review("contoh-budi", head)], []]) == {}
