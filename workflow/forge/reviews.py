"""Reviews of a pull request, as GitHub's REST API lists them (`GET /repos/{owner}/{repo}/pulls/{number}/reviews`)."""

from collections.abc import Collection

import msgspec
from msgspec import Struct

APPROVED = "APPROVED"
DECIDING = frozenset({APPROVED, "CHANGES_REQUESTED", "DISMISSED"})
"""States that take the place of what the same person said before; a mere comment does not."""
LARGEST = 8 << 20
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


def read_reviews(data: bytes) -> list[Review]:
    """The reviews in a JSON list, or in the list of pages that `gh api --paginate --slurp` makes.

    Raises ValueError for anything else.
    """
    if len(data) > LARGEST:
        raise ValueError(len(data))
    found = msgspec.json.decode(data, type=list[Review | list[Review]])
    return [review for page in found for review in (page if isinstance(page, list) else [page])]


def approvals(reviews: Collection[Review], commits: Collection[str]) -> dict[User, str]:
    """Who approves one of some commits, with that commit.

    Each person's latest decision counts; programs do not review.
    """
    latest: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda one: one.submitted_at):
        if review.user and review.user.type == "User" and review.state in DECIDING:
            latest[review.user.login.casefold()] = review
    return {
        review.user: review.commit_id
        for review in latest.values()
        if review.user and review.state == APPROVED and review.commit_id in commits and review.commit_id
    }
