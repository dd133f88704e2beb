"""Approvals that count: one by which its giver did a step, though GitHub dismissed it; those of a group, one by one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.repository import OPEN, STORY
from tests.support.shared_office import LOGINS, NUMBERS, POLICY, Shared
from workflow.engine.check_change import ChangeCheck
from workflow.evidence.pushers import pushers_by_forge
from workflow.forge.github_user import Account
from workflow.forge.push_activity import oldest_first, read_activity
from workflow.forge.reviews import Review
from workflow.git.program_commits import CHANGES_REQUESTED_TRAILER, PROGRAM_EMAIL
from workflow.git.repository import Repository

BOT = "redaksi-contoh[bot]"
EVENT = "Redaksi-Event: <https://github.com/kantor/berita/pull/{pull}#pullrequestreview-{id}>"
EARLY, LATE = "2026-11-20T03:21:00Z", "2026-11-20T03:28:00Z"


class Asked(Shared):
    """An office in which step 5 must be reviewed, with Sari's step 5 in a change."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.git("switch", "--quiet", "main")
        self.edit(POLICY, "  default: pushed\n", "  default: pushed\n  steps: {5: reviewed}\n")
        self.commit("kadis")
        self.git("branch", "--force", "change", "main")
        self.git("switch", "--quiet", "change")
        self.advance()
        self.commit("sari")
        self.push("sari")
        self.read = self.git("rev-parse", "HEAD")
        """What reviewers had before them."""

    def acted(
        self, author: str = "budi", committer: str = PROGRAM_EMAIL, pusher: str = BOT, line: str = EVENT, **names: int
    ) -> None:
        """A commit that says it acted upon a review, and a push of it."""
        message = "2026-0002: langkah\n\n" + line.format(**{"pull": 7, "id": 80, **names}) + "\n"
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", person=author, committer=committer)
        self.push(pusher)

    def judged(self, *reviews: Review, head: str = "change") -> set[str]:
        """The rules that the change breaks."""
        pushes = oldest_first(read_activity(json.dumps(self.record[::-1]).encode()))
        with Repository(self.root) as repository:
            check = ChangeCheck.between(repository, "main", head)
            pushers = pushers_by_forge(repository, check.commit_range.base, pushes)
            report = check.run(check.load(), self.now, self.now, reviews, pushers=pushers).report
        return {found.rule for found in report.findings if found.severity == "error"}


def given(office: Asked, state: str = "DISMISSED", person: str = "budi", at: str = EARLY, **more: Any) -> Review:
    fields: dict[str, Any] = {"commit_id": office.read, "id": 80, "pull_request_url": "7"} | more
    return Review(state, Account(LOGINS[person], id=NUMBERS[person]), submitted_at=at, **fields)


@pytest.fixture
def office(tmp_path: Path) -> Asked:
    return Asked(tmp_path / "office")


def test_an_approval_that_became_a_step_is_not_undone_by_its_dismissal(office: Asked) -> None:
    office.acted()
    assert office.judged(given(office)) == set()
    assert office.judged(given(office, "APPROVED")) == set()  # where stale approvals are not dismissed
    later = given(office, "APPROVED", at=LATE, id=81, commit_id=office.git("rev-parse", "change"))
    assert office.judged(given(office), later) == set()  # the one who then merges approves the last commit
    office.commit("rina", "afterwards")
    office.push("rina")
    assert office.judged(given(office)) == set()


def test_two_approvals_that_both_became_a_step_do_not_speak_against_each_other(office: Asked) -> None:
    office.acted()
    office.acted(id=81)
    assert office.judged(given(office), given(office, at=LATE, id=81)) == set()


Work = Callable[[Asked], list[Review]]


def no_step(office: Asked) -> list[Review]:
    office.commit("rina", "afterwards")
    office.push("rina")
    return [given(office)]


def step_named_by_the_person_s_own_push(office: Asked) -> list[Review]:
    office.acted(pusher="budi")
    return [given(office)]


def step_pushed_by_another_program(office: Asked) -> list[Review]:
    office.acted(pusher="github-actions[bot]")
    return [given(office)]


def step_that_nobody_is_known_to_have_pushed(office: Asked) -> list[Review]:
    office.acted()
    del office.record[-1]
    return [given(office)]


def step_committed_by_a_person(office: Asked) -> list[Review]:
    office.acted(committer="contoh-budi@users.noreply.github.com")
    return [given(office)]


def step_of_another_author(office: Asked) -> list[Review]:
    office.acted(author="kadis")
    return [given(office)]


def step_by_a_comment_after_the_dismissal(office: Asked) -> list[Review]:
    office.acted(line="Redaksi-Event: <https://github.com/kantor/berita/pull/7#issuecomment-{id}>")
    return [given(office)]


