"""Pull requests, as GitHub's REST API gives them."""

import datetime as dt
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from workflow.forge.api_errors import UNPROCESSABLE
from workflow.forge.event import Commit, Identity, Moment
from workflow.forge.rest_api import ForgeError, GitHub, convert_answer


class BranchRepository(Struct, frozen=True):
    """The repository of a branch."""

    full_name: str


class BranchEnd(Struct, frozen=True):
    """One end of a pull request."""

    ref: str
    sha: Commit
    repo: BranchRepository | None = None
    """None: the repository was deleted."""


class PullRequest(Struct, frozen=True):
    """A pull request; what is not needed is not read."""

    number: Identity
    state: str
    head: BranchEnd
    base: BranchEnd
    html_url: str
    merged: bool = False
    merge_commit_sha: Commit | None = None


class _Activity(Struct, frozen=True):
    after: Commit
    timestamp: Moment


def get_pull(forge: GitHub, number: int) -> PullRequest:
    """A pull request by its number. Raises ForgeError."""
    return convert_answer(forge.get(f"pulls/{number}"), PullRequest)


def ensure_open_pull(forge: GitHub, branch: str, base: str, title: str, body: str) -> PullRequest:
    """The open pull request of a branch: a new one, or the one that is there. Raises ForgeError."""
    asked = {"title": title, "head": branch, "base": base, "body": body}
    try:
        return convert_answer(forge.post("pulls", asked, look=lambda: _existing_pull(forge, branch, base)), PullRequest)
    except ForgeError as error:
        found = _existing_pull(forge, branch, base) if error.status == UNPROCESSABLE else None
        if found is None:
            raise
    return convert_answer(found, PullRequest)


def open_pulls(forge: GitHub, branch: str, base: str) -> list[PullRequest]:
    """The open pull requests by which a branch of this repository leads to another. Raises ForgeError."""
    return [one for one in pulls_from(forge, forge.repository, branch, "open") if one.base.ref == base]


def pulls_from(forge: GitHub, source: str, branch: str, state: str) -> list[PullRequest]:
    """The pull requests that a branch of a repository (`owner/name`) is the head of, the newest first.

    `state`: `open`, `closed` or `all`. At most a hundred: so the open ones are asked for alone. GitHub looks for the
    owner only. Raises ForgeError.
    """
    owner = source.partition("/")[0]
    found = convert_answer(
        forge.get(f"pulls?state={state}&head={quote(owner)}:{quote(branch)}&per_page=100"), list[PullRequest]
    )
    return [one for one in found if one.head.repo and one.head.repo.full_name.casefold() == source.casefold()]


def _existing_pull(forge: GitHub, branch: str, base: str) -> Any:
    """GitHub's words on the open pull request of a branch; None where it knows of none."""
    numbers = [one.number for one in open_pulls(forge, branch, base)]
    return forge.get(f"pulls/{numbers[0]}") if numbers else None


def branch_tip_at(forge: GitHub, branch: str, at: dt.datetime) -> str:
    """The commit that a branch had then, by GitHub's own record of pushes; "" where it does not say. Raises ForgeError.

    A commit's own dates are its maker's word; this record is not. A push in the same second counts as later.
    """
    found = convert_answer(forge.get(f"activity?ref=refs/heads/{quote(branch)}&per_page=100"), list[_Activity])
    before = [one for one in found if one.timestamp < at.replace(microsecond=0)]
    return max(before, key=lambda one: one.timestamp).after if before else ""
