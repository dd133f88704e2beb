"""The job of GitHub that this program runs in, if it does."""

import os
from collections.abc import Mapping

from workflow.history.access import access


def is_job() -> bool:
    """Whether this is one (GitHub Docs, "Variables reference", `GITHUB_ACTIONS`)."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def job_access() -> Mapping[str, str]:
    """The variables by which Git may use the job's token; none elsewhere, where people have their own ways."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return access(server, os.environ.get("GITHUB_TOKEN", "")) if is_job() else {}
