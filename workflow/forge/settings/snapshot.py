"""What was read of a repository's settings, each path once, beside what the office's own files say."""

from typing import Any

from msgspec import Struct

from workflow.forge.rest_api import FORBIDDEN, NOT_FOUND, ForgeError, GitHub

PAGE_SIZE = 30
"""The most variables that GitHub gives at once; other lists give more, but no list of ours is long."""
MAX_PAGES = 50


class OfficeFacts(Struct, frozen=True):
    """What the office's own files say, as far as it must fit what is set on GitHub."""

    workflows: tuple[str, ...] = ()
    """The paths of workflow files."""
    labels: tuple[str, ...] = ()
    """The labels that issue forms give."""
    bots: tuple[str, ...] = ()
    """`bots:` of policy.yml."""
    signed: bool = False
    """Whether the site's mark is to be signed (`site_key` of office.yml)."""
    values: dict[str, str] = {}
    """Variables that the caller wants set."""


class SettingsSnapshot:
    """One look at a repository. Raises ForgeError where GitHub refuses; what was read is not asked for again."""

    def __init__(self, forge: GitHub, facts: OfficeFacts) -> None:
        self.forge, self.facts = forge, facts
        self._known: dict[str, Any] = {}

    def forget(self) -> None:
        """Ask anew from now on, since something was changed."""
        self._known.clear()

    def get(self, path: str) -> Any:
        """What lies at a path below the repository."""
        if path not in self._known:
            try:
                self._known[path] = self.forge.get(path)
            except ForgeError as error:
                self._known[path] = error
        found = self._known[path]
        if isinstance(found, ForgeError):
            raise found
        return found

    def app(self, slug: str) -> dict[str, Any] | None:
        """What everybody may know of a GitHub App; None where GitHub does not show it."""
        key = f"app {slug}"
        if key not in self._known:
            try:
                self._known[key] = self.forge.app(slug)
            except ForgeError as error:
                if error.status not in {FORBIDDEN, NOT_FOUND}:
                    raise
                self._known[key] = None
        return self._known[key] and dict(self._known[key])

    def find(self, path: str) -> Any:
        """The same; None where there is no such thing."""
        try:
            return self.get(path)
        except ForgeError as error:
            if error.status != NOT_FOUND:
                raise
            return None

    def items(self, path: str, key: str = "") -> list[Any]:
        """All items of a list, or of the list below a key."""
        found: list[Any] = []
        for page in range(1, MAX_PAGES + 1):
            answer = self.get(f"{path}?per_page={PAGE_SIZE}&page={page}")
            more = answer[key] if key else answer
            found += more
            if len(more) < PAGE_SIZE:
                break
        return found

    @property
    def repository(self) -> dict[str, Any]:
        """The repository itself."""
        return dict(self.get(""))

    @property
    def branch(self) -> str:
        """Its default branch."""
        return str(self.repository["default_branch"])

    def variables(self) -> dict[str, str]:
        """The repository's variables for workflows."""
        return {str(one["name"]): str(one["value"]) for one in self.items("actions/variables", "variables")}
