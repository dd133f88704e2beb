"""`redaksi check`: judge the office, some files of it, or a change."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.cli.shared.change_evidence import ChangeEvidence, evidence_options
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office
from workflow.engine.check_office import check_files, check_office
from workflow.i18n.catalog import tr, translate
from workflow.records.file_source import Folder
from workflow.reporters.escape import printable
from workflow.reporters.formats import ReportFormat, render

if TYPE_CHECKING:
    from workflow.git.repository import Repository


@click.command("check", help=tr("Judge every request, article and configuration file, or only the given ones."))
@root_option
@click.option("--base", metavar="REV", help=tr("Judge the change since it left this commit, by that commit's rules."))
@click.option("--head", metavar="REV", help=tr("The commit that the change leads to (default: HEAD)."))
@evidence_options
@now_option
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in ReportFormat]),
    default=ReportFormat.TERMINAL.value,
    help=tr("How findings are shown."),
)
@click.option("--no-cache", is_flag=True, help=tr("Read every file again, whatever earlier runs found."))
@click.argument("paths", nargs=-1, metavar="[PATH]...")
def command(
    root: Path,
    base: str | None,
    head: str | None,
    evidence: ChangeEvidence,
    now: int | None,
    form: str,
    paths: tuple[str, ...],
    *,
    no_cache: bool,
) -> None:
    """Check and leave with 0 (no error), 1 (errors) or 2 (wrong call or configuration)."""
    gc.disable()  # a check makes much and throws nothing away; it ends with the process
    if base:
        if paths:
            complain(tr("--base judges a whole change; leave the paths out."))
        sys.exit(check_change(root, base, head or "HEAD", now, ReportFormat(form), evidence))
    if head or evidence.is_given:
        complain(tr("--head, --reviews, --pushes and --pusher are used together with --base."))
    loaded = load_office(root)
    at = judging_time(now, loaded[0])
    if paths:
        report = check_files(root, loaded, relative_paths(root, paths), at)
    else:
        report = check_office(root, loaded, at, keep=not no_cache)
    click.echo(render(report, ReportFormat(form), Folder(root)), nl=False)
    sys.exit(report.exit)


def check_change(
    root: Path, base: str, head: str, now: int | None, form: ReportFormat, evidence: ChangeEvidence
) -> int:
    """Judge what lies between two commits. The exit code."""
    from workflow.engine.check_change import ChangeCheck
    from workflow.git.errors import GitError
    from workflow.git.repository import Repository

    try:
        with Repository(root) as repository:
            warn_of_ambiguous_revisions(repository, base, head)
            judged = ChangeCheck.between(repository, base, head)
            report = evidence.check(judged, now)[2].report
            click.echo(render(report, form, judged.after), nl=False)
            return report.exit
    except GitError as error:
        complain(translate(error.message))


def warn_of_ambiguous_revisions(repository: "Repository", *revisions: str) -> None:
    """Say of each name that can mean several commits which one is taken."""
    from workflow.git.repository import split_revision

    for name in dict.fromkeys(split_revision(revision)[0] for revision in revisions):
        found = repository.named(name)
        first, *others = found or ("",)
        also = [printable(ref) for ref in others if found[ref] != found[first]]
        if also:
            said = tr(
                "`{name}` can mean several things; taken is {first}.", name=printable(name), first=printable(first)
            )
            click.echo(f"redaksi: {said} ({', '.join(also)})", err=True)


def relative_paths(root: Path, paths: tuple[str, ...]) -> list[str]:
    """The paths as seen from the root; a folder stands for the records in it.

    A path is looked for from where the command was called, then from the root.
    """
    base = root.resolve()
    relative: list[str] = []
    for name in paths:
        path = Path(name).absolute()
        if not path.exists() and not Path(name).is_absolute():
            path = base / name
        # a link itself is judged, not what it points to
        path = path.resolve() if path.name == ".." else path.parent.resolve() / path.name
        if not path.is_relative_to(base):
            complain(tr("{path} lies outside the office {root}.", path=name, root=str(root)))
        names = [
            file.relative_to(base).as_posix() for file in (sorted(path.rglob("*.md")) if path.is_dir() else [path])
        ]
        relative += [name for name in names if name.startswith("content/")] if path.is_dir() else names
    return relative
