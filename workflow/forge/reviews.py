"""Reviews of a pull request, as GitHub's REST API lists them (`GET /repos/{owner}/{repo}/pulls/{number}/reviews`)."""

from collections.abc import Collection, Container

import msgspec
from msgspec import Struct

APPROVED, CHANGES_REQUESTED, DISMISSED = "APPROVED", "CHANGES_REQUESTED", "DISMISSED"
DECIDING_STATES = frozenset({APPROVED, CHANGES_REQUESTED, DISMISSED})
"""States that take the place of what the same person said before; a mere comment does not."""
MAX_LIST_BYTES = 8 << 20
"""Bytes of a list that is still read."""


class User(Struct, frozen=True):
    """Who reviewed."""

    login: str
    type: str = "User"
    id: int | None = None
    """The account's number, which no other account gets when the login changes hands."""


class Review(Struct, frozen=True):
    """One review; what is not needed is not read."""

    state: str
    user: User | None = None
    """None: the account was deleted."""
    commit_id: str | None = None
    submitted_at: str = ""
    id: int = 0
    pull_request_url: str = ""
    """Which pull request it is about: in a merge queue there may be several."""


def read_reviews(data: bytes) -> list[Review]:
    """The reviews in a JSON list, or in the list of pages that `gh api --paginate --slurp` makes.

    Raises ValueError for anything else.
    """
    if len(data) > MAX_LIST_BYTES:
        raise ValueError(len(data))
    found = msgspec.json.decode(data, type=list[Review | list[Review]])
    return [review for page in found for review in (page if isinstance(page, list) else [page])]


def approvals(reviews: Collection[Review], commits: Container[str]) -> list[Review]:
    """The reviews that approve one of some commits.

    Each person's latest decision on each pull request counts; programs do not review.
    """
    latest: dict[tuple[str, str], Review] = {}
    for review in sorted(reviews, key=lambda one: one.submitted_at):
        if review.user and review.user.type == "User" and review.state in DECIDING_STATES:
            latest[review.pull_request_url, review.user.login.casefold()] = review
    return [one for one in latest.values() if one.state == APPROVED and one.commit_id in commits]


def is_upheld(review: Review, reviews: Collection[Review], acted_upon: Container[int]) -> bool:
    """Whether an approval was given and its giver never objected afterwards, though GitHub may have dismissed it.

    `acted_upon`: the reviews that are known to have been approvals. Of a dismissed one GitHub does not say what it was,
    and whoever may write can dismiss an objection.

    GitHub dismisses an approval at each push after it (GitHub Docs, "Dismiss stale pull request approvals when new
    commits are pushed"), also at the push of the very step that the approval asked for.
    """
    if review.user is None or review.user.type != "User" or review.state not in (APPROVED, DISMISSED):
        return False
    about = review.pull_request_url, review.user.login.casefold()
    return not any(
        (one.state == CHANGES_REQUESTED or (one.state == DISMISSED and one.id not in acted_upon))
        and one.user
        and (one.pull_request_url, one.user.login.casefold()) == about
        and one.submitted_at >= review.submitted_at
        for one in reviews
    )
