"""How commits came to the server: by the forge's record, by the server's own, or as somebody supposes at a desk."""

from collections.abc import Iterable, Mapping

from workflow.forge.push_activity import Activity
from workflow.git.commit_range import Stretch
from workflow.git.log import NOTHING
from workflow.git.push_log import read_receipts
from workflow.git.push_record import Account, Brought, Named, Push, first_pushes
from workflow.git.repository import Repository


def by_forge(repository: Repository, base: str, activities: Iterable[Activity]) -> Mapping[str, Brought]:
    """By GitHub's own record, oldest first. Raises GitError."""
    return first_pushes(repository, map(_push, activities), base)


def by_server(repository: Repository, push: Push) -> Mapping[str, Brought]:
    """By the record that the hook keeps, and by a push that is under way. Raises GitError.

    What is on the server without a record was there before the hook was: nobody can say any more who pushed it.
    """
    listed = repository.run("for-each-ref", "--format=%(objectname)", "refs/heads").decode("ascii").split()
    standing = [Push("", NOTHING, tip, push.at, None) for tip in listed]
    return first_pushes(repository, [*_noted(repository), *standing, push], push.before)


def by_record(repository: Repository) -> Mapping[str, Brought]:
    """By the record that the hook keeps, for all of history; nothing where there is none. Raises GitError."""
    return first_pushes(repository, noted) if (noted := _noted(repository)) else {}


def as_if(repository: Repository, one: Stretch, who: str, at: int) -> Mapping[str, Brought]:
    """As if somebody pushed now what no remote has yet. Raises GitError.

    What a remote has already was pushed by others: a desk cannot know by whom, and takes the authors' word for it.
    """
    listed = repository.run("rev-list", one.head, f"^{one.base}", "--not", "--remotes").decode("ascii").split()
    new = frozenset(listed)
    return {
        step.commit.id: Brought(frozenset({Named(who)}), at)
        if step.commit.id in new
        else Brought(frozenset({Named(step.commit.author_email)}), None)
        for step in one.steps
    }


def _noted(repository: Repository) -> list[Push]:
    """The server's pushes without those that Git refused after the hook: their commits are not there."""
    noted = read_receipts(repository.git_dir)
    return [push for push in noted if repository.identity(f"{push.after}^{{commit}}") == push.after]


def _push(one: Activity) -> Push:
    pusher = Account(one.actor.login, one.actor.id) if one.actor and one.is_known else None
    return Push(one.ref, one.before, one.after, int(one.timestamp.timestamp()), pusher, only_after=one.is_merge)
