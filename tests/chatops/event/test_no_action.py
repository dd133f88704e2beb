"""No event that a person made ends without an answer: each reason of the one table, met for real, is said where it says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chatops.test_dispatch import Payload, put
from tests.cli.github_events.test_act import written
from tests.support.chatops_office import Counter, filled, open_counter
from tests.support.command_line import Result
from workflow.chatops.event.no_action import NO_ACTION_REPLIES, ReplyPlace
from workflow.forge.event import IgnoreReason
from workflow.forge.webhook import MAX_PAYLOAD_BYTES
from workflow.i18n.catalog import translate

AT = "09:05"
Case = Callable[[Counter, int], Result]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, int]]:
    """A letter in the pull request that the program opened."""
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as counter:
        counter.letter("rina", filled(), "09:00")
        yield counter, max(counter.forge.pulls)


def comment(*changes: Callable[[Payload], None], text: str = "/disposisi tunda: Menunggu data.") -> Case:
    """A comment of the head's with something odd about it."""

    def case(counter: Counter, pull: int) -> Result:
        payload = counter.commented("kadis", text, AT, pull)
        for change in changes:
            change(payload)
        return counter.send("issue_comment", payload, AT)

    return case


def review(who: str, state: str) -> Case:
    """A review without words."""
    return lambda counter, pull: counter.review(who, state, AT, pull)


def deleted(counter: Counter, pull: int) -> Result:
    payload = counter.commented("kadis", "/disposisi tunda: Menunggu data.", AT, pull)
    del counter.forge.written[payload["comment"]["id"]]
    return counter.send("issue_comment", payload, AT)


CASES: dict[IgnoreReason, Case] = {
    IgnoreReason.NAME: lambda counter, pull: counter.send("push", counter.commented("kadis", "/status", AT, pull), AT),
    IgnoreReason.SIZE: lambda counter, _: counter.send("issue_comment", b" " * (MAX_PAYLOAD_BYTES + 1), AT),
    IgnoreReason.FORM: comment(put("comment.created_at", "kemarin")),
    IgnoreReason.ACTION: comment(put("action", "edited")),
    IgnoreReason.PROGRAM: comment(put("sender", {"login": "robot[bot]", "type": "Bot", "id": 9})),
    IgnoreReason.RUN: lambda counter, pull: counter.send(
        "workflow_run", counter.handed("kadis", AT, pull, path=".github/workflows/lain.yml"), AT
    ),
    IgnoreReason.REPOSITORY: comment(put("repository.full_name", "mallory/berita")),
    IgnoreReason.ACCOUNT: comment(put("sender.type", "Organization")),
    IgnoreReason.APP: comment(put("comment.performed_via_github_app", {"id": 1})),
    IgnoreReason.SENDER: comment(put("comment.user", None)),
    IgnoreReason.EDITED: comment(put("comment.updated_at", "2026-11-20T03:00:00Z")),
    IgnoreReason.DELETED: deleted,
    IgnoreReason.CLOCK: comment(
        put("comment.created_at", "2026-11-21T02:35:00Z"), put("comment.updated_at", "2026-11-21T02:35:00Z")
    ),
    IgnoreReason.TALK: comment(text="Sudah saya baca, lihat https://kantor.example/surat."),
    IgnoreReason.LETTER: lambda counter, _: counter.letter("kadis", "Printer rusak lagi.", AT)[1],
    IgnoreReason.REVIEW: review("kadis", "approved"),
    IgnoreReason.OBJECTION: review("sari", "changes_requested"),
    IgnoreReason.SLASH: comment(text="Disposisi terbitkan ke redaktur: Olah."),
    IgnoreReason.WITHIN: comment(text="Baik pak /disposisi tunda: Menunggu data."),
    IgnoreReason.ROLE: lambda counter, pull: counter.review("kadis", "approved", "09:45", pull),
}


@pytest.mark.parametrize("reason", IgnoreReason)
def test_a_reason_is_said_where_the_table_says(office: tuple[Counter, int], reason: IgnoreReason) -> None:
    counter, pull = office
    with counter.forge.as_it_is():
        if reason is IgnoreReason.ROLE:
            written(counter, pull)  # which waits for Sari
        must_be_said(reason, counter, pull)


def must_be_said(reason: IgnoreReason, counter: Counter, pull: int) -> None:
    """Whatever the table says of a reason is what happens."""
    told, tips, comments = NO_ACTION_REPLIES[reason], counter.forge.tips(), json.dumps(counter.forge.comments)
    done = CASES[reason](counter, pull)
    assert counter.forge.tips() == tips
    is_red = told.where is ReplyPlace.FAILURE or reason is IgnoreReason.FORM  # what cannot be read has to be looked at
    assert done.code == (2 if is_red else 0)
    if told.where is ReplyPlace.THREAD:
        assert translate(told.message).split(".")[0] in counter.forge.answered(pull).replace("\\", "")
    else:
        assert json.dumps(counter.forge.comments) == comments
        assert translate(told.message) in done.out + done.err


def test_whoever_opened_the_thread_is_answered(office: tuple[Counter, int]) -> None:
    """A comment below what an app opened, with everything null that may be null."""
    counter, pull = office
    for who in (None, {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}):
        payload = counter.commented("a--b", "/bantuan", AT, pull)
        payload["issue"] |= {"user": who, "body": None, "performed_via_github_app": {"id": 1, "slug": "redaksi"}}
        assert "/disposisi" in counter.send("issue_comment", payload, AT).out


