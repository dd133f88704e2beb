"""What GitHub allows: not run anywhere else, so modelled here from its documentation, and only as far as it is named.

- Environments: GitHub Docs, "Managing environments for deployment", deployment branches and tags. A job whose ref no
  pattern of its environment matches fails before its first step. `refs/pull/N/merge` is matched as it stands.
- Merging: "About protected branches" and "Available rules for rulesets": required status checks (a cancelled or missing one
  is not a success), strict ones (the branch has the base's last commit), one approving review, dismissed by a push.
- Merge queue: "Managing a merge queue": a group's commit is made on the base, `merge_group` asks for checks, and the base
  moves to that very commit when they are green.
"""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from tests.github import events
from tests.github.tokens import HOME, Token

if TYPE_CHECKING:
    from tests.github.hub import Hub

BRANCHES = {"act": ("main",), "site": ("main",), "mail": ("main",), "github-pages": ("main",), "clock": ("main",)}
"""The branches that the office lets into each environment (PENGATURAN.md)."""
CHECK = "check"
"""The required check."""


def lets_in(environment: str, ref: str) -> bool:
    """Whether a run at a ref gets an environment's secrets. An environment that nobody made lets everything in."""
    patterns = BRANCHES.get(environment, ("**",))
    return any(fnmatchcase(ref.removeprefix("refs/heads/"), one) for one in patterns)


def hindrances(hub: "Hub", number: int, *, strict: bool = False) -> list[str]:
    """Why a pull request cannot be merged."""
    pull = hub.pull(number)
    found = []
    if pull.merge is None:
        found.append("conflict")
    if not any(one.state == "APPROVED" and one.commit == pull.sha for one in pull.reviews):
        found.append("review")
    if hub.check(pull.sha) != "success":
        found.append("check")
    if strict and not hub.bare.holds(pull.sha, hub.bare.tip(pull.base)):
        found.append("behind")
    return found


def enqueue(hub: "Hub", number: int, who: str) -> str:
    """Somebody adds a pull request to the queue: the commit that is judged. Raises AssertionError where it may not."""
    assert not (found := hindrances(hub, number)), found
    pull = hub.pull(number)
    base = hub.bare.tip(pull.base)
    ref = f"refs/heads/gh-readonly-queue/{pull.base}/pr-{number}-{base}"
    made = hub.bare.merge(base, pull.sha, hub.now(), f"Merge pull request #{number} from {pull.head_repo}")
    assert made
    hub.bare.move(ref, made)
    hub.emit(events.grouped(hub, ref, made, base), hub.person(who))
    hub.queue[made] = [number]
    return made


def land(hub: "Hub", commit: str, token: Token) -> None:
    """A group whose check is green becomes main. Raises AssertionError where it is not."""
    assert hub.check(commit) == "success", hub.check(commit)
    before = hub.bare.refs()
    hub.bare.move("refs/heads/main", commit)
    numbers = hub.queue.pop(commit)
    for number in numbers:
        hub.close(number, merged=True)
    hub.pushed(HOME, before, token, "merge_queue_merge")
