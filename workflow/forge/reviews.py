"""Reviews of a pull request, as GitHub's REST API lists them (`GET /repos/{owner}/{repo}/pulls/{number}/reviews`)."""

from collections.abc import Collection, Container

import msgspec
from msgspec import Struct

from workflow.forge.github_user import Account

APPROVED, CHANGES_REQUESTED, DISMISSED = "APPROVED", "CHANGES_REQUESTED", "DISMISSED"
DECIDING_STATES = frozenset({APPROVED, CHANGES_REQUESTED, DISMISSED})
"""States that take the place of what the same person said before; a mere comment does not."""
MAX_LIST_BYTES = 8 << 20
"""Bytes of a list that is still read."""


WhoseReview = tuple[str, str]


class Review(Struct, frozen=True):
    """One review; what is not needed is not read."""

    state: str
    user: Account | None = None
    """None: the account was deleted."""
    commit_id: str | None = None
    submitted_at: str = ""
    id: int = 0
    pull_request_url: str = ""
    """Which pull request it is about: in a merge queue there may be several."""

    @property
    def by_person(self) -> WhoseReview | None:
        """The pull request and the login of the person who reviewed it; None for a program or a deleted account."""
        is_person = self.user is not None and self.user.is_person
        return (self.pull_request_url, self.user.login.casefold()) if self.user and is_person else None


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
    latest: dict[WhoseReview, Review] = {}
    for review in sorted(reviews, key=lambda one: one.submitted_at):
        if review.by_person and review.state in DECIDING_STATES:
            latest[review.by_person] = review
    return [one for one in latest.values() if one.state == APPROVED and one.commit_id in commits]


def is_upheld(review: Review, reviews: Collection[Review], acted_upon: Container[int]) -> bool:
    """Whether an approval was given and its giver never objected afterwards, though GitHub may have dismissed it.

    `acted_upon`: the reviews that are known to have been approvals. Of a dismissed one GitHub does not say what it was,
    and whoever may write can dismiss an objection.

    GitHub dismisses an approval at each push after it (GitHub Docs, "Dismiss stale pull request approvals when new
    commits are pushed"), also at the push of the very step that the approval asked for.
    """
    if review.by_person is None or review.state not in (APPROVED, DISMISSED):
        return False
    return not any(
        (one.state == CHANGES_REQUESTED or (one.state == DISMISSED and one.id not in acted_upon))
        and one.by_person == review.by_person
        and one.submitted_at >= review.submitted_at
        for one in reviews
    )
