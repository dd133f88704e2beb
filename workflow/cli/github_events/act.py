"""`redaksi act`: does what a comment, an issue or a review on GitHub asks for, and answers it there."""

import os
import time
from pathlib import Path

import click

from workflow.chatops.event.context import EventContext
from workflow.chatops.event.no_action import NO_ACTION_REPLIES
from workflow.cli.github_events._answer import STAMP_KEY_VARIABLE, EventAnswer
from workflow.cli.shared.github_job import event_options, job_forge
from workflow.cli.shared.options import now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.forge.event import Event, IgnoredEvent, IgnoreReason, ReviewRun
from workflow.forge.rest_api import GitHub
from workflow.forge.webhook import MAX_PAYLOAD_BYTES, read_event
from workflow.git.credentials import token_variables
from workflow.git.remote_branches import RemoteBranches
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message, say

PUSH_TOKEN_VARIABLE = "PUSH_TOKEN"  # noqa: S105  # a name, no token
"""The variable with the token that pushes and opens; GitHub begins no check for what a job's own token does."""
APP_OUTCOME_VARIABLE = "APP_OUTCOME"
"""The variable that says how the step ended which makes the App's token: `failure` with a wrong key."""
APP_KEY_IS_WRONG = say(
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
    event = _read_event_file(event_name, file)
    forge = job_forge()
    pushing = GitHub.from_environment(PUSH_TOKEN_VARIABLE) or forge
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    token = os.environ.get(PUSH_TOKEN_VARIABLE) or os.environ["GITHUB_TOKEN"]
    branches = RemoteBranches(root, remote, token_variables(server, token))
    key, at = os.environ.get(STAMP_KEY_VARIABLE, "").encode(), now or int(time.time())
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
            push_obstacle=_push_obstacle(),
        ),
    )
    _refuse_elsewhere(event)
    match event:
        case IgnoredEvent():
            answering.ignore(event)
        case ReviewRun():
            answering.act_on_review(event)
        case Event():
            answering.act_on(event)
    if answering.failures:
        complain("\n".join(map(translate, answering.failures)))


def _read_event_file(name: str, file: Path) -> Event | ReviewRun | IgnoredEvent:
    with file.open("rb") as stream:
        return read_event(name, stream.read(MAX_PAYLOAD_BYTES + 1))


def _refuse_elsewhere(event: Event | ReviewRun | IgnoredEvent) -> None:
    """End where an event happened in another repository: a number means something else here."""
    place = event.thread if isinstance(event, IgnoredEvent) else event
    if place and place.repository.casefold() != os.environ["GITHUB_REPOSITORY"].casefold():
        complain(translate(NO_ACTION_REPLIES[IgnoreReason.REPOSITORY].message))


def _push_obstacle() -> Message | None:
    return APP_KEY_IS_WRONG if os.environ.get(APP_OUTCOME_VARIABLE) == "failure" else None
