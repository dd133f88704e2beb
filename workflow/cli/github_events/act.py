"""`redaksi act`: what somebody wrote on GitHub is done at the desk, and answered."""

import os
import time
from pathlib import Path

import click

from workflow.chatops.event.context import EventContext
from workflow.chatops.event.no_action import TOLD
from workflow.cli.github_events._answer import STAMPING, EventAnswer
from workflow.cli.shared.complaint import complain
from workflow.cli.shared.github_job import event_options, job_forge
from workflow.cli.shared.options import now_option, root_option
from workflow.forge.event import Event, IgnoredEvent, IgnoreReason, ReviewRun
from workflow.forge.rest_api import GitHub
from workflow.forge.webhook import LARGEST, read_event
from workflow.git.credentials import token_variables
from workflow.git.remote_branches import RemoteBranches
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message, say

PUSHING = "PUSH_TOKEN"
"""The variable with the token that pushes and opens; GitHub begins no check for what a job's own token does."""
APP = "APP_OUTCOME"
"""The variable that says how the step ended which makes the App's token: `failure` with a wrong key."""
WRONG_KEY = say(
    "GitHub made no token for the office's App: its key or its id is wrong, or it is not installed here. Nothing was "
    "entered."
)


@click.command("act", help=tr("Do what a comment, an issue or a review on GitHub asks for, and answer it there."))
@root_option
@event_options
@click.option("--remote", default="origin", metavar="NAME", help=tr("The remote that has the branches."))
@click.option("--base", "main", default="main", metavar="BRANCH", help=tr("The branch by whose rules it is judged."))
@now_option
def command(root: Path, file: Path, event_name: str, remote: str, main: str, now: int | None) -> None:
    """Read the event, do it once, answer. Red where something could not be done that was asked for."""
    found = _read(event_name, file)
    forge = job_forge()
    pushing = GitHub.from_environment(PUSHING) or forge
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    token = os.environ.get(PUSHING) or os.environ["GITHUB_TOKEN"]
    branches = RemoteBranches(root, remote, token_variables(server, token))
    key, at = os.environ.get(STAMPING, "").encode(), now or int(time.time())
    answering = EventAnswer(
        root,
        EventContext(
            branches=branches,
            forge=forge,
            pushing=pushing,
            main=main,
            server=server,
            now=at,
            key=key,
            barred=_barred(),
        ),
    )
    _refuse_elsewhere(found)
    match found:
        case IgnoredEvent():
            answering.ignore(found)
        case ReviewRun():
            answering.take_over(found)
        case Event():
            answering.take(found)
    if answering.failures:
        complain("\n".join(map(translate, answering.failures)))


def _read(name: str, file: Path) -> Event | ReviewRun | IgnoredEvent:
    with file.open("rb") as stream:
        return read_event(name, stream.read(LARGEST + 1))


def _refuse_elsewhere(found: Event | ReviewRun | IgnoredEvent) -> None:
    """End where an event happened in another repository: a number means something else here."""
    place = found.thread if isinstance(found, IgnoredEvent) else found
    if place and place.repository.casefold() != os.environ["GITHUB_REPOSITORY"].casefold():
        complain(translate(TOLD[IgnoreReason.REPOSITORY].message))


def _barred() -> Message | None:
    return WRONG_KEY if os.environ.get(APP) == "failure" else None
