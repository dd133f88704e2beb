"""Where the next step of a letter is done and how: its pull request, where GitHub keeps the office."""

import os
from typing import Any
from urllib.parse import quote_plus

from workflow.chatops.actions.prompts import next_comments
from workflow.chatops.event.target_branch import BRANCH_PREFIX
from workflow.forge.pull_requests import pulls_from
from workflow.forge.rest_api import ForgeError, GitHub
from workflow.queries.open_requests import OpenRequest
from workflow.rules.context import RequestView


def pull_requests_address(number: str) -> str:
    """The address of a letter's pull requests, the newest first; "" where GitHub does not keep the office.

    A comment on the newest goes on with the letter, also where it is merged. Source: GitHub Docs, "Searching issues and
    pull requests".
    """
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    return f"{server}/{repository}/pulls?q={quote_plus(f'is:pr {number}')}" if repository else ""


class StepLocator:
    """Knows the ways for one run; a forge that does not answer is not asked again."""

    def __init__(self) -> None:
        self._forge = GitHub.from_environment()

    def way_to(self, view: RequestView, one: OpenRequest) -> tuple[str, tuple[str, ...]]:
        """The address at which an open step is done, and the comments that do it; nothing where there is no forge."""
        address = pull_requests_address(one.id)
        if not address:
            return "", ()
        return self._open_pull(one.id) or address, tuple(next_comments(view.office.commands, one, view))

    def _open_pull(self, number: str) -> str:
        """The address of the open pull request of a letter; "" where there is none, or GitHub does not say."""
        forge = self._forge
        if forge is None:
            return ""
        try:
            found: Any = forge.get(f"git/matching-refs/heads/{BRANCH_PREFIX}{number}")
            branches = [str(one["ref"]).removeprefix("refs/heads/") for one in found]
            pulls = [one for name in branches for one in pulls_from(forge, forge.repository, name, "open")]
        except ForgeError:
            self._forge = None
            return ""
        return max(pulls, key=lambda one: one.number).html_url if pulls else ""
