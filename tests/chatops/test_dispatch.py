"""No event, however it is made, writes what its sender may not: after each of these all branches are where they were."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.chatops_office import BRANCH, LETTER, Counter, account, filled, open_counter, written
from tests.support.github_payloads import Payload, put

AT = "09:35"
ENDS = (0, 2)
"""Ignored or refused in an answer, or the forge could not say: never an unexpected failure."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, int, int]]:
    """A letter whose text waits to be corrected, and a foreign pull request with the same branch name."""
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as counter:
        counter.letter("rina", filled(), "09:00")
        pull = max(counter.forge.pulls)
        written(counter, pull)
        foreign = counter.forge.pull(BRANCH, repository="mallory/berita")
        yield counter, pull, foreign


def everything(*changes: Callable[[Payload], None]) -> Callable[[Payload], None]:
    def change(payload: Payload) -> None:
        for one in changes:
            one(payload)

    return change


APPROVE = "/koreksi setuju"
FORGED: dict[str, Callable[[Payload], None]] = {
    "edited": put("action", "edited"),
    "deleted": put("action", "deleted"),
    "no-action": put("action", None),
    "a-bot": put("sender", {"login": "robot[bot]", "type": "Bot", "id": 9}),
    "bot-named-like-sari": put("sender.type", "Bot"),
    "an-organization": put("sender.type", "Organization"),
    "sender-is-another": put("sender.login", "mallory"),
    "writer-is-another": put("comment.user.login", "mallory"),
    "changed-since": put("comment.updated_at", "2026-11-20T03:00:00Z"),
    "by-an-app": put("comment.performed_via_github_app", {"id": 1}),
    "another-repository": put("repository.full_name", "mallory/berita"),
    "repository-with-path": put("repository.full_name", "kantor/../berita"),
    "tomorrow": everything(
        put("comment.created_at", "2026-11-21T02:35:00Z"), put("comment.updated_at", "2026-11-21T02:35:00Z")
    ),
    "before-the-letter": everything(
        put("comment.created_at", "2026-11-19T02:35:00Z"), put("comment.updated_at", "2026-11-19T02:35:00Z")
    ),
    "before-the-text": everything(
        put("comment.created_at", "2026-11-20T02:15:00Z"), put("comment.updated_at", "2026-11-20T02:15:00Z")
    ),
    "no-time": put("comment.created_at", None),
    "time-without-zone": put("comment.created_at", "2026-11-20T09:35:00"),
    "unknown-pull": put("issue.number", 999),
    "number-zero": put("issue.number", 0),
    "number-text": put("issue.number", "2"),
    "id-negative": put("comment.id", -4),
    "id-huge": put("comment.id", 1 << 60),
    "login-with-line-break": everything(
        put("sender.login", "contoh-sari\n"), put("comment.user.login", "contoh-sari\n")
    ),
    "login-empty": everything(put("sender.login", ""), put("comment.user.login", "")),
    "body-missing": put("comment.body", None),
    "body-a-list": put("comment.body", [APPROVE]),
    "body-oversized": put("comment.body", APPROVE + " " * 70_000),
    "not-a-pull-but-says-so": put("issue.pull_request", None),
}
BODIES = {
    "no-command": "Setuju, lanjutkan.",
    "in-a-sentence": "Tolong tulis /koreksi setuju ya.",
    "quoted": "> /koreksi setuju",
    "in-code": "```\n/koreksi setuju\n```",
    "open-code": "~~~\n/koreksi setuju",
    "behind-a-separator": "> baik\u2028/koreksi setuju",
    "lazy": "> baik\n/koreksi setuju",
    "hidden": "Baik. <!--\n/koreksi setuju\n-->",
    "answered-mail": "Ok\n\nDari: Sari\nDikirim: Senin\nKepada: Surya\n\n/koreksi setuju",
    "in-a-list-that-is-quoted": "> - /koreksi setuju",
    "in-a-list-behind-a-quotation": "> baik\n2. /koreksi setuju",
    "in-bold-struck-out": "~~**/koreksi setuju**~~",
    "in-a-heading": "# /koreksi setuju",
    "in-a-table": "| /koreksi setuju | a |\n|---|---|",
    "in-a-link": "[/koreksi setuju](x)",
    "a-result-quoted": "> /setuju",
    "a-result-in-a-list-with-another": "- /setuju\n- /kembalikan: Kurang.",
    "without-its-slash": "koreksi setuju",
    "a-result-without-its-slash": "Setuju",
    "long": "/koreksi setuju\n" + "a " * 15_000,
    "two": "/koreksi setuju\n/terbit",
    "the-same-twice": "/koreksi setuju\n/koreksi setuju",
    "both-results": "/koreksi\nhasil: terserah",
    "no-result": "/koreksi",
    "slip-in-the-result": "/koreksi setju",
    "a-path": "/etc/passwd",
    "another-letter": "/koreksi 2026-0001 setuju",
    "an-unknown-letter": "/koreksi 2026-9999 setuju",
    "returned-without-note": "/koreksi kembalikan",
    "a-later-step": "/terbit",
    "an-earlier-step": "/terima",
    "the-first-step": "/daftar",
    "null-byte": "/koreksi kembalikan: a\x00b",
    "bell": "/koreksi kembalikan: a\x07b",
    "direction": "/koreksi kembalikan: a\u202eb",
    "too-long": "/koreksi kembalikan: " + "x" * 20_000,
    "unknown-reason": "/koreksi setuju\nterlambat: hujan",
    "unknown-head": "/koreksi setuju\ndiketahui: mallory",
    "no-reason-to-pause": "/jeda",
    "pause-until-yesterday": "/jeda sampai 19 November 2026: foto",
    "pause-until-never": "/jeda sampai kapan-kapan: foto",
    "nothing-to-resume": "/lanjut",
    "no-reason-to-withdraw": "/tarik",
    "second-article": "/naskah Lain",
    "e-mail-in-the-note": "/koreksi kembalikan: kirim ke ani@rumah.example",
}
PERSONS = {
    "drafter": "rina",
    "head": "kadis",
    "stranger": "mallory",
    "key-for-login": "sari-contoh",
    "no-longer-there": "hendra",
}


