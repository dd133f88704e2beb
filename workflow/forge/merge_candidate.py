"""What is to be judged, from the payload of a webhook: a pull request, or a group of them in a merge queue.

Everything in a payload may be forged or broken. Source: GitHub Docs, "Webhook events and payloads" (`pull_request`,
`merge_group`), and its OpenAPI description, by which a payload may be without `repository` and a pull request's head
without its own.
"""

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from workflow.forge.event import Commit, Identity, Repository
from workflow.forge.webhook import DECODE_ERRORS, MAX_PAYLOAD_BYTES

PULL_REQUEST_EVENT, MERGE_GROUP_EVENT = "pull_request", "merge_group"
BRANCH_REF_PREFIX = "refs/heads/"
QUEUE_BRANCH = re.compile(r"refs/heads/gh-readonly-queue/.+/pr-(\d{1,15})-[0-9a-f]{40}", re.DOTALL)
"""The branch of a group (GitHub Docs, "Managing a merge queue"): it names the pull request that came last."""

Branch = Annotated[str, Meta(pattern=r"^[^\x00-\x20\x7f~^:?*\[\\]{1,255}$(?!\n)")]
"""A branch's name as Git allows it (git-scm.com, "git-check-ref-format")."""


class HeadRepository(Struct, frozen=True):
    """Where the commits of a pull request were pushed."""

    repository: str
    branch: str


class MergeCandidate(Struct, frozen=True, kw_only=True):
    """Commits that are to enter a branch."""

    repository: str
    default: str
    """The repository's default branch, by whose rules everything is judged."""
    target: str
    """The branch that they are to enter."""
    number: int
    """Of the pull request; of a group the one that came last, 0 where it does not say."""
    head: str
    base: str = ""
    """The commit that a group builds on; "" for a pull request, which is judged by what its branch is now."""
    origin: HeadRepository | None = None
    """None for a group, and where the fork was deleted."""
    is_group: bool = False


class _Repository(Struct, frozen=True):
    full_name: Repository
    default_branch: Branch


class _Fork(Struct, frozen=True):
    full_name: Repository


class _Head(Struct, frozen=True):
    ref: Branch
    sha: Commit
    repo: _Fork | None = None


class _Base(Struct, frozen=True):
    ref: Branch


class _Pull(Struct, frozen=True):
    number: Identity
    head: _Head
    base: _Base


class _PullPayload(Struct, frozen=True):
    repository: _Repository
    pull_request: _Pull

    def proposal(self) -> MergeCandidate:
        one, head = self.pull_request, self.pull_request.head
        return MergeCandidate(
            repository=self.repository.full_name,
            default=self.repository.default_branch,
            target=one.base.ref,
            number=one.number,
            head=head.sha,
            origin=HeadRepository(head.repo.full_name, head.ref) if head.repo else None,
        )


class _Group(Struct, frozen=True):
    head_sha: Commit
    head_ref: Branch
    base_sha: Commit
    base_ref: Branch


class _GroupPayload(Struct, frozen=True):
    repository: _Repository
    merge_group: _Group

    def proposal(self) -> MergeCandidate:
        one, last = self.merge_group, QUEUE_BRANCH.fullmatch(self.merge_group.head_ref)
        return MergeCandidate(
            repository=self.repository.full_name,
            default=self.repository.default_branch,
            target=one.base_ref.removeprefix(BRANCH_REF_PREFIX),
            number=int(last[1]) if last else 0,
            head=one.head_sha,
            base=one.base_sha,
            is_group=True,
        )


PAYLOADS: dict[str, type[_PullPayload | _GroupPayload]] = {
    PULL_REQUEST_EVENT: _PullPayload,
    MERGE_GROUP_EVENT: _GroupPayload,
}


def read_merge_candidate(name: str, data: bytes) -> MergeCandidate:
    """What an event proposes. `name` is GitHub's name of it. Raises ValueError where it is none of these, or broken."""
    if name not in PAYLOADS or len(data) > MAX_PAYLOAD_BYTES:
        raise ValueError(name)
    try:
        return msgspec.json.decode(data, type=PAYLOADS[name]).proposal()
    except DECODE_ERRORS:
        raise ValueError(name) from None
