"""`redaksi staged`: judge what stands ready to be committed, as the pre-commit hook does."""

import os
import sys
from pathlib import Path

import click

from workflow.cli.shared.options import InstantType, judging_time, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.engine.check_index import IndexCheck
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.git.worktree import NOW_VARIABLE
from workflow.i18n.catalog import tr, translate
from workflow.reporters.formats import ReportFormat, render


@click.command("staged", help=tr("Judge what stands ready to be committed (`redaksi hooks` calls it)."))
@root_option
@click.option(
    "--now",
    type=InstantType(),
    envvar=NOW_VARIABLE,
    help=tr("The time to judge by (default: now; in a sample office its frozen clock)."),
)
def command(root: Path, now: int | None) -> None:
    """Leave with 0 (no error), 1 (errors) or 2 (wrong call or configuration)."""
    index = os.environ.get("GIT_INDEX_FILE")  # `git commit -a` uses an index of its own
    try:
        with Repository(root) as repository:
            judged = IndexCheck(repository, Path(index) if index else None)
            loaded = judged.load()
            report = judged.report(loaded, judging_time(now, loaded[0]))
            click.echo(render(report, ReportFormat.TERMINAL, judged.files), nl=False)
            sys.exit(report.exit)
    except GitError as error:
        complain(translate(error.message))
