"""Reviews: what they decide, what they say, and whose words those are."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.chatops.parsing.email_replies import MAILS
from tests.cli.github_events.test_act import BRANCH, LETTER, rewrite, steps, written
from tests.support.chatops_office import Counter, filled, open_counter
from tests.support.issue_server import Fault
from workflow.git.program_commits import CHANGES_REQUESTED_TRAILER

AT = "09:45"
NOTE = "Jamnya belum ada."
GMAIL = MAILS["Gmail"]


def entry(counter: Counter) -> dict[str, Any]:
    """The last entry of the letter."""
    last: dict[str, Any] = yaml.safe_load(counter.read(LETTER, BRANCH).split("---\n")[1])["steps"][-1]
    return last


KEPT = {
    "nothing": ("", (), ""),
    "a remark": ("Bagus, tayangkan pagi.", (), "Bagus, tayangkan pagi."),
    "as it was written": ("Rapat 1½ jam di ruang 10³ m².", (), "Rapat 1½ jam di ruang 10³ m²."),
    "several lines": ("Bagus.\n\nTayangkan **pagi**.", (), "Bagus. Tayangkan **pagi**."),
    "a command above": ("/koreksi setuju\nBagus.", (), "Bagus."),
    "a command below": ("Bagus.\n\n- /koreksi setuju", (), "Bagus."),
    "a command with words": ("Pagi.\n/setuju: Bagus.", (), "Pagi. Bagus."),
    "only the command's word": ("/koreksi", (), ""),
    "a quotation": ("> /koreksi kembalikan: Kurang.\n\nSudah baik.", (), "Sudah baik."),
    "a mail": (f"Sudah baik.\n\n{GMAIL}", (), "Sudah baik."),
    "lines": ("", ("Bagus di sini.", "```suggestion\nlain\n```"), "Bagus di sini."),
    "no command": ("/salah", (), ""),
}


@pytest.mark.parametrize(("text", "lines", "note"), KEPT.values(), ids=KEPT)
def test_what_an_approving_review_remarks_is_kept(
    waiting: tuple[Counter, int], text: str, lines: tuple[str, ...], note: str
) -> None:
    counter, pull = waiting
    with counter.forge.as_it_is():
        said = counter.review("sari", "approved", AT, pull, text=text, lines=lines).out
        last = entry(counter)
    assert ":white_check_mark:" in said
    assert "not the words" not in said
    assert last["result"] == "approved"
    assert last.get("note", "") == note


RETURNED = {
    "words": (NOTE, (), NOTE),
    "a command": (f"/koreksi kembalikan: {NOTE}", (), NOTE),
    "the result's word": (f"/kembalikan\n{NOTE}", (), NOTE),
    "a list": ("- jam\n- tempat", (), "- jam - tempat"),
    "a mail": (f"{NOTE}\n\n{GMAIL}", (), NOTE),
    "lines alone": ("", ("Jam?", "Siapa yang hadir?"), "Jam? Siapa yang hadir?"),
    "words beside lines": (NOTE, ("Jam?",), NOTE),
}


@pytest.mark.parametrize(("text", "lines", "note"), RETURNED.values(), ids=RETURNED)
def test_a_request_for_changes_returns_the_text_with_its_words(
    waiting: tuple[Counter, int], text: str, lines: tuple[str, ...], note: str
) -> None:
    counter, pull = waiting
    with counter.forge.as_it_is():
        said = counter.review("sari", "changes_requested", AT, pull, text=text, lines=lines).out
        last, who = entry(counter), steps(counter)[-1]
        message = counter.forge.git("log", "-1", "--format=%B", BRANCH)
    assert ":white_check_mark:" in said
    assert "GitHub holds back the merge" in said
    assert (who, CHANGES_REQUESTED_TRAILER in message.splitlines()) == ("5sari", True)
    assert (last["result"], last["note"]) == ("returned", note)


def refused(waiting: tuple[Counter, int], who: str, state: str, text: str, lines: tuple[str, ...] = ()) -> str:
    """What is answered to a review that changes nothing."""
    counter, pull = waiting
    with counter.forge.as_it_is():
        before = counter.forge.tips()
        said = counter.review(who, state, AT, pull, text=text, lines=lines).out
        assert counter.forge.tips() == before
    return said


@pytest.mark.parametrize("text", ["", f"> {NOTE}", "```\nx\n```", "/koreksi kembalikan"])
def test_a_request_for_changes_without_a_word_is_asked_why(waiting: tuple[Counter, int], text: str) -> None:
    said = refused(waiting, "sari", "changes_requested", text)
    assert "/koreksi kembalikan\ncatatan: ..." in said


@pytest.mark.parametrize(
    ("state", "text", "lines"),
    [
        ("approved", f"/koreksi kembalikan: {NOTE}", ()),
        ("approved", f"# /koreksi kembalikan: {NOTE}", ()),
        ("approved", f"- **/kembalikan: {NOTE}**", ()),
        ("approved", "Bagus.", (f"/koreksi kembalikan: {NOTE}",)),
        ("approved", "/terbit", ()),
        ("changes_requested", "/koreksi setuju", ()),
        ("changes_requested", "/setuju", ()),
        ("changes_requested", "/terbit", ()),
        ("changes_requested", NOTE, ("/koreksi setuju",)),
    ],
)
def test_a_review_whose_words_command_something_else_is_asked_about(
    waiting: tuple[Counter, int], state: str, text: str, lines: tuple[str, ...]
) -> None:
    assert "its text commands something else" in refused(waiting, "sari", state, text, lines)


@pytest.mark.parametrize("text", [f"/koreksi kembalikan: {NOTE}", f"- `/koreksi kembalikan: {NOTE}`"])
@pytest.mark.parametrize("is_on_a_line", [True, False])
def test_a_command_in_a_review_that_decides_nothing_is_answered(
    waiting: tuple[Counter, int], text: str, is_on_a_line: bool
) -> None:
    said = refused(waiting, "sari", "commented", "" if is_on_a_line else text, (text,) if is_on_a_line else ())
    assert f"```text\n/koreksi kembalikan: {NOTE}\n```" in said
    assert "The review is no step" in refused(waiting, "sari", "commented", NOTE, (NOTE, "> /koreksi setuju"))


def changed(counter: Counter) -> None:
    """Somebody edits the next review."""
    counter.forge.changed[f"PRR_{counter.count + 1}"] = "2026-11-20T02:46:00Z"


@pytest.mark.parametrize("text", ["Hubungi 0812-3456-7890.", "Tulis ke ani@rumah.example.", "a\x07b", "a\u202eb"])
def test_an_approval_counts_also_where_its_words_cannot_be_kept(waiting: tuple[Counter, int], text: str) -> None:
    counter, pull = waiting
    with counter.forge.as_it_is():
        said = counter.review("sari", "approved", AT, pull, text=text).out
        last = entry(counter)
    assert ":white_check_mark:" in said
    assert "not the words" in said
    assert last["result"] == "approved"
    assert "note" not in last
    assert text not in said


def test_words_that_may_be_somebody_elses_are_nobodys_note(waiting: tuple[Counter, int]) -> None:
    """Whoever may write to a repository may edit other people's reviews."""
    counter, pull = waiting
    with counter.forge.as_it_is():
        changed(counter)
        said = counter.review("sari", "approved", AT, pull, text="Disetujui tanpa syarat.").out
        assert "not the words" in said
        assert "note" not in entry(counter)
    with counter.forge.as_it_is():
        changed(counter)
        assert "was changed before it was read" in refused(waiting, "sari", "changes_requested", "", ("Jam?",))
    with counter.forge.as_it_is():
        changed(counter)
        said = refused(waiting, "sari", "changes_requested", "Hapus saja.")
        assert "was changed before it was read" in said
        assert "```text\n/koreksi kembalikan: ...\n```" in said


