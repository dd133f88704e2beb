"""Who approved what of a change: people with a reviewing role, for commits in which it is known that they had no hand.

An approval by which its giver did a step stays one, though GitHub dismisses it when the step is pushed: the step's
commit names the review, and only the office's own program can have pushed it.
"""

import re
from collections.abc import Collection, Iterator

from workflow.config.account_holders import person_of_account
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.forge.reviews import Review, approvals, is_upheld
from workflow.git.commit_range import CommitRange
from workflow.git.log import Commit
from workflow.git.program_commits import CHANGES_REQUESTED_TRAILER, EVENT_TRAILER, trailer_lines
from workflow.rules.authority.provenance import Approved

_REVIEW = re.compile(rf"{EVENT_TRAILER}: <\S+#pullrequestreview-(\d{{1,16}})>", re.ASCII)


def counted_approvals(commit_range: CommitRange, assessor: EvidenceAssessor, reviews: Collection[Review]) -> Approved:
    """Who approved which commit of a change, so that it counts."""
    if not reviews:
        return ()
    tips = {commit.id for commit in commit_range.tips}
    counted = [*approvals(reviews, tips), *_acted_upon(commit_range, assessor, reviews)]
    given = {(person, review.commit_id) for review in counted if (person := _reviewer(review, assessor))}
    return frozenset(
        (person, commit)
        for person, commit in given
        if commit and _has_no_hand_in(person, commit_range, assessor, commit)
    )


def _reviewer(review: Review, assessor: EvidenceAssessor) -> str | None:
    """The person who gave a review; None where they are nobody of the office, or have no role that reviews."""
    office, user = assessor.office, review.user
    person = person_of_account(office, user.login, user.id) if user else None
    roles = office.roles_of(person, assessor.received) if person else ()
    return None if set(office.policy.evidence.reviewers).isdisjoint(roles) else person


def _has_no_hand_in(person: str, commit_range: CommitRange, assessor: EvidenceAssessor, commit: str) -> bool:
    """Whether it is known of all that leads to a commit that somebody had no hand in it."""
    leading = commit_range.leading_to(commit)
    hands = [assessor.hands_of(step.commit) for step in commit_range.steps if step.commit.id in leading]
    return all(known is not None and person not in known for known in hands)


def _acted_upon(commit_range: CommitRange, assessor: EvidenceAssessor, reviews: Collection[Review]) -> Iterator[Review]:
    """Approvals that became a step: its commit follows the approved one and is the giver's, by the office's program."""
    listed, acted = {review.id: review for review in reviews}, dict[int, Review]()
    for step in commit_range.steps:
        review = listed.get(_review_named_in(step.commit, assessor)) if assessor.is_by_program(step.commit) else None
        if review is None or assessor.author_of(step.commit) != _reviewer(review, assessor):
            continue
        if review.commit_id in commit_range.leading_to(step.commit.id) - {step.commit.id}:
            acted[review.id] = review
    return (review for review in acted.values() if is_upheld(review, reviews, acted))


def _review_named_in(commit: Commit, assessor: EvidenceAssessor) -> int:
    """The approving review that a commit says it acted upon; 0 for none."""
    written = assessor.repository.read(commit.id)
    lines = trailer_lines(written[1].partition(b"\n\n")[2].decode("utf-8", "replace")) if written else []
    if (
        CHANGES_REQUESTED_TRAILER in lines
    ):  # dismissed by whoever may write, it would look like an approval that became stale
        return 0
    return next((int(named[1]) for line in lines if (named := _REVIEW.fullmatch(line))), 0)
