"""`redaksi receive`: what a Git server's pre-receive hook runs."""

import os
import sys
import time
from pathlib import Path

import click

from workflow.cli.shared.options import judging_time
from workflow.cli.shared.usage_exit import complain
from workflow.engine.pre_receive import PushCheck, RefUpdate
from workflow.git.errors import GitError
from workflow.git.push_log import append_push_log
from workflow.git.quarantine import Quarantine
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.reporters.escape import printable
from workflow.reporters.formats import ReportFormat, render
from workflow.text.finding import MOST_FINDINGS, ExitCode

FIELDS_OF_UPDATE = 3
MAX_REFS = 200
"""Refs of one push; a whole office with all its branches has fewer."""
MAX_INPUT_BYTES = 1 << 20
"""Bytes of what Git says of a push."""
PUSHER_VARIABLES = ("REDAKSI_PUSHER", "GL_USERNAME", "GITEA_PUSHER_NAME", "REMOTE_USER")
"""The office's own way, then those of GitLab, Gitea or Forgejo, and web servers; the first that is set counts."""


@click.command(
    "receive",
    help=tr("Judge a push, as a Git server's pre-receive hook (`redaksi hooks --server` installs it)."),
)
def command() -> None:
    """Read `old new ref` lines, judge each commit, and refuse the push with 1 when one has an error.

    What is taken in is noted with who pushed it, so that it is known later whose commit it was.
    """
    updates = read_updates(sys.stdin.buffer.read(MAX_INPUT_BYTES))
    with Repository(Path(), Quarantine.of_push()) as repository:
        receiving = PushCheck(repository, lambda office: judging_time(None, office), int(time.time()), pusher())
        refused = [update for update in updates if not accepts(receiving, update)]
        if refused and len(updates) > 1:
            click.echo(tr("redaksi: nothing of this push was taken in, since one part of it is refused."))
        if refused:
            sys.exit(ExitCode.FINDINGS)
        try:
            append_push_log(repository.git_dir, filter(None, map(receiving.push, updates)))
        except OSError as error:
            complain(tr("The record of pushes cannot be written: {reason}", reason=str(error)))


def read_updates(told: bytes) -> list[RefUpdate]:
    """The refs that a push moves, as Git tells them. Ends the program where they are too many."""
    rows = [
        line.split(" ", FIELDS_OF_UPDATE - 1) for line in told.decode("utf-8", "surrogateescape").split("\n") if line
    ]
    if len(rows) > MAX_REFS or any(len(row) != FIELDS_OF_UPDATE for row in rows):
        click.echo(tr("redaksi: a push may move at most {limit} branches and tags.", limit=MAX_REFS))
        sys.exit(ExitCode.FINDINGS)
    return [RefUpdate(*row) for row in rows]


def pusher() -> str | None:
    """Who pushes, as the server says it to its hook; None where it does not say.

    A person who pushes over SSH or HTTP has no way to set these variables, unless the server lets them.
    """
    return next((os.environ[name] for name in PUSHER_VARIABLES if os.environ.get(name)), None)


def accepts(receiving: PushCheck, update: RefUpdate) -> bool:
    """Whether an update may pass; what is wrong is said on the way."""
    wrong = shown = 0
    try:
        for judged in receiving.judge(update):
            wrong += judged.report.exit != ExitCode.CLEAN
            if judged.report.findings and shown < MOST_FINDINGS:
                shown += len(judged.report.findings)
                click.echo(tr("commit {commit}:", commit=judged.commit[:10]))
                click.echo(render(judged.report, ReportFormat.TERMINAL, judged.files), nl=False)
    except GitError as error:
        click.echo(f"redaksi: {printable(update.ref)}: {translate(error.message)}")
        return False
    if wrong:
        click.echo(
            tr("redaksi: {ref} was not taken in: {count} commits have errors.", ref=printable(update.ref), count=wrong)
        )
    return not wrong
