"""The job of GitHub that this program runs in, if it does."""

import os
import secrets
from collections.abc import Mapping

from workflow.history.access import access


def is_job() -> bool:
    """Whether this is one (GitHub Docs, "Variables reference", `GITHUB_ACTIONS`)."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def job_access() -> Mapping[str, str]:
    """The variables by which Git may use the job's token; none elsewhere, where people have their own ways."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return access(server, os.environ.get("GITHUB_TOKEN", "")) if is_job() else {}


def uncommanding(text: str) -> str:
    """Words of strangers for the job's log: no line of them is a command to GitHub.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", stopping and starting workflow commands.
    """
    if not is_job():
        return text
    key = secrets.token_hex(16)
    return f"::stop-commands::{key}\n{text.rstrip()}\n::{key}::\n"
