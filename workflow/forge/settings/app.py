"""The link that registers the office's GitHub App with the rights that it needs, and no others.

GitHub Docs, "Registering a GitHub App using URL parameters": the form in the browser is filled in, a person sends it.
A manifest would need a server of ours that GitHub sends the person back to.
"""

from urllib.parse import urlencode

from msgspec import Struct

from workflow.forge.github_user import Account

MAX_NAME_LENGTH = 34
"""Characters of an App's name, which must be free on all of GitHub."""
PERMISSIONS = {"contents": "write", "pull_requests": "write"}
"""Issues are answered by each job's own token."""


class RepositoryInfo(Struct, frozen=True):
    """A repository as GitHub describes it; what is not needed is not read."""

    full_name: str
    default_branch: str
    html_url: str
    owner: Account


def registration_link(repository: RepositoryInfo, server: str) -> str:
    """The link for the owner of a repository. `server`: where people open GitHub."""
    owner = repository.owner
    whose = f"organizations/{owner.login}/" if owner.type == "Organization" else ""
    fields = {
        "name": f"redaksi-{owner.login}"[:MAX_NAME_LENGTH],
        "url": repository.html_url,
        "public": "false",
        "webhook_active": "false",
        **PERMISSIONS,
    }
    return f"{server.rstrip('/')}/{whose}settings/apps/new?{urlencode(fields)}"
