"""What GitHub is asked before a change is judged: who approved it, and whose account pushed its commits.

What cannot be read is noted, and makes the change worth less, never more.
"""

from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from workflow.forge.event import NO_COMMIT
from workflow.forge.merge_candidate import BRANCH_REF_PREFIX, HeadRepository
from workflow.forge.pull_requests import PullRequest
from workflow.forge.push_activity import PushActivity, oldest_first
from workflow.forge.rest_api import ForgeError, GitHub, convert_answer
from workflow.forge.reviews import Review
from workflow.i18n.message import Message, say


class UnreadEvidence(Struct, frozen=True):
    """Something that could not be read."""

    what: Message
    why: Message
    is_passing: bool = False
    """Whether it may be read later."""


class EvidenceGatherer:
    """The reviews and the record of pushes of one change, as far as GitHub tells them."""

    def __init__(self, forge: GitHub) -> None:
        self.forge = forge
        self.reviews: list[Review] = []
        self.gaps: list[UnreadEvidence] = []
        self.pulls: set[int] = set()
        """The numbers of the pull requests of a group, as far as they are known."""
        self.thrown: set[str] = set()
        """Commits that the branches of the change held before or after a push."""
        self._pushes: list[PushActivity] = []
        self._knows_others = True
        """Whether it could be read what came by other branches."""

    @property
    def pushes(self) -> list[PushActivity]:
        """The record of pushes, oldest first.

        None without what came by other branches: who pushed a commit there first would be passed over.
        """
        return oldest_first(self._pushes) if self._knows_others else []

    def read_reviews(self, number: int, about: str = "") -> None:
        """Read a pull request's reviews. `about`: what they are about, where several pull requests are about one."""
        try:
            found = convert_answer(self.forge.pages(f"pulls/{number}/reviews"), list[Review])
        except ForgeError as error:
            self._lacks(say("The reviews of #{number} cannot be read; none of them counts.", number=number), error)
            return
        self.reviews += [replace(one, pull_request_url=about) for one in found] if about else found

    def read_branch(self, origin: HeadRepository | None) -> None:
        """Read who pushed to a pull request's branch."""
        if origin is None:
            what = say("The repository that the change came from was deleted; it is not known who pushed there.")
            self.gaps.append(UnreadEvidence(what, say("What nobody is known to have pushed is worth less.")))
            return
        found = self._activity(origin.repository, f"ref={quote(BRANCH_REF_PREFIX + origin.branch, safe='')}") or []
        self.thrown.update({one for push in found for one in (push.before, push.after)} - {NO_COMMIT})

    def read_month(self) -> None:
        """Read who pushed where in this repository for a month: commits may have come by other branches."""
        self._knows_others = self._activity(self.forge.repository, "time_period=month") is not None

    def pulls_with(self, commit: str, target: str) -> list[PullRequest]:
        """The open pull requests into a branch whose head is a commit."""
        try:
            found = convert_answer(self.forge.pages(f"commits/{commit}/pulls"), list[PullRequest])
        except ForgeError as error:
            self._lacks(say("It cannot be read which pull request brings {commit}.", commit=commit[:10]), error)
            return []
        return [one for one in found if one.state == "open" and one.base.ref == target and one.head.sha == commit]

    def read_group(self, merged: Iterable[str], last: int, target: str) -> None:
        """Read all of each pull request in a group. `merged`: their heads; `last`: the number of the last one."""
        for commit in merged:
            for one in self.pulls_with(commit, target):
                self.pulls.add(one.number)
                self.read_reviews(one.number, commit)
                self.read_branch(HeadRepository(one.head.repo.full_name, one.head.ref) if one.head.repo else None)
        if last and last not in self.pulls:
            self.pulls.add(last)
            self.read_reviews(last)

    def _activity(self, repository: str, query: str) -> list[PushActivity] | None:
        try:
            forge = self.forge if repository == self.forge.repository else self.forge.beside(repository)
            found = convert_answer(forge.pages(f"activity?{query}"), list[PushActivity])
        except ForgeError as error:
            what = say("It cannot be read who pushed to {repository}.", repository=repository)
            self._lacks(what, error)
            return None
        self._pushes += found
        return found

    def _lacks(self, what: Message, error: ForgeError) -> None:
        self.gaps.append(UnreadEvidence(what, error.message, error.is_passing))
