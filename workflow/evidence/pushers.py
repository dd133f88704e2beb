"""How commits came to the server: by the forge's record, by the server's own, or as somebody supposes at a desk."""

from collections.abc import Iterable, Mapping

from workflow.forge.push_activity import PushActivity
from workflow.git.commit_range import CommitRange
from workflow.git.log import NOTHING
from workflow.git.push_log import read_push_log
from workflow.git.push_record import Push, PushAccount, PushedCommit, PusherName, first_pushes
from workflow.git.repository import Repository


def pushers_by_forge(
    repository: Repository, base: str, activities: Iterable[PushActivity]
) -> Mapping[str, PushedCommit]:
    """By GitHub's own record, oldest first. Raises GitError."""
    return first_pushes(repository, map(_push, activities), base)


def pushers_by_server(repository: Repository, push: Push) -> Mapping[str, PushedCommit]:
    """By the record that the hook keeps, and by a push that is under way. Raises GitError.

    What is on the server without a record was there before the hook was: nobody can say any more who pushed it.
    """
    listed = repository.run("for-each-ref", "--format=%(objectname)", "refs/heads").decode("ascii").split()
    standing = [Push("", NOTHING, tip, push.at, None) for tip in listed]
    return first_pushes(repository, [*_noted(repository), *standing, push], push.before)


def pushers_by_record(repository: Repository) -> Mapping[str, PushedCommit]:
    """By the record that the hook keeps, for all of history; nothing where there is none. Raises GitError."""
    return first_pushes(repository, noted) if (noted := _noted(repository)) else {}


def pushers_if_pushed_by(repository: Repository, one: CommitRange, who: str, at: int) -> Mapping[str, PushedCommit]:
    """As if somebody pushed now what no remote has yet. Raises GitError.

    What a remote has already was pushed by others: a desk cannot know by whom, and takes the authors' word for it.
    """
    listed = repository.run("rev-list", one.head, f"^{one.base}", "--not", "--remotes").decode("ascii").split()
    new = frozenset(listed)
    return {
        step.commit.id: PushedCommit(frozenset({PusherName(who)}), at)
        if step.commit.id in new
        else PushedCommit(frozenset({PusherName(step.commit.author_email)}), None)
        for step in one.steps
    }


def _noted(repository: Repository) -> list[Push]:
    """The server's pushes without those that Git refused after the hook: their commits are not there."""
    noted = read_push_log(repository.git_dir)
    return [push for push in noted if repository.identity(f"{push.after}^{{commit}}") == push.after]


def _push(one: PushActivity) -> Push:
    pusher = PushAccount(one.actor.login, one.actor.id) if one.actor and one.is_known else None
    return Push(one.ref, one.before, one.after, int(one.timestamp.timestamp()), pusher, only_after=one.is_merge)
