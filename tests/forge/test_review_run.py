"""A review by a finished run: the latest of whoever began it becomes a step, once; then the check judges again."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.github_events.test_act import BRANCH, rewrite, steps, written
from tests.support.chatops_office import Counter, account, filled, open_counter
from tests.support.issue_server import REPOSITORY, TOKEN, Fault
from workflow.forge.event import ReviewRun
from workflow.forge.rest_api import GitHub
from workflow.forge.review_run import latest_review, reviewed_pulls
from workflow.forge.webhook import RUN_EVENT, read_event

AT = "09:45"
LATER = "2026-11-20T03:00:00Z"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A letter whose text waits for its approval."""
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as made:
        made.letter("rina", filled(), "09:00")
        written(made, max(made.forge.pulls))
        made.forge.now = LATER
        yield made


@pytest.fixture
def counter(once: Counter) -> Iterator[Counter]:
    """The same for each test, whatever the one before did."""
    with once.forge.as_it_is():
        yield once


@pytest.fixture
def pull(counter: Counter) -> int:
    return max(counter.forge.pulls)


def tip(counter: Counter) -> str:
    return counter.forge.tips()[BRANCH]


def reruns(counter: Counter) -> int:
    return sum(one.endswith("/rerun") for one in counter.forge.asked)


def test_an_approval_becomes_a_step_and_is_told_that_it_stays(counter: Counter, pull: int) -> None:
    said = counter.review("sari", "approved", AT, pull).out
    assert ":white_check_mark:" in said
    assert "You need not approve again" in said
    assert steps(counter)[-1] == "5sari"
    assert "There is no check of" in said  # of the new commit, which the job's own token pushed


def test_the_same_run_told_again_does_it_once_and_answers_again(counter: Counter, pull: int) -> None:
    counter.review("sari", "approved", AT, pull)
    before, comments = counter.forge.tips(), len(counter.forge.comments[pull])
    counter.forge.reviews[pull][-1]["state"] = "DISMISSED"  # by the step, where GitHub dismisses stale approvals
    counter.forge.comments[pull].pop()
    done = counter.send("workflow_run", counter.handed("sari", AT, pull), "09:50")
    assert done.code == 0
    assert "You need not approve again" in counter.forge.answered(pull)
    assert (counter.forge.tips(), len(counter.forge.comments[pull])) == (before, comments)


def test_a_step_that_the_app_pushed_is_judged_by_its_own_check(counter: Counter, pull: int) -> None:
    counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z")
    counter.review("sari", "approved", AT, pull)
    counter.forge.run_check(tip(counter), LATER, "in_progress")  # GitHub began it for the App's push
    said = counter.send("workflow_run", counter.handed("sari", AT, pull), "09:50").out
    assert "began after the review" in said
    assert reruns(counter) == 0


@pytest.mark.parametrize("who", ["kadis", "mallory", "rina"])
def test_a_review_that_is_no_step_has_the_check_judge_again(counter: Counter, pull: int, who: str) -> None:
    counter.forge.run_check("0" * 40, "2026-11-20T02:00:00Z")
    run, other = counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z"), counter.forge.runs[0]
    before, comments = counter.forge.tips(), len(counter.forge.comments[pull])
    said = counter.review(who, "approved", AT, pull)
    assert (said.code, "judges again" in said.out) == (0, True)
    assert (run["run_started_at"], other["run_started_at"]) == (LATER, "2026-11-20T02:00:00Z")
    assert (counter.forge.tips(), len(counter.forge.comments[pull])) == (before, comments + 1)
    counter.send("workflow_run", counter.handed(who, AT, pull), "09:50")
    assert reruns(counter) == 1


def test_a_check_that_still_runs_is_waited_for(counter: Counter, pull: int, waited: list[float]) -> None:
    run = counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z", "in_progress") | {"looks": 4}
    counter.forge.runs[-1] = run
    assert "judges again" in counter.review("kadis", "approved", AT, pull).out
    assert waited == [10] * 4
    assert run["run_started_at"] == LATER


def test_a_check_that_never_ends_is_told_of(counter: Counter, pull: int, waited: list[float]) -> None:
    counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z", "in_progress")
    done = counter.review("kadis", "approved", AT, pull)
    assert done.code == 2
    assert sum(waited) <= 300
    assert "Update branch" in counter.forge.answered(pull)


