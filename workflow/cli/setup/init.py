"""`redaksi init`: a new office in a folder of its own, from eight questions and the choice of an SOP."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from workflow.cli.setup._init_questions import QUESTIONS, ask, committing_identity
from workflow.cli.shared.options import FilledCommand
from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office
from workflow.engine.check_office import check_office
from workflow.git.worktree import CommitError
from workflow.i18n.catalog import tr, translate
from workflow.reporters.escape import printable
from workflow.scaffold.answers import ROLES, AnswerError, Answers, SopStart
from workflow.scaffold.new_office import make_office, must_be_free, sop_path
from workflow.scaffold.program import ProgramError, program_of
from workflow.text.finding import ExitCode, Severity


def _people_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add a flag for each role that somebody is asked for."""
    for flag, one in reversed(ROLES.items()):
        help_ = tr("Who is {title}: Name @account; several with ;", title=one.title)
        function = click.option(f"--{flag}", help=help_)(function)
    return function


@click.command(
    "init", cls=FilledCommand, help=tr("Make a new office in a new folder: its lists, its workflows, its history.")
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help=tr("Name of the office."))
@click.option("--regency", help=tr("Regency or city."))
@click.option("--zone", help=tr("WIB, WITA or WIT."))
@click.option("--website", help=tr("Address of the site."))
@_people_options
@click.option("--sop", help=tr("418 (its eight steps as a template) or kosong (empty, to fill in)."))
@click.option("--wheel", metavar="FILE|URL", help=tr("The program as a wheel, where it is not on PyPI."))
@click.option("--yes", is_flag=True, help=tr("Ask nothing; take what is proposed."))
def command(folder: Path, *, wheel: str | None, yes: bool, **given: str | None) -> None:
    """Ask, build beside, and give the folder its name when all is done: a failure or Ctrl-C leaves nothing."""
    try:
        must_be_free(folder)
        _warn_of_repository(folder)
        program = program_of(wheel)
        answers = ask(folder, {flag: given[flag] for flag in QUESTIONS}, yes=yes)
        identity = committing_identity(folder, answers.website, yes=yes)
        now = int(time.time())
        make_office(folder, answers, program, now, identity)
    except (AnswerError, ProgramError) as error:
        complain(translate(error.message))
    except CommitError as error:
        complain(
            tr("Git did not take the first commit, and nothing was written: {reason}", reason=printable(str(error)))
        )
    except OSError as error:
        complain(tr("{path} cannot be written: {reason}.", path=str(folder), reason=error.strerror or str(error)))
    sys.exit(_told(folder, answers, now))


def _warn_of_repository(folder: Path) -> None:
    """A repository within another is no part of it, which people find out when their office does not arrive."""
    around = next((one for one in folder.resolve().parents if (one / ".git").exists()), None)
    if around:
        click.echo(
            tr(
                "{folder} is a Git repository already, and the office becomes a repository of its own inside it: the "
                "outer one does not save what the office holds, and GitHub shows an empty folder. A folder "
                "outside it is better.",
                folder=str(around),
            ),
            err=True,
        )


def _told(folder: Path, answers: Answers, now: int) -> ExitCode:
    """Say what was made, what the office cannot do yet, and what comes next; 1 where the check finds an error."""
    report = check_office(folder, load_office(folder), now, keep=False)
    click.echo(tr("The office stands in {folder}, with its first commit.", folder=str(folder)))
    for finding in report.findings:
        if finding.severity is Severity.WARNING:
            click.echo(f"- {translate(finding.message)}")
    errors = report.count(Severity.ERROR)
    if answers.sop is SopStart.EMPTY:
        click.echo(
            tr(
                "First fill in the SOP, which is still empty: {count} places in {path}; `redaksi check` names each. "
                "Until then `mkdocs serve` and most commands do not run. Then run `redaksi update`; README.md in "
                "the folder says how to go on.",
                path=sop_path(answers, now),
                count=errors,
            )
        )
        return ExitCode.CLEAN
    click.echo(tr("Next: go into the folder, where `mkdocs serve` shows the site; README.md says how to go on."))
    click.echo(tr("`redaksi doctor` names what is still to be filled in."))
    return ExitCode.FINDINGS if errors else ExitCode.CLEAN
