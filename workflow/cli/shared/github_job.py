"""The GitHub Actions job that this program runs in, if it runs in one: its forge, its token, its log."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from workflow.cli.shared.usage_exit import complain
from workflow.forge.rest_api import GitHub
from workflow.git.credentials import token_variables
from workflow.i18n.catalog import tr


def is_job() -> bool:
    """Whether this is one (GitHub Docs, "Variables reference", `GITHUB_ACTIONS`)."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def job_access() -> Mapping[str, str]:
    """The variables by which Git may use the job's token; none elsewhere, where people have their own ways."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return token_variables(server, os.environ.get("GITHUB_TOKEN", "")) if is_job() else {}


def without_workflow_commands(text: str) -> str:
    """Words of strangers for the job's log: no line of them is a command to GitHub.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", stopping and starting workflow commands.
    """
    if not is_job():
        return text
    key = secrets.token_hex(16)
    return f"::stop-commands::{key}\n{text.rstrip()}\n::{key}::\n"


def job_forge() -> GitHub:
    """The repository that the job is of; ends the program where the runner's variables do not name it."""
    forge = GitHub.from_environment()
    if forge is None:
        complain(tr("GITHUB_REPOSITORY and GITHUB_TOKEN must be set."))
    return forge


def event_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--event FILE`, given as `file`, and `--event-name NAME`."""
    file = click.option(
        "--event",
        "file",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        metavar="FILE",
        required=True,
        help=tr("The event's payload, as GitHub sends it (JSON)."),
    )
    name = click.option(
        "--event-name", envvar="GITHUB_EVENT_NAME", metavar="NAME", required=True, help=tr("GitHub's name of it.")
    )
    return file(name(function))