def test_a_check_that_may_not_be_run_again_is_told_of(counter: Counter, pull: int) -> None:
    counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z")
    counter.forge.faults = [Fault(".*/rerun", 403, "This workflow run was created over a month ago")]
    assert counter.review("kadis", "approved", AT, pull).code == 2
    assert "over a month ago" in counter.forge.answered(pull)
    assert "Surya" in counter.forge.answered(pull)


@pytest.mark.parametrize(("status", "is_done"), [(502, True), (0, True), (502, False), (403, True)])
def test_a_check_is_begun_once(counter: Counter, pull: int, status: int, is_done: bool) -> None:
    counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z")
    counter.forge.faults = [Fault(".*/rerun", status, is_done=is_done)]
    done = counter.review("kadis", "approved", AT, pull)
    assert (done.code, "judges again" in done.out) == (0, True)
    assert reruns(counter) == (1 if is_done else 2)


def test_a_dismissed_review_is_for_the_check_alone(counter: Counter, pull: int) -> None:
    run = counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z")
    before, comments = counter.forge.tips(), len(counter.forge.comments[pull])
    assert "no step" in counter.review("kadis", "dismissed", AT, pull, text="/koreksi kembalikan: Kurang.").out
    assert (counter.forge.tips(), len(counter.forge.comments[pull])) == (before, comments)
    assert run["run_started_at"] == LATER


def test_an_approval_that_was_dismissed_before_it_was_read_is_answered(counter: Counter, pull: int) -> None:
    """As GitHub does it for any push after it: nobody shall wait for a step that never comes."""
    review = counter.reviewed("sari", "approved", "09:40", pull)
    counter.commit(BRANCH, "content/catatan.txt", "x", "09:40")
    before, review["state"] = counter.forge.tips(), "DISMISSED"
    assert counter.send("workflow_run", counter.handed("sari", "09:40", pull), "09:41").code == 0
    assert "approve it anew" in counter.forge.answered(pull)
    assert counter.forge.tips() == before


def test_whoever_dismisses_anothers_review_has_no_review(counter: Counter, pull: int) -> None:
    counter.reviewed("sari", "approved", "09:44", pull)
    github = GitHub(counter.forge.url, REPOSITORY, TOKEN)
    late = "2026-11-20T03:00:00Z"  # she dismisses somebody's, and hers was long ago
    for who, at, has_one in (("kadis", AT, False), ("sari", AT, True), ("sari", late, False)):
        handed = read_event(RUN_EVENT, json.dumps(counter.handed(who, at, pull)).encode())
        assert isinstance(handed, ReviewRun)
        assert (latest_review(github, handed, reviewed_pulls(github, handed)) is not None) == has_one


def test_only_what_was_there_when_the_run_began_counts(counter: Counter, pull: int) -> None:
    counter.reviewed("sari", "approved", "09:50", pull)
    before = counter.forge.tips()
    counter.send("workflow_run", counter.handed("sari", AT, pull), "09:51")
    assert counter.forge.tips() == before
    counter.send("workflow_run", counter.handed("sari", "2026-11-20T02:49:56Z", pull), "09:51")
    assert counter.forge.tips() != before


def test_among_many_reviews_the_latest_of_that_person_counts(counter: Counter, pull: int) -> None:
    for minute in range(120):
        counter.reviewed("kadis", "commented", f"09:{minute // 4:02}", pull)
    counter.reviewed("sari", "changes_requested", "09:40", pull)
    counter.reviewed("sari", "approved", "09:41", pull)
    counter.reviewed("sari", "pending", "09:44", pull)["submitted_at"] = None
    counter.reviewed("kadis", "approved", "09:44", pull)
    counter.send("workflow_run", counter.handed("sari", AT, pull), AT)
    assert steps(counter)[-1] == "5sari"


