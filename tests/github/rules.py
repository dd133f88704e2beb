"""What GitHub allows: not run anywhere else, so modelled here from its documentation, and only as far as it is named.

- Environments: GitHub Docs, "Managing environments for deployment", deployment branches and tags. A job whose ref no
  pattern of its environment matches fails before its first step. `refs/pull/N/merge` is matched as it stands.
- Merging: "About protected branches" and "Available rules for rulesets": required status checks (a cancelled or missing one
  is not a success), strict ones (the branch has the base's last commit), one approving review, dismissed by a push; nobody
  approves their own pull request ("Approving a pull request with required reviews").
- Code owners: "About code owners", as far as `redaksi codeowners` writes them (`*`, folders, files): those of the base, the
  last line that fits a changed file counts, one of its owners must approve, and a line without owners asks nobody.
- Merge queue: "Managing a merge queue": a group's commit is made on the base, `merge_group` asks for checks, and the base
  moves to that very commit when they are green.
"""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from tests.github import events
from tests.github.things import Pull
from tests.github.tokens import HOME, Token

if TYPE_CHECKING:
    from tests.github.hub import Hub

BRANCHES = {
    "act": ("main",),
    "site": ("main",),
    "mail": ("main",),
    "github-pages": ("main",),
    "pypi": ("refs/tags/v*",),
}
"""The branches that the office lets into each environment (PENGATURAN.md), and the tags that go to PyPI (CONTRIBUTING.md)."""
OWNERS = ".github/CODEOWNERS"
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
    approving = {one.author for one in pull.reviews if one.state == "APPROVED" and one.commit == pull.sha}
    if not approving:
        found.append("review")
    if any(approving.isdisjoint(owners) for owners in asked(hub, pull)):
        found.append("owners")
    if hub.check(pull.sha) != "success":
        found.append("check")
    if strict and not hub.bare.holds(pull.sha, hub.bare.tip(pull.base)):
        found.append("behind")
    return found


def asked(hub: "Hub", pull: Pull) -> list[set[str]]:
    """The code owners of each changed file that has any; one of each must approve."""
    base = hub.bare.tip(pull.base)
    lines = [line.split() for line in hub.bare.read(OWNERS, base).splitlines()] if hub.bare.has(OWNERS, base) else []
    found = []
    for path in hub.bare.git("diff", "--name-only", f"{base}...{pull.sha}").splitlines():
        fitting = [owners for pattern, *owners in filter(None, lines) if fits(pattern, path)]
        found.append({one.removeprefix("@") for one in fitting[-1]} if fitting else set())
    return [owners for owners in found if owners]


def fits(pattern: str, path: str) -> bool:
    """Whether a line's pattern names a file: everything, a folder, or the file itself."""
    name = pattern.removeprefix("/")
    return pattern == "*" or path == name or (name.endswith("/") and path.startswith(name))


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