def request_for_changes_that_became_a_step(office: Asked) -> list[Review]:
    """Dismissed by whoever may write, it looks like an approval that became stale."""
    office.acted(line=f"{EVENT}\n{CHANGES_REQUESTED_TRAILER}")
    return [given(office)]


def step_by_another_review(office: Asked) -> list[Review]:
    office.acted(id=81)
    return [given(office)]


def named_in_the_title_only(office: Asked) -> list[Review]:
    office.acted(line=f"{EVENT}\n\nDitandatangani: Budi")
    return [given(office)]


def approval_of_what_came_after_the_step(office: Asked) -> list[Review]:
    office.acted()
    office.commit("rina", "afterwards")
    office.push("rina")
    return [given(office, commit_id=office.git("rev-parse", "change"))]


def objection_after_the_step(office: Asked) -> list[Review]:
    office.acted()
    return [given(office), given(office, "CHANGES_REQUESTED", at=LATE, id=81)]


def objection_that_somebody_dismissed(office: Asked) -> list[Review]:
    office.acted()
    return [given(office), given(office, at=LATE, id=81)]


def objection_that_a_person_s_own_push_calls_acted_upon(office: Asked) -> list[Review]:
    office.acted()
    office.acted(pusher="sari", id=81)
    return [given(office), given(office, at=LATE, id=81)]


def mere_comment(office: Asked) -> list[Review]:
    office.acted()
    return [given(office, "COMMENTED")]


def step_of_one_who_may_not_review(office: Asked) -> list[Review]:
    office.acted(author="rina")
    return [given(office, person="rina")]


def step_of_one_who_made_what_was_approved(office: Asked) -> list[Review]:
    office.acted(author="sari")
    return [given(office, person="sari")]


def entry_changed_after_the_approval(office: Asked) -> list[Review]:
    office.acted()
    office.edit(OPEN, "note: Lengkapi kutipan.", "note: Lengkapi kutipan dan angka.")
    office.commit("sari")
    office.push("sari")
    return [given(office)]


NO_APPROVAL: list[Work] = [
    no_step,
    step_named_by_the_person_s_own_push,
    step_pushed_by_another_program,
    step_that_nobody_is_known_to_have_pushed,
    step_committed_by_a_person,
    step_of_another_author,
    step_by_a_comment_after_the_dismissal,
    request_for_changes_that_became_a_step,
    step_by_another_review,
    named_in_the_title_only,
    approval_of_what_came_after_the_step,
    objection_after_the_step,
    objection_that_somebody_dismissed,
    objection_that_a_person_s_own_push_calls_acted_upon,
    mere_comment,
    step_of_one_who_may_not_review,
    step_of_one_who_made_what_was_approved,
    entry_changed_after_the_approval,
]


@pytest.mark.parametrize("work", NO_APPROVAL, ids=lambda work: work.__name__)
def test_nothing_is_dismissed_into_being(office: Asked, work: Work) -> None:
    assert "history/evidence" in office.judged(*work(office))


def merged(office: Asked, branch: str) -> None:
    """As a merge queue does it, the merge by whoever pressed the button."""
    office.git("merge", "--quiet", "--no-ff", "--no-edit", branch, person="budi", committer="noreply@github.com")


def test_two_who_approved_each_other_s_change_pass_the_queue_together(office: Asked) -> None:
    """Each had a hand in one of them, and none in the one that they approved."""
    office.git("switch", "--quiet", "--create", "other", "main")
    office.edit("content/news/2026/pelatihan-guru.md", "category: pendidikan", "category: kesehatan")
    office.commit("budi")
    office.push("budi", to="refs/heads/other")
    office.git("switch", "--quiet", "--create", "queue", "main")
    merged(office, "change")
    merged(office, "other")
    by_budi = given(office, "APPROVED")
    objection = given(office, "CHANGES_REQUESTED", at=LATE, id=82, pull_request_url="8")
    assert "history/evidence" not in office.judged(by_budi, objection, head="queue")
    assert "history/evidence" in office.judged(objection, head="queue")
    assert "history/evidence" in office.judged(given(office, "APPROVED", commit_id="0" * 40), head="queue")


def test_an_approval_of_one_change_says_nothing_of_another(office: Asked) -> None:
    """Budi approved a text of his own branch's neighbour; that does not make it the step's approval."""
    office.git("switch", "--quiet", "--create", "other", "main")
    (office.root / STORY).with_name("lain.txt").write_text("x\n")
    office.commit("rina")
    head = office.git("rev-parse", "HEAD")
    office.git("switch", "--quiet", "--create", "queue", "main")
    merged(office, "change")
    merged(office, "other")
    assert "history/evidence" in office.judged(given(office, "APPROVED", commit_id=head), head="queue")