@pytest.mark.parametrize(
    "change",
    [
        {"path": ".github/workflows/lain.yml"},
        {"event": "pull_request"},
        {"actor": None},
        {"actor": account("mallory")},
        {"actor": {**account("sari"), "type": "Bot"}},
        {"head_branch": "lain"},
        {"head_branch": None},
        {"head_repository": None},
        {"head_repository": {"full_name": "kantor/lain"}},
        {"head_repository": {"full_name": "mallory/berita"}},
    ],
)
def test_a_run_of_anything_else_brings_no_step(counter: Counter, pull: int, change: dict[str, Any]) -> None:
    counter.reviewed("sari", "approved", AT, pull)
    before = counter.forge.tips()
    payload = counter.handed("sari", AT, pull)
    payload["workflow_run"] |= change
    assert counter.send("workflow_run", payload, AT).code == 0
    assert counter.forge.tips() == before


def test_what_the_run_says_of_pull_requests_is_not_believed(counter: Counter, pull: int) -> None:
    counter.reviewed("sari", "approved", AT, pull)
    counter.send(
        "workflow_run", counter.handed("sari", AT, pull, pull_requests=[{"number": 999}], head_sha="0" * 40), AT
    )
    assert steps(counter)[-1] == "5sari"


def test_a_review_in_a_fork_is_no_step(counter: Counter, pull: int) -> None:
    foreign = counter.forge.pull(BRANCH, repository="mallory/berita")
    commit = counter.forge.pulls[foreign]["head"]["sha"]
    run = counter.forge.run_check(commit, "2026-11-20T02:00:00Z", repository="mallory/berita")
    before = counter.forge.tips()
    assert counter.review("sari", "approved", AT, foreign).code == 0
    assert counter.forge.tips() == before
    assert run["run_started_at"] == LATER


def test_a_pull_request_that_is_closed_is_not_judged_again(counter: Counter, pull: int) -> None:
    counter.forge.run_check(tip(counter), "2026-11-20T02:00:00Z")
    counter.forge.merge(pull)
    assert counter.review("kadis", "approved", AT, pull, "0" * 40).code == 0
    assert reruns(counter) == 0


def test_a_former_pull_request_of_the_branch_does_not_get_in_the_way(counter: Counter, pull: int) -> None:
    former = counter.forge.pull(BRANCH, state="closed")
    counter.reviewed("sari", "changes_requested", "09:10", former)
    counter.review("sari", "approved", AT, pull)
    assert steps(counter)[-1] == "5sari"


def test_a_hundred_former_pull_requests_hide_nothing(counter: Counter, pull: int) -> None:
    for _ in range(100):
        counter.forge.pull(BRANCH, state="closed")
    counter.review("sari", "approved", AT, pull)
    assert steps(counter)[-1] == "5sari"


def test_a_comment_right_behind_an_approval_does_not_hide_it(counter: Counter, pull: int) -> None:
    counter.reviewed("sari", "approved", AT, pull)
    counter.reviewed("sari", "commented", "2026-11-20T02:45:04Z", pull)
    counter.send("workflow_run", counter.handed("sari", AT, pull), "09:46")
    assert steps(counter)[-1] == "5sari"


@pytest.mark.parametrize("other", [{"branch": "kembar"}, {"repository": "mallory/berita"}])
def test_the_check_of_another_branch_with_the_same_commit_is_left_alone(
    counter: Counter, pull: int, other: dict[str, str]
) -> None:
    own = counter.forge.run_check(tip(counter), "2026-11-20T02:31:00Z")
    newer = counter.forge.run_check(tip(counter), "2026-11-20T02:33:00Z", **other)
    counter.review("budi", "changes_requested", AT, pull)
    assert (own["status"], newer["status"]) == ("queued", "completed")


def test_an_approval_of_a_commit_that_is_gone(counter: Counter, pull: int) -> None:
    read = tip(counter)
    rewrite(counter, "Naskah lain yang tidak dibaca siapa pun.", "09:41")
    counter.reviewed("sari", "approved", AT, pull, read)["commit_id"] = None
    before = counter.forge.tips()
    counter.send("workflow_run", counter.handed("sari", AT, pull), AT)
    assert counter.forge.tips() == before
    assert "Nobody can say which text you read" in counter.forge.answered(pull)


def test_reviews_that_cannot_be_read_are_told_of(counter: Counter, pull: int) -> None:
    counter.forge.faults = [Fault(".*/reviews", 403, "Resource not accessible by integration")]
    assert counter.review("sari", "approved", AT, pull).code == 2
    assert "could not be read" in counter.forge.answered(pull)
    assert "lacks a permission" in counter.forge.answered(pull)
