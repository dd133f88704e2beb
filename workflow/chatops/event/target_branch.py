"""Where a request is worked on: the branch of an open pull request, or a new branch when it is on main only."""

import re

from msgspec import Struct

from workflow.chatops.event.commit_stamp import is_stamped
from workflow.forge.event import Event
from workflow.forge.pull_requests import PullRequest, open_pulls, pull, pulls_from
from workflow.forge.rest_api import GitHub
from workflow.git.commit_files import CommitFiles
from workflow.git.log import changed_files
from workflow.git.remote_branches import RemoteBranches
from workflow.git.repository import Repository
from workflow.i18n.message import WordList, say
from workflow.records.article import Article
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, request_path
from workflow.services.errors import RefusedError
from workflow.text.document import read_document
from workflow.text.validate import validate

BRANCH_PREFIX = "redaksi/"
"""Of the branches that this program makes: `redaksi/2026-0171`."""

LATER_BRANCH_SUFFIX = re.compile(r"-\d{1,16}", re.ASCII)
"""The end of a branch that was made for a request which main has already: the number of the event."""


class TargetBranch(Struct, frozen=True):
    """A request on a branch."""

    number: str
    branch: str
    head: str
    """The commit that the work goes on from."""
    expected: str
    """What the branch must still be when it is pushed; "" for a new branch."""
    pull: PullRequest | None = None
    is_new_letter: bool = False


class BranchFinder:
    """Finds places, with what Git and the forge say now."""

    def __init__(self, repository: Repository, branches: RemoteBranches, forge: GitHub, main: str, key: bytes) -> None:
        """`main`: the branch that letters lead to; `key`: of the stamp on this program's commits."""
        self.repository, self.branches, self.forge = repository, branches, forge
        self.main, self.key = main, key

    def of_pull(self, event: Event, named: str) -> TargetBranch:
        """The place that a comment or review on a pull request means. Raises RefusedError, ForgeError, GitError."""
        found = get_pull(self.forge, event.number)
        if found.base.ref != self.main:
            raise RefusedError(say("This pull request does not lead to {main}.", main=self.main))
        if found.state == "open":
            return self._of_open(found, event, named)
        if not found.merged or found.merge_commit_sha is None:
            raise RefusedError(say("This pull request was closed without being merged. Open it again first."))
        merged = found.merge_commit_sha
        numbers = self._touched(f"{merged}^1", merged)
        return self.of_number(_chosen_number(numbers, named), event.id)

    def of_number(self, number: str, key: int) -> TargetBranch:
        """The open pull request in which a request is worked on, its branch that waits for one, or a new branch.

        Raises RefusedError, ForgeError.
        """
        begun = self._branches_of(number)
        pulls = [(name, one) for name in begun for one in open_pulls(self.forge, name, self.main)]
        if pulls:
            _must_be_one(number, [f"#{one.number}" for _, one in pulls])
            branch, found = pulls[0]
            return TargetBranch(number, branch, begun[branch], begun[branch], found)
        own = f"{BRANCH_PREFIX}{number}-{key}"
        waiting = [name for name, head in begun.items() if self._is_waiting(number, name, head)]
        if waiting:
            waiting = [own] if own in waiting else waiting  # a second run of the event goes on with its own
            _must_be_one(number, waiting)
            branch = waiting[0]
            return TargetBranch(number, branch, begun[branch], begun[branch])
        main, path = self.branches.tip(self.main), request_path(number)
        if CommitFiles(self.repository, main).size(path) is not None:
            return TargetBranch(number, own, main, "")
        for branch, head in begun.items():
            if CommitFiles(self.repository, head).size(path) is not None:  # its pull request was closed
                return TargetBranch(number, branch, head, head)
        raise RefusedError(say("There is no request {id}.", id=number))

    def has(self, number: str) -> bool:
        """Whether there is such a letter, on main or where it is worked on."""
        heads = (self.branches.tip(self.main), *self._branches_of(number).values())
        return any(CommitFiles(self.repository, head).size(request_path(number)) is not None for head in heads)

    def _branches_of(self, number: str) -> dict[str, str]:
        """The branches that are called like a request, or like one of its later parts, with their commits."""
        own = f"{BRANCH_PREFIX}{number}"
        there = self.branches.below(own).items()
        return {
            name: head for name, head in there if name == own or LATER_BRANCH_SUFFIX.fullmatch(name.removeprefix(own))
        }

    def _is_waiting(self, number: str, branch: str, head: str) -> bool:
        """Whether a step of this program lies on a branch whose pull request could not be opened as yet.

        One that was closed waits not; and what somebody else put last on a branch is not gone on from unseen.
        """
        has_letter = CommitFiles(self.repository, head).size(request_path(number)) is not None
        if not has_letter or self.branches.contains(self.main, head):
            return False
        own = is_stamped(self.key, self.branches.stored(head))
        return own and not pulls_from(self.forge, self.forge.repository, branch, "all")

    def _of_open(self, found: PullRequest, event: Event, named: str) -> TargetBranch:
        own = found.head.repo is not None and found.head.repo.full_name == event.repository
        if not own or found.head.ref == self.main:
            message = say("This pull request comes from another repository; steps are done in the office's own.")
            raise RefusedError(message)
        head = self.branches.tip(found.head.ref)
        if not head:
            raise RefusedError(say("The branch {name} is not there any more.", name=found.head.ref))
        fork = self.repository.merge_base(self.branches.tip(self.main), head)
        number = _chosen_number(self._touched(fork, head), named)
        return TargetBranch(number, found.head.ref, head, head, found)

    def _touched(self, old: str, new: str) -> list[str]:
        """The requests that differ between two commits, and those whose article does."""
        found: set[str] = set()
        tree = CommitFiles(self.repository, self.repository.resolve(new))
        for change in changed_files(self.repository, self.repository.resolve(old), tree.commit):
            if change.removed:
                continue
            if REQUEST_PATH.fullmatch(change.path):
                found.add(f"{change.path[17:21]}-{change.path[22:26]}")
            elif ARTICLE_PATH.fullmatch(change.path):
                found.add(_request_of_article(tree, change.path))
        return sorted(found - {""})


def _request_of_article(tree: CommitFiles, path: str) -> str:
    document, _ = read_document(path, tree.read(path) or b"")
    article, _ = validate(Article, document.header, path) if document else (None, [])
    number = article.request if article else ""
    return number if isinstance(number, str) else ""


def _must_be_one(number: str, names: list[str]) -> None:
    """Of several places none is chosen: whoever may push may call a branch like this program's. Raises RefusedError."""
    if len(names) > 1:
        message = say(
            "Letter {id} is worked on in several places. Nothing was entered; write the command below the pull request "
            "that is meant: {names}.",
            id=number,
            names=WordList(tuple(names)),
        )
        raise RefusedError(message)


def _chosen_number(numbers: list[str], named: str) -> str:
    """The one request that is meant. Raises RefusedError."""
    if named and (named in numbers or not numbers):
        return named
    if len(numbers) == 1 and not named:
        return numbers[0]
    if not numbers:
        raise RefusedError(say("This pull request changes no letter. Name one behind the command, as in 2026-0171."))
    names = WordList(tuple(numbers))
    if named:
        message = say("Letter {id} is not worked on here, but {names}. Nothing was entered.", id=named, names=names)
        raise RefusedError(message)
    raise RefusedError(say("Several letters are changed here. Name one: {names}.", names=names))
