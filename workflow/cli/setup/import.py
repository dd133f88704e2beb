"""`redaksi import`: stories of the office's former site, out of WordPress's export or a folder of Markdown."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.extras import Extra, need
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import say
from workflow.importing.former_story import Export, UnreadableExportError
from workflow.importing.run import ImportOptions, run_import
from workflow.infra.disk_cache import replace_file
from workflow.reporters.escape import printable
from workflow.reporters.former_site import import_report, summary_lines
from workflow.text.finding import ExitCode

NOT_DECLARED = say(
    "The office has not declared a former site. Write into site_config/policy.yml, and have the head merge it first: "
    "{example}",
    example="former_site: {address: https://lama.contoh.example/, until: 2025-12-31}",
)

REPORT_MARK = "<!-- redaksi import -->"
"""Begins every report, so that a new one takes the place of an old one alone."""


@click.group("import", help=tr("Bring in the stories of the office's former site, as its archive."))
def command() -> None:
    """A group of its own."""


def _import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What both kinds of export take."""
    options = (
        root_option,
        now_option,
        click.option(
            "--uploads",
            type=click.Path(path_type=Path, file_okay=False, exists=True),
            metavar="DIR",
            help=tr(
                "The former site's pictures (wp-content/uploads), copied here. Nothing is fetched from the network."
            ),
        ),
        click.option(
            "--category",
            "categories",
            multiple=True,
            metavar="OLD=KEY",
            help=tr("A category of the former site, and the office's key for it; may be given several times."),
        ),
        click.option(
            "--default-category", default="", metavar="KEY", help=tr("Where stories stand whose category nobody knows.")
        ),
        click.option(
            "--report",
            type=click.Path(path_type=Path, dir_okay=False),
            default="laporan-impor.md",
            show_default=True,
            metavar="FILE",
            help=tr("Where the report is written: what was refused or changed, and what to do."),
        ),
        click.option("--dry-run", is_flag=True, help=tr("Write the report alone.")),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command.command("wordpress", help=tr("Read WordPress's export (Tools, Export, All content)."))
@click.argument("export", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="EXPORT.xml")
@_import_options
def wordpress(root: Path, export: Path, **options: Any) -> None:
    """Import WordPress's export."""
    need(Extra.IMPORT)
    from workflow.importing.wordpress import Wordpress

    office = usable_office(root)
    _import(root, office, Wordpress(export, office.zone), **options)


@command.command(
    "markdown", help=tr("Read a folder of Markdown files with a header, as Hugo, Jekyll or Pelican have it.")
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="FOLDER")
@_import_options
def markdown(root: Path, folder: Path, **options: Any) -> None:
    """Import a folder of Markdown."""
    need(Extra.IMPORT)
    from workflow.importing.markdown_folder import MarkdownFolder

    office = usable_office(root)
    options["uploads"] = options["uploads"] or folder  # pictures may lie beside the stories
    _import(root, office, MarkdownFolder(folder.resolve(), office.zone), **options)


def _import(root: Path, office: Office, export: Export, *, now: int | None, report: Path, **given: Any) -> None:
    """Import, write the report, say what came of it; leave with 1 where something was refused or is missing."""
    if office.policy.former_site is None:
        complain(translate(NOT_DECLARED))
    _must_be_a_report(report)
    given["categories"] = _categories(office, given["categories"], given["default_category"])
    options = ImportOptions(**given)
    try:
        outcome = run_import(root, office, export, options, judging_time(now, office), _progress)
        replace_file(report, f"{REPORT_MARK}\n{import_report(outcome)}".encode())
    except UnreadableExportError as error:
        complain(translate(error.message))
    except OSError as error:
        complain(tr("{path} cannot be written: {reason}", path=str(report), reason=error.strerror or ""))
    for line in summary_lines(outcome):
        click.echo(printable(line))
    click.echo(tr("The report: {path}", path=str(report)))
    if options.dry_run:
        click.echo(tr("Nothing else was written (--dry-run)."))
    elif outcome.added:
        click.echo(
            tr("Next: `redaksi check`; then the head commits content/, and when that is merged, moved.yml by itself.")
        )
    if outcome.refused or outcome.survey.breaks_at or outcome.survey.unreadable:
        sys.exit(ExitCode.FINDINGS)


def _must_be_a_report(path: Path) -> None:
    """Ends the program where the report would take the place of something else."""
    if path.exists() or path.is_symlink():
        is_report = path.is_file() and not path.is_symlink()
        if not is_report or not path.read_bytes().startswith(REPORT_MARK.encode()):
            complain(tr("{path} is there already and is no report of an import; give another name.", path=str(path)))


def _progress(done: int, total: int) -> None:
    """A line on the error output now and then: often where somebody watches, some for a log."""
    if done % (20 if sys.stderr.isatty() else 400) == 0:
        click.echo(tr("Stories: {done} of {total} …", done=done, total=total), err=True)


def _categories(office: Office, given: tuple[str, ...], default: str) -> dict[str, str]:
    """What was given, where the office has such categories; ends the program where it has not."""
    pairs = dict(one.partition("=")[::2] for one in given)
    for key in (*pairs.values(), *([default] if default else [])):
        if key not in office.categories:
            complain(
                tr("There is no category “{name}”. There are {names}.", name=key, names=", ".join(office.categories))
            )
    return pairs