@pytest.mark.parametrize("who", ["kadis", "mallory"])
@pytest.mark.parametrize("state", ["commented", "changes_requested"])
def test_a_command_in_a_review_is_answered(office: tuple[Counter, int], who: str, state: str) -> None:
    counter, pull = office
    counter.review(who, state, "09:07", pull, text="/disposisi tunda: Menunggu data.")
    assert "```text\n/disposisi tunda: Menunggu data.\n```" in counter.forge.answered(pull)


@pytest.mark.parametrize("who", ["kadis", "rina", "mallory"])
def test_a_request_for_changes_that_is_not_theirs_is_told_so(office: tuple[Counter, int], who: str) -> None:
    counter, pull = office
    with counter.forge.as_it_is():
        written(counter, pull)
        before = counter.forge.tips()
        said = counter.review(who, "changes_requested", "09:45", pull, text="Jamnya belum ada.").out
        assert "no text waits for your judgement" in said
        assert ("account mallory is not in" in said) == (who == "mallory")
        assert counter.forge.tips() == before


@pytest.mark.parametrize("who", ["mallory", "rina"])
def test_an_approval_that_is_not_theirs_to_give_is_told_so(office: tuple[Counter, int], who: str) -> None:
    counter, pull = office
    with counter.forge.as_it_is():
        comments = len(counter.forge.comments.get(pull, []))
        assert "The review is no step" in counter.review(who, "approved", AT, pull).out
        assert len(counter.forge.comments.get(pull, [])) == comments  # while no text waits for one
        written(counter, pull)
        before = counter.forge.tips()
        said = counter.review(who, "approved", "09:45", pull).out
        assert "counts on GitHub only" in said
        assert ("Ask Kepala Dinas to have it written there" in said) == (who == "mallory")
        assert counter.forge.tips() == before


@pytest.mark.parametrize(
    ("who", "on_pull", "text", "is_told"),
    [
        ("kadis", True, "Baik pak /disposisi tunda: Menunggu data.", True),
        ("rina", False, "Sudah ya, /Status", True),
        ("mallory", True, "Baik pak /disposisi tunda: Menunggu data.", False),
        ("mallory", False, "Baik pak /status", False),
        ("orang-luar", False, "Halo, /status dong", True),  # about their own letter
        ("kadis", True, "dan/atau /antah, lihat surat/terima dan `/terima`", False),
        ("kadis", True, "> Baik pak /disposisi tunda: Menunggu data.", False),
        ("kadis", True, "<!-- Baik pak /disposisi tunda: Menunggu data. -->", False),
    ],
)
def test_a_command_behind_other_words_is_answered_with_how_it_is_written(
    office: tuple[Counter, int], who: str, on_pull: bool, text: str, is_told: bool
) -> None:
    counter, pull = office
    with counter.forge.as_it_is():
        number = pull if on_pull else counter.letter("orang-luar", filled(number="400.7/7/DINKES"), AT)[0]
        before = counter.forge.tips()
        said = counter.comment(who, text, AT, number).out
        assert ("with nothing before it" in said) == is_told
        assert ("```text\n" + text[text.index("/") :] in said) == is_told
        assert is_told or "No command of the writer's" in said
        assert counter.forge.tips() == before


def test_an_account_that_is_not_of_the_office_is_told_whom_to_ask(office: tuple[Counter, int]) -> None:
    counter, pull = office
    assert "Ask Kepala Dinas to have it written there" in counter.comment("mallory", "/terima", AT, pull).out


def test_a_command_in_an_issue_is_answered(office: tuple[Counter, int]) -> None:
    counter, _ = office
    number, done = counter.letter("mallory", "/daftar", AT)
    assert done.code == 0
    assert "by the form" in counter.forge.answered(number)


@pytest.mark.parametrize("change", [put("issue.performed_via_github_app", {"id": 1}), put("issue.user", None)])
def test_a_letter_that_nobody_vouches_for_is_answered(
    office: tuple[Counter, int], change: Callable[[dict[str, Any]], None]
) -> None:
    counter, _ = office
    number, _ = counter.letter("mallory", "", AT)
    payload = counter.opened("rina", number, filled(number="400.7/5/DINKES"), AT)
    change(payload)
    counter.send("issues", payload, AT)
    assert "Nothing was entered" in counter.forge.answered(number)
    assert "```text\n/daftar\n```" in counter.forge.answered(number)  # by which an officer enters it all the same


def test_the_table_has_a_row_and_a_case_for_every_reason() -> None:
    assert set(NO_ACTION_REPLIES) == set(CASES) == set(IgnoreReason)
    silent = {
        reason for reason in IgnoreReason if NO_ACTION_REPLIES[reason].where in (ReplyPlace.LOG, ReplyPlace.CHECK)
    }
    assert silent == {
        IgnoreReason.NAME,
        IgnoreReason.ACTION,
        IgnoreReason.PROGRAM,
        IgnoreReason.RUN,
        IgnoreReason.TALK,
        IgnoreReason.LETTER,
        IgnoreReason.REVIEW,
    }  # fmt: skip  of these nobody waits for an answer


def test_a_broken_office_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_counter(tmp_path, monkeypatch) as counter:
        counter.commit("main", "site_config/office.yml", "rina: 7\n", "08:00")
        number, done = counter.letter("rina", filled(), "09:00")
        assert done.code == 2
        assert "configuration on main has errors" in counter.forge.answered(number)
        assert "looks after this repository" in counter.forge.answered(number)
        counter.comment("rina", "Lihat https://kantor.example, ya.", "09:02", number)
        assert len(counter.forge.comments[number]) == 1  # talk is not answered with our troubles
