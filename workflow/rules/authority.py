"""Who answers for the office's rules: people, policy, calendar and SOP change only by or with their owners."""

from collections.abc import Iterator, Mapping

from workflow.history.changes import Commit
from workflow.history.stretch import Stretch
from workflow.records.policy import Level, Owner, Policy
from workflow.rules.change_view import Unvouched
from workflow.rules.evidence import Witness

RECORDS = "content/"


def owner_of_path(policy: Policy, path: str) -> Owner | None:
    """Who answers for a file: the last entry that covers it, as in CODEOWNERS."""
    covering = [
        owner
        for owner in policy.owners
        if path == owner.path or path.startswith(owner.path if owner.path.endswith("/") else f"{owner.path}/")
    ]
    return covering[-1] if covering else None


def unvouched(stretch: Stretch, witness: Witness, approved: Mapping[str, str]) -> Iterator[Unvouched]:
    """Files of the rules that somebody else changed, and no owner approved or merged."""
    policy, titles = witness.office.policy, witness.office.editions[-1].performers
    for change in stretch.changes:
        owner = None if change.path.startswith(RECORDS) else owner_of_path(policy, change.path)
        if owner is None or any(_may(witness, person, owner) for person in approved):
            continue
        touching = [step.commit for step in stretch.steps if any(one.path == change.path for one in step.changes)]
        merged = [step.commit for step in stretch.steps if step.commit.id == stretch.head]
        answerable = [_vouches(witness, commit, owner) for commit in touching]
        if (not touching or not all(answerable)) and not any(_vouches(witness, commit, owner) for commit in merged):
            names = tuple(titles[role].title for role in owner.roles if role in titles)
            yield Unvouched(change.path, names, touching[-1].author_name if touching else "")


def _vouches(witness: Witness, commit: Commit, owner: Owner) -> bool:
    """Whether an owner made a commit, with the evidence that the policy asks for a change of the rules."""
    author, needed = witness.author_of(commit), witness.office.policy.evidence.rules
    if author is None or not _may(witness, author, owner) or needed is Level.REVIEWED:
        return needed is Level.CLAIMED
    return needed is not Level.SIGNED or witness.commit_seal(author, commit).good


def _may(witness: Witness, person: str, owner: Owner) -> bool:
    return not set(owner.roles).isdisjoint(witness.office.roles_of(person, witness.received))
