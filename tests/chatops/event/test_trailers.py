"""What commits say of what was done: only this program's own word counts, or what lies in main's history."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.github_events.test_act import BRANCH, steps
from tests.support.chatops_office import KEY, Counter, filled, open_counter
from tests.support.clone import ENVIRONMENT, git
from tests.support.issue_server import REPOSITORY
from workflow.chatops.event.commit_stamp import STAMP_TRAILER, is_stamped, stamped
from workflow.chatops.event.trailers import MAX_CLAIMING_COMMITS
from workflow.git.program_commits import trailer_lines
from workflow.git.remote_branches import RawCommit

SERVER = f"https://github.com/{REPOSITORY}"
DISPOSE = "/disposisi tunda: Menunggu data."


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    with open_counter(tmp_path, monkeypatch) as made:
        made.letter("rina", filled(), "09:00")
        yield made


def add(counter: Counter, branch: str, message: str, *, times: int = 1, date: str = "2026-11-20T02:04:00Z") -> None:
    """Somebody who may push adds a commit with any message, and the program's name, to a branch."""
    who = {"NAME": "Redaksi", "EMAIL": "redaksi@users.noreply.invalid", "DATE": date}
    own = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    for _ in range(times):
        tip = counter.forge.tips()[branch]
        made = subprocess.run(
            ["git", "commit-tree", f"{tip}^{{tree}}", "-p", tip], input=message.encode(), cwd=counter.bare,
            env={**ENVIRONMENT, **own}, check=True, capture_output=True,
        )  # fmt: skip
        counter.forge.git("update-ref", f"refs/heads/{branch}", made.stdout.decode().strip())


def event_of(counter: Counter, pull: int) -> str:
    """The line that a commit about the next comment would have."""
    return f"Redaksi-Event: <{SERVER}/pull/{pull}#issuecomment-{counter.count}>"


FORGED: dict[str, Callable[[str], str]] = {
    "as the program writes it": lambda line: f"2026-0003: langkah 2 selesai\n\n{line}\n",
    "in the middle": lambda line: f"ubah\n\n{line}\n\nakhir",
    "twice": lambda line: f"ubah\n\n{line}\n{line}\n",
    "in the title": lambda line: f"{line}\n",
    "with another stamp": lambda line: f"ubah\n\n{line}\n{STAMP_TRAILER}: {'0' * 64}\n",
    "with an empty stamp": lambda line: f"ubah\n\n{line}\n{STAMP_TRAILER}: \n",
    "with two stamps": lambda line: f"ubah\n\n{line}\n{STAMP_TRAILER}: {'0' * 64}\n{STAMP_TRAILER}: {'1' * 64}\n",
    "folded": lambda line: "ubah\n\n" + line.replace(": ", ":\n  ") + "\n",
    "another case": lambda line: f"ubah\n\n{line.lower()}\n",
    "in a trailer of another": lambda line: f"ubah\n\nCo-authored-by: {line}\n",
}


@pytest.mark.parametrize("make", FORGED.values(), ids=FORGED)
def test_a_forged_trailer_suppresses_no_command(counter: Counter, make: Callable[[str], str]) -> None:
    payload = counter.commented("kadis", DISPOSE, "09:05", 2)
    add(counter, BRANCH, make(event_of(counter, 2)))
    assert ":white_check_mark:" in counter.send("issue_comment", payload, "09:05").out
    assert steps(counter) == ["1rina", "2kadis"]
    tips = counter.forge.tips()
    assert counter.send("issue_comment", payload, "09:06").code == 0
    assert counter.forge.tips() == tips


def test_forged_ones_on_top_hide_no_true_one(counter: Counter) -> None:
    payload = counter.commented("kadis", DISPOSE, "09:05", 2)
    counter.send("issue_comment", payload, "09:05")
    add(counter, BRANCH, FORGED["with another stamp"](event_of(counter, 2)), times=8, date="2020-01-01T00:00:00Z")
    tips = counter.forge.tips()
    assert counter.send("issue_comment", payload, "09:30").code == 0
    assert counter.forge.tips() == tips
    assert steps(counter) == ["1rina", "2kadis"]


