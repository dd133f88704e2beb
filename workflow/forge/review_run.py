"""The review behind a finished run of `review.yml`, and the check that is run again after it.

Review events run a pull request's own workflow file at its own ref, so that of such a run only what GitHub itself says
counts: who began it, when, and for which branch. The review comes from the API.
Sources: GitHub Docs, "Events that trigger workflows" (`pull_request_review`, `workflow_run`), REST API, "Pull request
reviews" (a comment on a single line comes as a review too), "Workflow runs" (re-running a run judges the same event
once more; its new attempt has its own start).
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from workflow.forge.event import Event, EventKind, Identity, Login, Moment, ReviewRun
from workflow.forge.github_user import Account
from workflow.forge.pull_requests import BranchEnd, BranchRepository, PullRequest, pulls_from
from workflow.forge.rest_api import ForgeError, GitHub, convert_answer
from workflow.forge.reviews import DECIDING_STATES
from workflow.i18n.message import Message, say
from workflow.text.object_id import NULL_ID, CommitId

CHECK_WORKFLOW = "validate.yml"
MAX_CLOCK_SKEW = dt.timedelta(seconds=5)
"""By which a run may seem to be older than its review."""
MAX_REVIEW_AGE = dt.timedelta(minutes=15)
"""After which a run was begun by something else than a review, as by the dismissal of somebody's."""
POLL_SECONDS = 10
"""Seconds between two looks at a check that still runs."""
MAX_POLLS = 30
"""After which nobody waits any longer."""


class _Review(Struct, frozen=True):
    id: Identity
    state: str
    user: Account | None = None
    body: str | None = None
    commit_id: CommitId | None = None
    submitted_at: Moment | None = None
    node_id: str = ""


class _Remark(Struct, frozen=True):
    body: str = ""
    created_at: Moment | None = None
    updated_at: Moment | None = None


class _Run(Struct, frozen=True):
    id: Identity
    status: str | None
    run_started_at: Moment | None = None
    head_repository: BranchRepository | None = None

    def began_after(self, at: dt.datetime) -> bool:
        """Whether it began after something happened, and so has seen it."""
        return self.run_started_at is not None and self.run_started_at >= at


class _Runs(Struct, frozen=True):
    workflow_runs: list[_Run]


def reviewed_pulls(forge: GitHub, run: ReviewRun) -> list[PullRequest]:
    """The pull requests of the reviewed branch, the open ones first. Raises ForgeError."""
    if not run.source or not run.branch:
        return []
    return [one for state in ("open", "closed") for one in pulls_from(forge, run.source, run.branch, state)]


def latest_review(forge: GitHub, run: ReviewRun, pulls: list[PullRequest]) -> Event | None:
    """The latest review by whoever began the run; None where they gave none. Raises ForgeError.

    A mere comment does not hide the decision that it follows within seconds.
    """
    theirs = [
        (one.submitted_at, pull, one)
        for pull in pulls
        for one in convert_answer(forge.pages(f"pulls/{pull.number}/reviews"), list[_Review])
        if one.user and one.user.is_person and one.user.id == run.actor
        if one.submitted_at and run.at - MAX_REVIEW_AGE <= one.submitted_at <= run.at + MAX_CLOCK_SKEW
    ]
    if not theirs:
        return None
    latest = max(at for at, _, _ in theirs)
    together = [one for one in theirs if one[0] >= latest - MAX_CLOCK_SKEW]
    at, pull, review = max(together, key=lambda one: (one[2].state in DECIDING_STATES, one[0], one[2].id))
    return Event(
        kind=EventKind.REVIEW,
        id=review.id,
        repository=run.repository,
        number=pull.number,
        on_pull=True,
        login=convert_answer(review.user.login if review.user else "", Login),
        account=run.actor or 0,
        text=review.body or "",
        at=at,
        commit=review.commit_id or NULL_ID,  # GitHub does not know it any more, and no branch has it
        state=review.state,
        node=review.node_id,
        remarks=tuple(_remarks(forge, pull.number, review.id)),
    )


def _remarks(forge: GitHub, number: int, review: int) -> Iterator[str]:
    """What a review says at single lines, but for what was changed since."""
    for one in convert_answer(forge.pages(f"pulls/{number}/reviews/{review}/comments"), list[_Remark]):
        if one.created_at == one.updated_at:
            yield one.body


def rerun_check(forge: GitHub, head: BranchEnd, since: dt.datetime) -> Message:
    """Have the newest check of a pull request's head judge again, unless it began after what happened.

    Raises ForgeError.
    """
    commit, newest = head.sha, _newest_check(forge, head)
    if newest is None:
        return say("There is no check of {commit} that could judge again.", commit=commit[:12])
    for _ in range(MAX_POLLS):
        if newest.began_after(since):
            return say("The check of {commit} began after the review and knows of it.", commit=commit[:12])
        if newest.status == "completed":
            _rerun(forge, newest, since)
            return say("The check of {commit} judges again.", commit=commit[:12])
        forge.pause(POLL_SECONDS)
        newest = _get_run(forge, newest.id)
    raise ForgeError(say("The check that judged before this review still runs."))


def _rerun(forge: GitHub, run: _Run, since: dt.datetime) -> None:
    def look() -> Any:
        return forge.get(f"actions/runs/{run.id}") if _get_run(forge, run.id).began_after(since) else None

    try:
        forge.post(f"actions/runs/{run.id}/rerun", look=look)
    except ForgeError:
        if look() is None:  # nobody else was quicker
            raise


def _newest_check(forge: GitHub, head: BranchEnd) -> _Run | None:
    """The newest check of that very branch: another one may have the same commit, and a check of its own.

    A run does not say for which pull request it was made: those that it names are the ones that are open by now.
    """
    query = f"event=pull_request&head_sha={head.sha}&branch={quote(head.ref, safe='')}&per_page=100"
    found = convert_answer(forge.get(f"actions/workflows/{CHECK_WORKFLOW}/runs?{query}"), _Runs).workflow_runs
    return next((one for one in found if one.head_repository == head.repo), None)


def _get_run(forge: GitHub, identity: int) -> _Run:
    return convert_answer(forge.get(f"actions/runs/{identity}"), _Run)