def test_the_letter_that_is_approved_is_never_chosen_by_words_that_may_be_somebody_elses(
    waiting: tuple[Counter, int],
) -> None:
    counter, _ = waiting
    with counter.forge.as_it_is():
        changed(counter)
        said = refused(waiting, "sari", "approved", "/setuju 2026-0003: Bagus.")
        assert "was changed before it was read" in said
        assert "```text\n/koreksi setuju\n```" in said


def test_a_request_for_changes_with_something_personal_is_not_entered(waiting: tuple[Counter, int]) -> None:
    said = refused(waiting, "sari", "changes_requested", "Hubungi 0812-3456-7890.")
    assert "stands in your review" in said
    assert "0812" not in said


def test_where_github_does_not_say_nothing_is_entered(waiting: tuple[Counter, int]) -> None:
    counter, pull = waiting
    with counter.forge.as_it_is():
        before, counter.forge.tells_edits = counter.forge.tips(), False
        assert counter.review("sari", "changes_requested", AT, pull, text=NOTE).code == 2
        assert counter.forge.tips() == before
        counter.forge.tells_edits = True
        counter.forge.faults = [Fault(r"GET pulls/\d+/reviews/\d+/comments", 404)]
        assert counter.review("sari", "changes_requested", AT, pull, text=NOTE).code == 2
        assert counter.forge.tips() == before


def test_a_returned_text_is_written_anew_and_approved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_counter(tmp_path, monkeypatch) as counter:
        counter.letter("rina", filled(), "09:00")
        pull = max(counter.forge.pulls)
        written(counter, pull)
        asked = counter.reviewed("sari", "changes_requested", AT, pull, text=NOTE)
        counter.forge.remarks[asked["id"]] = []
        for _ in range(2):  # a second run of the same review does nothing more
            counter.send("workflow_run", counter.handed("sari", AT, pull), AT)
        assert steps(counter)[-2:] == ["4rina", "5sari"]
        rewrite(counter, "Donor darah digelar di aula pada Senin pukul 08.00 WIB.", "09:50")
        counter.comment("rina", "/konsep", "09:52", pull)
        counter.review("sari", "approved", "10:20", pull, text="Sekarang lengkap.")
        assert steps(counter)[-2:] == ["4rina", "5sari"]
        assert entry(counter)["note"] == "Sekarang lengkap."
