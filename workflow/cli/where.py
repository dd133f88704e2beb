"""Where the next step of a letter is done and how: its pull request, where GitHub keeps the office."""

import os
from contextlib import suppress
from typing import Any
from urllib.parse import quote_plus

from workflow.counter.place import PREFIX
from workflow.counter.wants import ways_on
from workflow.desk.articles import article_of
from workflow.forge.github import ForgeError, GitHub
from workflow.forge.pulls import pulls_of
from workflow.rules.progress import Progress
from workflow.rules.view import RequestView


def way_to(view: RequestView, one: Progress) -> tuple[str, tuple[str, ...]]:
    """The address at which an open step is done, and the comments that do it; nothing where there is no forge."""
    has_article = bool(view.record.news or article_of(view.office.files, one.id))
    ways = tuple(ways_on(view.office.commands, one, has_article=has_article))
    address = address_of(one.id)
    return (_open_pull(one.id) or address, ways) if address else ("", ())


def address_of(number: str) -> str:
    """The address of a letter's pull requests, the newest first; "" where GitHub does not keep the office.

    A comment on the newest goes on with the letter, also where it is merged. Source: GitHub Docs, "Searching issues and
    pull requests".
    """
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    return f"{server}/{repository}/pulls?q={quote_plus(f'is:pr {number}')}" if repository else ""


def _open_pull(number: str) -> str:
    """The address of the open pull request of a letter; "" where there is none, or GitHub does not say."""
    forge = GitHub.from_environment()
    if forge is None:
        return ""
    with suppress(ForgeError):
        found: Any = forge.get(f"git/matching-refs/heads/{PREFIX}{number}")
        branches = [str(one["ref"]).removeprefix("refs/heads/") for one in found]
        pulls = [one for name in branches for one in pulls_of(forge, forge.repository, name, "open")]
        return max(pulls, key=lambda one: one.number).html_url if pulls else ""
    return ""