def untouched(office: tuple[Counter, int, int], act: Callable[[Counter], Any]) -> Any:
    """Do something and see that no branch moved."""
    counter = office[0]
    before, letter = counter.forge.tips(), counter.read(LETTER, BRANCH)
    done = act(counter)
    assert "Traceback" not in done.err
    assert counter.forge.tips() == before
    assert counter.read(LETTER, BRANCH) == letter
    return done


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_forged(office: tuple[Counter, int, int], change: Callable[[Payload], None]) -> None:
    counter, pull, _ = office
    payload = counter.commented("sari", APPROVE, AT, pull)
    change(payload)
    assert untouched(office, lambda at: at.send("issue_comment", payload, AT)).code in ENDS


@pytest.mark.parametrize("text", BODIES.values(), ids=BODIES)
def test_said_wrongly(office: tuple[Counter, int, int], text: str) -> None:
    done = untouched(office, lambda counter: counter.comment("sari", text, AT, office[1]))
    assert done.code == 0
    assert "\x07" not in done.out


@pytest.mark.parametrize("who", PERSONS.values(), ids=PERSONS)
@pytest.mark.parametrize("text", [APPROVE, "/koreksi kembalikan: Kurang.", "/tarik: batal"])
def test_by_the_wrong_person(office: tuple[Counter, int, int], who: str, text: str) -> None:
    if text.startswith("/tarik") and who in ("rina", "kadis"):
        pytest.skip("whoever is of the office may enter that")
    assert untouched(office, lambda counter: counter.comment(who, text, AT, office[1])).code == 0


def test_in_a_foreign_pull_request(office: tuple[Counter, int, int]) -> None:
    done = untouched(office, lambda counter: counter.comment("sari", APPROVE, AT, office[2]))
    assert "another repository" in done.out
    untouched(office, lambda counter: counter.review("sari", "approved", AT, office[2]))


def test_a_review_of_a_commit_that_is_elsewhere(office: tuple[Counter, int, int]) -> None:
    counter, pull, _ = office
    for commit in ("0" * 40, counter.forge.tips()["main"]):
        done = untouched(office, lambda at, commit=commit: at.review("sari", "approved", AT, pull, commit))  # type: ignore[misc]
        assert done.code == 0


