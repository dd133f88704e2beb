"""Whatever fails on the way, whoever wrote is told what was done, what was not, and whom to ask; and a second run goes on."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chatops.test_dispatch import Payload
from tests.cli.github_events.test_act import BRANCH, steps
from tests.support.chatops_office import Counter, filled, open_counter
from tests.support.clone import git
from tests.support.command_line import Result
from tests.support.issue_server import Fault
from workflow.cli.github_events import _answer

AT = "09:05"
APP = "t0ken-of-the-app"
NOT_PERMITTED = "GitHub Actions is not permitted to create or approve pull requests."


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as made:
        patch.setenv("PUSH_TOKEN", APP)
        made.forge.tokens.add(APP)
        made.letter("rina", filled(), "09:00")
        yield made


@pytest.fixture
def counter(once: Counter) -> Iterator[Counter]:
    """A letter in its pull request, the same for each test."""
    with once.forge.as_it_is():
        yield once


@pytest.fixture
def letter(counter: Counter) -> Payload:
    """Another letter, of which the program was not told yet."""
    return counter.opened("rina", 50, filled(number="400.7/50/DINKES"), "09:02")


def entered(counter: Counter) -> list[str]:
    return sorted(set(counter.forge.tips()) - {"main", BRANCH})


def tell(counter: Counter, letter: Payload) -> Result:
    return counter.send("issues", letter, AT)


def said(counter: Counter, number: int = 50) -> str:
    """What the program answered to the letter, as people read it."""
    bodies = (str(one["body"]) for one in counter.forge.comments.get(number, []))
    return "\n".join(body for body in bodies if "answer to" in body).replace("\\", "")


def test_a_wrong_key_of_the_app_is_told_and_nothing_is_entered(
    counter: Counter, letter: Payload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APP_OUTCOME", "failure")
    monkeypatch.setenv("PUSH_TOKEN", "")
    done = tell(counter, letter)
    assert (done.code, entered(counter)) == (2, [])
    for words in ("its key or its id is wrong", "Nothing was entered", "Ask Surya Contoh", "Re-run"):
        assert words in said(counter)
    assert counter.comment("rina", "/status", AT, 1).code == 0  # what writes nothing is answered
    monkeypatch.setenv("APP_OUTCOME", "success")
    assert (tell(counter, letter).code, entered(counter)) == (0, ["redaksi/2026-0004"])
    assert "Nothing was entered" not in said(counter)


@pytest.mark.parametrize("reason", ["expired", "lacks a permission", "let GitHub Actions open"])
def test_a_letter_whose_pull_request_cannot_be_opened(counter: Counter, letter: Payload, reason: str) -> None:
    """The step stays, the answer says where, the run is red; once it is mended a second run opens it."""
    if reason == "expired":
        counter.forge.tokens.remove(APP)
    words = NOT_PERMITTED if "Actions" in reason else "Resource not accessible by integration"
    counter.forge.faults = [Fault("POST pulls", 403, words)]
    done = tell(counter, letter)
    assert (done.code, entered(counter)) == (2, ["redaksi/2026-0004"])
    for part in ("on the branch redaksi/2026-0004", "could not be opened", reason, "Ask Surya Contoh", "Re-run"):
        assert part in said(counter)
    assert APP not in said(counter) + done.out + done.err
    counter.forge.tokens.add(APP)
    counter.forge.faults = []
    assert tell(counter, letter).code == 0
    assert "could not be opened" not in said(counter)
    assert f"#{max(counter.forge.pulls)}" in said(counter)
    assert counter.forge.pulls[max(counter.forge.pulls)]["head"]["ref"] == "redaksi/2026-0004"


def test_a_step_after_a_merge_whose_pull_request_cannot_be_opened_is_done_once(counter: Counter) -> None:
    pull = max(counter.forge.pulls)
    counter.forge.merge(pull)
    payload = counter.commented("kadis", "/disposisi terbitkan ke redaktur: Olah.", AT, pull)
    counter.forge.faults = [Fault("POST pulls", 403, NOT_PERMITTED)]
    assert counter.send("issue_comment", payload, AT).code == 2
    [branch] = [name for name in counter.forge.tips() if name not in ("main", BRANCH)]
    assert branch in said(counter, pull)
    tip = counter.forge.tips()[branch]
    assert counter.send("issue_comment", payload, "09:20").code == 0
    assert counter.forge.tips()[branch] == tip
    assert steps(counter, branch) == ["1rina", "2kadis"]
    assert f"#{max(counter.forge.pulls)}" in said(counter, pull)


@pytest.fixture
def waiting(counter: Counter) -> Payload:
    """A step after a merge, on a branch whose pull request cannot be opened."""
    pull = max(counter.forge.pulls)
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah.", AT, pull)
    counter.forge.merge(pull)
    payload = counter.commented("budi", "/terima", "09:10", pull)
    counter.forge.faults = [Fault("POST pulls", 403, NOT_PERMITTED, times=100)]
    assert counter.send("issue_comment", payload, "09:10").code == 2
    return payload


def test_a_step_on_a_branch_that_waits_for_its_pull_request_is_found(counter: Counter, waiting: Payload) -> None:
    """By `/status`, by a repeated command, by the next step; and none of them says that nothing was done."""
    pull, [branch] = max(counter.forge.pulls), [name for name in counter.forge.tips() if name not in ("main", BRANCH)]
    told = counter.comment("rina", "/status", "09:11", pull)
    for part in (f"is on the branch {branch}", "step 4", "Ask Surya Contoh"):
        assert part in told.out.replace("\\", "")
    assert "turn of step 4" in counter.comment("budi", "/terima", "09:12", pull).out
    assert ":white_check_mark:" in counter.comment("rina", "/naskah Donor Darah", "09:13", 1).out
    assert counter.forge.tips().keys() == {"main", branch}
    assert steps(counter, branch) == ["1rina", "2kadis", "3budi"]
    counter.forge.faults = []
    assert counter.comment("rina", "/status", "09:14", pull).code == 0  # which opens it
    assert counter.forge.pulls[max(counter.forge.pulls)]["head"]["ref"] == branch
    counter.send("issue_comment", waiting, "09:15")
    assert steps(counter, branch) == ["1rina", "2kadis", "3budi"]


@pytest.mark.parametrize("is_opened", [True, False])
def test_a_second_run_does_not_deny_what_lies_on_another_branch(
    counter: Counter, waiting: Payload, is_opened: bool
) -> None:
    """The branch of the first was opened by hand and closed again, or not at all; a colleague began a new one."""
    pull, [branch] = max(counter.forge.pulls), [name for name in counter.forge.tips() if name not in ("main", BRANCH)]
    counter.forge.faults = []
    if is_opened:
        counter.forge.pull(branch, state="closed")
        assert ":white_check_mark:" in counter.comment("budi", "/terima", "09:12", pull).out
    before = counter.forge.tips()
    done = counter.send("issue_comment", waiting, "09:20")
    assert (done.code, "So the letter stands" in done.out) == (0, True)
    assert counter.forge.tips() == before
    assert len(before) == (3 if is_opened else 2)


def test_a_push_that_the_server_refuses(counter: Counter, letter: Payload) -> None:
    hook = counter.bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    try:
        assert (tell(counter, letter).code, entered(counter)) == (2, [])
    finally:
        hook.unlink()
    for part in ("Nothing was entered", "pre-receive hook declined", "Ask Surya Contoh"):
        assert part in said(counter)
    assert tell(counter, letter).code == 0


def test_a_push_of_which_git_does_not_say_that_it_was_taken(counter: Counter, letter: Payload, tmp_path: Path) -> None:
    taking = tmp_path / "receive-pack"
    taking.write_text('#!/bin/sh\ngit-receive-pack "$@"\nexit 1\n')
    taking.chmod(0o755)
    git(counter.root, "config", "remote.origin.receivepack", str(taking))
    try:
        assert (tell(counter, letter).code, entered(counter)) == (0, ["redaksi/2026-0004"])
    finally:
        git(counter.root, "config", "--unset", "remote.origin.receivepack")
    assert ":white_check_mark:" in said(counter)


def test_branches_that_cannot_be_fetched(counter: Counter, letter: Payload) -> None:
    git(counter.root, "remote", "set-url", "origin", "/tidak/ada")
    try:
        assert tell(counter, letter).code == 2
        assert counter.comment("rina", "Lihat https://kantor.example/a, ya.", AT, 1).code == 2
    finally:
        git(counter.root, "remote", "set-url", "origin", str(counter.bare))
    assert "Nothing was entered" in said(counter)
    assert "Ask Surya Contoh" in said(counter)  # by what was known of main
    assert "Nothing was entered" not in said(counter, 1)  # talk is not answered with our troubles


def test_a_forge_that_fails_before_the_step(counter: Counter) -> None:
    pull = max(counter.forge.pulls)
    before = counter.forge.tips()
    counter.forge.faults = [Fault(f"GET pulls/{pull}", 502, times=100)]
    payload = counter.commented("kadis", "/disposisi tunda: Nanti.", AT, pull)
    assert counter.send("issue_comment", payload, AT).code == 2
    assert counter.forge.tips() == before
    assert "Nothing was entered" in said(counter, pull)
    assert "out of order" in said(counter, pull)


def test_an_answer_that_cannot_be_written_is_in_the_log_and_comes_with_the_next_run(
    counter: Counter, letter: Payload
) -> None:
    counter.forge.faults = [Fault("POST issues/50/comments", 403, "Unable to create comment", times=100)]
    done = tell(counter, letter)
    assert (done.code, entered(counter), said(counter)) == (2, ["redaksi/2026-0004"], "")
    assert "Unable to create comment" in done.err
    assert ":white_check_mark:" in done.out
    counter.forge.faults = []
    assert tell(counter, letter).code == 0
    assert "2026-0004" in said(counter)


def test_a_moment_of_trouble_is_not_noticed(counter: Counter, letter: Payload, waited: list[float]) -> None:
    counter.forge.faults = [Fault("POST .*", 502, times=2), Fault("GET .*", 503), Fault("POST .*", 403, headers={"Retry-After": "3"})]  # fmt: skip
    assert (tell(counter, letter).code, entered(counter)) == (0, ["redaksi/2026-0004"])
    assert len(waited) == 4
    assert len([one for one in counter.forge.comments[50] if "answer to" in one["body"]]) == 1
    assert max(counter.forge.pulls) == 51


def test_an_issue_that_cannot_be_brought_up_to_date(counter: Counter) -> None:
    pull = max(counter.forge.pulls)
    counter.forge.faults = [Fault("PATCH issues/comments/.*", 403, "Resource not accessible by integration")]
    done = counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah.", AT, pull)
    assert (done.code, steps(counter)) == (2, ["1rina", "2kadis"])
    for part in (":white_check_mark:", "could not be brought up to date", "lacks a permission", "Ask Surya Contoh"):
        assert part in said(counter, pull)


@pytest.mark.parametrize("key", ["", "pendek"])
def test_without_a_key_for_stamps_nothing_is_entered(
    counter: Counter, letter: Payload, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("ACT_KEY", key)
    assert (tell(counter, letter).code, entered(counter)) == (2, [])
    assert "ACT_KEY must be set" in said(counter)


def test_what_nobody_foresaw_is_told_too(counter: Counter, letter: Payload, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(_answer, "process_event", fail)
    assert tell(counter, letter).code == 3
    assert "nobody foresaw" in said(counter)


@pytest.mark.parametrize(
    ("named", "link"),
    [
        ("kantor/berita-pribadi", "(https://github.com/kantor/berita-pribadi/edit/HEAD/senders.yml)"),
        ("", ""),
        ("kantor/../x", ""),
        ("kantor/a) [b](http://x", ""),
    ],
)
def test_where_the_senders_address_is_written(
    counter: Counter, letter: Payload, monkeypatch: pytest.MonkeyPatch, named: str, link: str
) -> None:
    monkeypatch.setenv("CONTACTS_REPOSITORY", named)
    assert tell(counter, letter).code == 0
    assert ("senders.yml" in said(counter)) == bool(link)
    assert link in said(counter)
    step = counter.comment("kadis", "/disposisi tunda: Nanti.", AT, max(counter.forge.pulls)).out
    assert ":white_check_mark:" in step
    assert "senders.yml" not in step


def test_the_token_that_answers_is_not_the_one_that_opens(counter: Counter, letter: Payload) -> None:
    counter.forge.faults = [Fault("POST issues/.*", 401, "Bad credentials", times=9)]
    done = tell(counter, letter)
    assert (done.code, entered(counter)) == (2, ["redaksi/2026-0004"])
    assert max(counter.forge.pulls) == 51
    assert "expired" in done.err
