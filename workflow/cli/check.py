"""`redaksi check`: judge the office, or some files of it."""

import sys
from pathlib import Path

import click

from workflow.cli.main import complain
from workflow.cli.options import moment, now_option, root_option
from workflow.language.catalog import tr
from workflow.records.load import load_office
from workflow.render.formats import Format, render
from workflow.rules.check import check_files, check_office


@click.command("check", help=tr("Judge every request, article and configuration file, or only the given ones."))
@root_option
@now_option
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.TERMINAL.value,
    help=tr("How findings are shown."),
)
@click.option("--no-cache", is_flag=True, help=tr("Read every file again, whatever earlier runs found."))
@click.argument("paths", nargs=-1, metavar="[PATH]...")
def command(root: Path, now: int | None, form: str, *, no_cache: bool, paths: tuple[str, ...]) -> None:
    """Check and leave with 0 (no error), 1 (errors) or 2 (wrong call or configuration)."""
    loaded = load_office(root)
    at = moment(now, loaded[0])
    if paths:
        report = check_files(root, loaded, relative(root, paths), at)
    else:
        report = check_office(root, loaded, at, keep=not no_cache)
    click.echo(render(report, Format(form), root), nl=False)
    sys.exit(report.exit)


def relative(root: Path, paths: tuple[str, ...]) -> list[str]:
    """The paths as seen from the root; a folder stands for the records in it.

    A path is looked for from where the command was called, then from the root.
    """
    base = root.resolve()
    found: list[str] = []
    for name in paths:
        path = Path(name).absolute()
        if not path.exists() and not Path(name).is_absolute():
            path = base / name
        path = path.parent.resolve() / path.name  # a link itself is judged, not what it points to
        if not path.is_relative_to(base):
            complain(tr("{path} lies outside the office {root}.", path=name, root=str(root)))
        files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        found += [file.relative_to(base).as_posix() for file in files]
    return found
