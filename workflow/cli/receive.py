"""`redaksi receive`: what a Git server's pre-receive hook runs."""

import sys
import time
from pathlib import Path

import click

from workflow.cli.options import moment
from workflow.history.errors import GitError
from workflow.history.git import Quarantine, Repository
from workflow.language.catalog import fill, tr
from workflow.render.escape import plain
from workflow.render.formats import Format, render
from workflow.rules.receiving import Receiving, Update
from workflow.text.finding import MANY, Exit

FIELDS = 3


@click.command(
    "receive",
    help=tr("Judge a push, as a Git server's pre-receive hook (`redaksi hooks --server` installs it)."),
)
def command() -> None:
    """Read `old new ref` lines, judge each commit, and refuse the push with 1 when one has an error."""
    refused = False
    with Repository(Path(), Quarantine.of_push()) as repository:
        for line in sys.stdin:
            parts = line.rstrip("\n").split(" ", FIELDS - 1)
            if len(parts) == FIELDS:
                refused |= not accepts(repository, Update(*parts))
    sys.exit(Exit.FINDINGS if refused else Exit.CLEAN)


def accepts(repository: Repository, update: Update) -> bool:
    """Whether an update may pass; what is wrong is said on the way."""
    receiving = Receiving(repository, lambda office: moment(None, office), int(time.time()))
    wrong = shown = 0
    try:
        for one in receiving.judge(update):
            wrong += one.report.exit != Exit.CLEAN
            if one.report.findings and shown < MANY:
                shown += len(one.report.findings)
                click.echo(tr("commit {commit}:", commit=one.commit[:10]))
                click.echo(render(one.report, Format.TERMINAL, one.files), nl=False)
    except GitError as error:
        click.echo(f"redaksi: {plain(update.ref)}: {fill(error.message)}")
        return False
    if wrong:
        click.echo(
            tr("redaksi: {ref} was not taken in: {count} commits have errors.", ref=plain(update.ref), count=wrong)
        )
    return not wrong
