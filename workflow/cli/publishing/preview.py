"""`redaksi preview`: how a change's pages will look, before anybody approves them."""

import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from workflow.cli.shared.errors import office_of_commit
from workflow.cli.shared.options import root_option
from workflow.cli.shared.usage_exit import complain
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.i18n.language import DEFAULT_LANGUAGE, LANGUAGE_VARIABLE
from workflow.preview.build import PreviewPages, build_preview, export_preview
from workflow.preview.screenshots import WINDOW_SIZES, find_browser, take_screenshots
from workflow.reporters.escape import escape_markdown as escape

MAX_SCREENSHOTS = 10
"""Pages that pictures are taken of."""
Screenshots = dict[str, dict[str, Path]]


@click.command(
    "preview", help=tr("Build the pages that a branch changes, marked as a preview, and take pictures of them.")
)
@root_option
@click.argument("head", metavar="BRANCH", default="HEAD")
@click.option("--base", default="main", metavar="REV", help=tr("By whose rules and theme it is shown (default: main)."))
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    default="preview",
    help=tr("The folder for the site and its pictures (default: preview)."),
)
@click.option("--summary", type=click.Path(path_type=Path, dir_okay=False), help=tr("Add what is shown to this file."))
@click.option("--pictures/--no-pictures", default=True, help=tr("Take pictures with Chromium, where it is there."))
def command(root: Path, head: str, base: str, target: Path, summary: Path | None, *, pictures: bool) -> None:
    """Leave with 2 where there is nothing to show or the call is wrong."""
    os.environ[LANGUAGE_VARIABLE] = DEFAULT_LANGUAGE  # the site is Indonesian
    try:
        pages_of_preview = _build_preview(root, base, head, target)
    except GitError as error:
        complain(translate(error.message))
    if pages_of_preview is None:
        click.echo(tr("The branch changes no letter and no article; there is nothing to show."))
        return
    chromium = find_browser() if pictures else None
    pages = [page for page in pages_of_preview.pages.values() if (target / "site" / page / "index.html").is_file()]
    taken = (
        take_screenshots(target / "site", pages[:MAX_SCREENSHOTS], target / "pictures", chromium) if chromium else {}
    )
    text = summary_text(pages_of_preview, set(pages), taken)
    click.echo(text, nl=False)
    if summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(text)
    if pictures and chromium is None:
        click.echo(tr("No pictures were taken: Chromium is not on this computer."), err=True)


def _build_preview(root: Path, base: str, head: str, target: Path) -> PreviewPages | None:
    """Build the site; None where nothing is to be shown. Raises GitError."""
    with Repository(root) as repository, TemporaryDirectory(prefix="redaksi-preview-") as folder:
        ours, theirs = repository.resolve(base), repository.resolve(head)
        fork = repository.merge_base(ours, theirs)
        office = office_of_commit(repository, fork)
        sample = office.identity.sample
        now = int(sample.now) if sample else int(time.time())
        notice = tr("PREVIEW of {branch}: not approved, not published. Please do not pass it on.", branch=head)
        pages_of_preview = export_preview(repository, fork, theirs, Path(folder), notice, now, office.zone)
        if not pages_of_preview.pages:
            return None
        site = build_preview(Path(folder), pages_of_preview)
        shutil.rmtree(target / "site", ignore_errors=True)
        shutil.copytree(site, target / "site")
    return pages_of_preview


def summary_text(preview: PreviewPages, pages: set[str], taken: Screenshots) -> str:
    """What is shown, as Markdown: a row for each changed record, with its pictures' names."""
    head = (tr("file"), tr("page"), *(tr("picture, {width}", width=width) for width in WINDOW_SIZES))
    lines = ["## " + tr("Preview"), "", "| " + " | ".join(head) + " |", "| --- " * len(head) + "|"]
    for path, page in sorted(preview.pages.items()):
        names = [f"`{taken[page][width].name}`" if width in taken.get(page, {}) else "-" for width in WINDOW_SIZES]
        where = f"`{page}`" if page in pages else tr("cannot be shown; see the check")
        lines.append("| " + " | ".join((escape(path), where, *names)) + " |")
    return "\n".join([*lines, "", tr("Not approved, not published, not to be passed on."), ""])
