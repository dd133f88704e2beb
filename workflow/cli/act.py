"""`redaksi act`: what somebody wrote on GitHub is done at the desk, and answered."""

import os
import time
from pathlib import Path
from urllib.parse import quote

import click

from workflow.cli.main import complain
from workflow.cli.options import now_option, root_option
from workflow.counter.attempt import Reply
from workflow.counter.listening import example_of
from workflow.counter.reception import receive
from workflow.counter.setting import Setting
from workflow.counter.stamp import SHORTEST
from workflow.counter.wants import ways_on
from workflow.desk.refusal import RefusedError
from workflow.forge.event import LARGEST, Event, Ignored, read_event
from workflow.forge.github import ForgeError, GitHub
from workflow.forge.pulls import open_pull
from workflow.history.branches import Branches
from workflow.history.errors import GitError
from workflow.history.writer import WriteError
from workflow.language.catalog import fill, tr
from workflow.records.command import Doing
from workflow.records.publicity import is_listed
from workflow.render.answer import Answer, Standing, answer, pull_body, standing
from workflow.rules.progress import progress

LETTER = "<!-- redaksi: where the letter stands -->"
PUSHING = "PUSH_TOKEN"
"""The variable with the token that pushes; what it opens has its check begun, which GitHub denies a job's own token."""
STAMPING = "ACT_KEY"
"""The variable with the key of the stamp on this program's commits."""
LONGEST_TITLE = 100
"""Characters."""


@click.command("act", help=tr("Do what a comment, an issue or a review on GitHub asks for, and answer it there."))
@root_option
@click.option(
    "--event",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    required=True,
    help=tr("The event's payload, as GitHub sends it (JSON)."),
)
@click.option(
    "--event-name", envvar="GITHUB_EVENT_NAME", metavar="NAME", required=True, help=tr("GitHub's name of it.")
)
@click.option("--remote", default="origin", metavar="NAME", help=tr("The remote that has the branches."))
@click.option("--base", "main", default="main", metavar="BRANCH", help=tr("The branch by whose rules it is judged."))
@now_option
def command(root: Path, file: Path, event_name: str, remote: str, main: str, now: int | None) -> None:
    """Read the event, do it once, answer."""
    event = _event(event_name, file)
    if isinstance(event, Ignored):
        click.echo(tr("not acted upon: {reason}", reason=event.reason.value))
        return
    forge = GitHub.from_environment()
    if forge is None:
        complain(tr("GITHUB_REPOSITORY and GITHUB_TOKEN must be set."))
        raise AssertionError
    if event.repository.casefold() != os.environ["GITHUB_REPOSITORY"].casefold():
        click.echo(tr("not acted upon: it happened in another repository"))
        return
    key = os.environ.get(STAMPING, "").encode()
    if len(key) < SHORTEST:
        complain(
            tr(
                "{name} must be set, with at least {count} characters; see PENGATURAN.md.",
                name=STAMPING,
                count=SHORTEST,
            )
        )
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    try:
        setting = Setting(Branches(root, remote), forge, main, server, now or int(time.time()), key)
        reply = receive(root, setting, event)
        if reply:
            click.echo(_said(setting, event, reply), nl=False)
    except (RefusedError, GitError, ForgeError) as error:
        complain(fill(error.message))
    except WriteError as error:
        complain(tr("Git refuses: {reason}", reason=str(error)))


def _event(name: str, file: Path) -> Event | Ignored:
    with file.open("rb") as stream:
        return read_event(name, stream.read(LARGEST + 1))


def _said(setting: Setting, event: Event, reply: Reply) -> str:
    """Open the pull request where one is needed, then say it all: below the event, and in the letter's issue."""
    outcome, zone = reply.outcome, reply.office.zone
    where = _standing(setting, reply)
    pull = _pull(setting, reply, where, event)
    one = Answer(
        message=outcome.message,
        done=outcome.done,
        points=outcome.points,
        findings=outcome.findings,
        lines=outcome.lines,
        edit=_edit(setting, reply),
        standing=where,
        pull=pull if pull != event.number else None,
    )
    text = answer(one, zone)
    marker = f"<!-- redaksi: answer to {event.kind}/{event.id} -->"
    setting.forge.put_comment(event.number, marker, f"{marker}\n{text}")
    issue = event.number if not event.on_pull and where else reply.issue
    if where and issue and not _is_confidential(reply):
        _tell_issue(setting, issue, where, pull, zone)
    return text


def _is_confidential(reply: Reply) -> bool:
    return reply.view is not None and not is_listed(reply.view.record.letter.nature)


def _edit(setting: Setting, reply: Reply) -> str:
    """Where the article is written in the browser; "" where nothing is to be written."""
    place, path = reply.place, reply.outcome.edit
    if place is None or not path:
        return ""
    return f"{setting.server}/{setting.forge.repository}/edit/{quote(place.branch)}/{quote(path)}"


def _standing(setting: Setting, reply: Reply) -> Standing | None:
    view = reply.view
    if view is None:
        return None
    one = progress(view, setting.now)
    status = view.edition.statuses.get(view.record.status, view.record.status)
    return Standing(view.record.id, status, one, tuple(ways_on(reply.office.commands, one)) if one else ())


def _pull(setting: Setting, reply: Reply, where: Standing | None, event: Event) -> int | None:
    """The pull request in which the letter is worked on, opened where there is none."""
    place = reply.place
    if place is None or where is None or reply.view is None:
        return None
    if place.pull:
        return place.pull.number
    if not reply.outcome.change and not place.expected:
        return None
    title = f"{where.number}: {reply.view.record.letter.subject}"[:LONGEST_TITLE]
    issue = reply.issue or (None if event.on_pull else event.number)
    body = pull_body(where, issue, example_of(reply.office, Doing.HELP), reply.office.zone)
    return open_pull(GitHub.from_environment(PUSHING) or setting.forge, place.branch, setting.main, title, body).number


def _tell_issue(setting: Setting, issue: int, where: Standing, pull: int | None, zone: str) -> None:
    """The one comment of the letter's issue that always says where it stands; a finished letter's issue is closed."""
    lines = [*standing(where, zone)]
    if pull:
        lines += ["", tr("It is worked on in #{number}.", number=pull)]
    setting.forge.put_comment(issue, LETTER, "\n".join([LETTER, *lines, ""]))
    if where.next is None:
        setting.forge.patch(f"issues/{issue}", {"state": "closed", "state_reason": "completed"})