def test_a_pull_request_that_leads_elsewhere(office: tuple[Counter, int, int]) -> None:
    counter, pull, _ = office
    counter.forge.pulls[pull]["base"]["ref"] = "lain"
    try:
        assert "does not lead to" in untouched(office, lambda at: at.comment("sari", APPROVE, AT, pull)).out
    finally:
        counter.forge.pulls[pull]["base"]["ref"] = "main"


@pytest.mark.parametrize(
    "change",
    [
        put("head.ref", "main"),
        put("head.ref", "../../etc"),
        put("head.ref", "--upload-pack=x"),
        put("head.ref", "tidak-ada"),
        put("head.repo", None),
        put("head.sha", "x"),
        put("state", "entah"),
        put("number", "2"),
    ],
)
def test_odd_answers_of_the_forge(office: tuple[Counter, int, int], change: Callable[[Payload], None]) -> None:
    counter, pull, _ = office
    kept = json.dumps(counter.forge.pulls[pull])
    change(counter.forge.pulls[pull])
    try:
        assert untouched(office, lambda at: at.comment("sari", APPROVE, AT, pull)).code in ENDS
    finally:
        counter.forge.pulls[pull] = json.loads(kept)


LETTERS = {
    "front-matter": filled(subject="a\n---\nstatus: reported"),
    "yaml-in-a-line": filled(subject="judul: {a: 1} # komentar & *b"),
    "forged-headings": filled(body="isi\n\n### Number of the letter\n\npalsu"),
    "separator-in-a-line": filled(subject="a\u2028status: reported"),
    "hidden-heading": filled(number="400.7/99/DINKES\n\n<!--\n### Perihal\n\nsamar\n-->"),
    "folded-heading": filled(number="400.7/99/DINKES\n\n<details>\n\n### Perihal\n\nsamar\n\n</details>"),
    "fence": filled(number="400.7/99/DINKES\n\n```\n### Perihal\n\nsamar\n```"),
    "control": filled(body="a\x00b"),
    "direction": filled(subject="a\u202eb"),
    "oversized": filled(body="x" * 60_000),
    "script": filled(body="<script>alert(1)</script>"),
}


@pytest.mark.parametrize("body", LETTERS.values(), ids=LETTERS)
def test_letters_of_strangers_enter_nothing(office: tuple[Counter, int, int], body: str) -> None:
    assert untouched(office, lambda counter: counter.letter("mallory", body, AT)[1]).code == 0


def test_the_letters_of_officers_hold_what_was_written_and_nothing_else(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path, patch) as counter:
        for name, body in LETTERS.items():
            _, done = counter.letter("rina", body.replace("400.7/99", f"400.7/{name}"), "09:00")
            assert "Traceback" not in done.err
        for branch in counter.forge.tips():
            if branch != "main":
                number = branch[-4:]
                text = counter.read(f"content/requests/2026/{number}.md", branch)
                assert text.count("\nstatus: received\n") == 1
                assert text.count("  - step: 1\n    by: rina\n") == 1
                changed = counter.forge.git("diff", "--name-only", "main", branch).split()
                assert changed == [f"content/requests/2026/{number}.md"]


@pytest.mark.parametrize("number", ["9999", "0053", "10000", "-001"])
def test_a_branch_called_like_a_number_far_ahead_does_not_end_the_numbering(tmp_path: Path, number: str) -> None:
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path, patch) as counter:
        counter.forge.git("branch", f"redaksi/2026-{number}", "main")
        counter.letter("rina", filled(), "09:00")
        assert set(counter.forge.tips()) == {"main", f"redaksi/2026-{number}", "redaksi/2026-0003"}


@pytest.mark.parametrize(("name", "number"), [("redaksi/2026-0003/x", "0004"), ("redaksi", "")])
def test_a_branch_where_a_letters_branch_would_lie(tmp_path: Path, name: str, number: str) -> None:
    """Git has no `a/b` where there is an `a`: such a number is passed over, and such a branch is named."""
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path, patch) as counter:
        counter.forge.git("branch", name, "main")
        issue, done = counter.letter("rina", filled(), "09:00")
        assert (done.code, f"redaksi/2026-{number}" in counter.forge.tips()) == ((0, True) if number else (2, False))
        assert number or f"the branch {name} is in its way" in counter.forge.answered(issue)


def test_the_payloads_are_many() -> None:
    assert len(FORGED) + len(BODIES) + len(PERSONS) * 3 + len(LETTERS) > 60
    assert account("sari")["type"] == "User"