def test_too_many_forged_ones_are_somebodys_matter(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.chatops.event.trailers.MAX_CLAIMING_COMMITS", 4)
    assert MAX_CLAIMING_COMMITS > 4
    payload = counter.commented("kadis", DISPOSE, "09:05", 2)
    add(counter, BRANCH, FORGED["as the program writes it"](event_of(counter, 2)), times=4)
    assert "4 commits claim" in counter.send("issue_comment", payload, "09:05").out
    assert steps(counter) == ["1rina"]
    add(counter, "main", "ubah\n\nlain\n", times=4)
    assert ":white_check_mark:" in counter.comment("kadis", DISPOSE, "09:06", 2).out


def test_a_true_message_in_another_commit_is_worth_nothing(counter: Counter) -> None:
    payload = counter.commented("kadis", DISPOSE, "09:05", 2)
    before = counter.forge.tips()[BRANCH]
    assert ":white_check_mark:" in counter.send("issue_comment", payload, "09:05").out
    message = counter.forge.git("log", "-1", "--format=%B", BRANCH)
    assert f"\n{STAMP_TRAILER}: " in message
    counter.forge.git("update-ref", f"refs/heads/{BRANCH}", before)
    add(counter, BRANCH, message + "\n")
    assert ":white_check_mark:" in counter.send("issue_comment", payload, "09:07").out
    assert steps(counter) == ["1rina", "2kadis"]


def test_a_forged_registration_enters_nothing_and_hides_no_letter(counter: Counter) -> None:
    number, _ = counter.letter("orang-luar", filled(number="400.7/100/DINKES"), "09:10")
    line = f"Redaksi-Issue: <{SERVER}/issues/{number}>"
    add(counter, BRANCH, f"2026-0003: surat diagendakan\n\n{line}\n")
    add(counter, "main", f"2026-0001: surat diagendakan\n\n{line}\n")
    assert "No letter was entered" in counter.comment("rina", "/status", "09:11", number).out
    assert ":white_check_mark:" in counter.comment("rina", "/daftar", "09:12", number).out
    assert "400.7/100/DINKES" in counter.read("content/requests/2026/0004.md", "redaksi/2026-0004")
    assert "2026\\-0004" in counter.comment("rina", "/status", "09:13", number).out


def test_a_forged_issue_is_neither_told_nor_closed(counter: Counter) -> None:
    number, _ = counter.letter("orang-luar", "Printer rusak.", "09:04")
    add(counter, BRANCH, f"2026-0003: surat diagendakan\n\nRedaksi-Issue: <{SERVER}/issues/{number}>\n")
    assert (
        ":white_check_mark:"
        in counter.comment(
            "kadis", "/disposisi tolak: Bukan kewenangan.\njawaban: Bukan kewenangan kami.", "09:05", 2
        ).out
    )
    assert number not in counter.forge.comments
    assert "where the letter stands" in "".join(one["body"] for one in counter.forge.comments[1])


def test_what_was_written_before_there_were_stamps_counts_on_main(counter: Counter) -> None:
    payload = counter.commented("kadis", DISPOSE, "09:05", 2)
    counter.send("issue_comment", payload, "09:05")
    unstamp(counter)
    counter.forge.merge(2)
    tips = counter.forge.tips()
    assert counter.send("issue_comment", payload, "09:10").code == 0
    assert counter.forge.tips() == tips
    assert "2026\\-0003" in counter.comment("rina", "/status", "09:11", 1).out


def unstamp(counter: Counter) -> None:
    """The branch as the program wrote it before there were stamps."""
    clone = counter.root.parent / "old"
    git(counter.root.parent, "clone", "--quiet", f"--branch={BRANCH}", str(counter.bare), str(clone))
    code = f"sed '/^{STAMP_TRAILER}: /d'"
    environment = {**ENVIRONMENT, "FILTER_BRANCH_SQUELCH_WARNING": "1"}
    command = ["git", "filter-branch", "--msg-filter", code, "origin/main..HEAD"]
    subprocess.run(command, cwd=clone, env=environment, check=True, capture_output=True)
    git(clone, "push", "--quiet", "--force", "origin", BRANCH)
    assert STAMP_TRAILER not in counter.forge.git("log", "--format=%B", BRANCH)


@pytest.mark.parametrize("key", ["", "pendek", "x" * 31])
def test_without_a_key_nothing_is_done(counter: Counter, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACT_KEY", key)
    before = counter.forge.tips()
    done = counter.comment("kadis", DISPOSE, "09:05", 2)
    assert (done.code, "ACT_KEY" in done.err) == (2, True)
    assert counter.forge.tips() == before
    monkeypatch.setenv("ACT_KEY", "x" * 32)
    assert ":white_check_mark:" in counter.comment("kadis", DISPOSE, "09:06", 2).out


def test_the_key_is_shown_nowhere(counter: Counter) -> None:
    done = counter.comment("kadis", DISPOSE, "09:05", 2)
    everything = (
        done.out + done.err + str(counter.forge.comments) + counter.forge.git("log", "--all", "-p", "--format=%B")
    )
    assert KEY not in everything
    assert "tunda" in everything


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(["tree", "parents", "message", "key", "mac"]))
def test_a_stamp_vouches_for_all_of_a_commit(tree: str, parent: str, message: str, changed: str) -> None:
    plain = RawCommit("c", tree, (parent,), f"{message}\n")
    key = KEY.encode()
    made = RawCommit("c", tree, (parent,), stamped(key, plain))
    assert is_stamped(key, made)
    other = {
        "tree": RawCommit("c", tree + "0", made.parents, made.message),
        "parents": RawCommit("c", tree, (*made.parents, parent), made.message),
        "message": RawCommit("c", tree, made.parents, "a" + made.message),
        "key": made,
        "mac": RawCommit("c", tree, made.parents, made.message.upper() + "0"),
    }[changed]
    assert not is_stamped(b"another key" * 4 if changed == "key" else key, other)


def test_only_the_last_paragraph_has_trailers() -> None:
    assert trailer_lines("judul\n\nisi\n\nA: 1\nB: 2\n") == ["A: 1", "B: 2"]
    assert trailer_lines("A: 1\n") == []
    assert trailer_lines("") == []
