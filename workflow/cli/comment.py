"""`redaksi comment`: what a pull request does to each letter, as the one comment under it."""

from pathlib import Path

import click

from workflow.cli.check import Told, read_pushes_files, read_reviews_file
from workflow.cli.main import complain
from workflow.cli.options import now_option, pushes_options, root_option
from workflow.forge.github import ForgeError, GitHub
from workflow.history.errors import GitError
from workflow.history.git import Repository
from workflow.language.catalog import fill, tr
from workflow.render.comment import MARKER, comment
from workflow.rules.change import ChangeCheck
from workflow.rules.effect import effects, elsewhere


@click.command(
    "comment", help=tr("Say what a change does to each letter: what was entered, whose turn is next, what is missing.")
)
@root_option
@click.option(
    "--base",
    metavar="REV",
    required=True,
    help=tr("Judge the change since it left this commit, by that commit's rules."),
)
@click.option("--head", metavar="REV", default="HEAD", help=tr("The commit that the change leads to (default: HEAD)."))
@click.option(
    "--reviews",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help=tr("The pull request's reviews, as GitHub's API lists them (JSON)."),
)
@click.option(
    "--post",
    type=int,
    metavar="NUMBER",
    help=tr("Write it under this pull request; needs GITHUB_REPOSITORY and GITHUB_TOKEN."),
)
@pushes_options
@now_option
def command(
    root: Path,
    base: str,
    head: str,
    reviews: Path | None,
    post: int | None,
    pushes: tuple[Path, ...],
    pusher: str | None,
    now: int | None,
) -> None:
    """Print the comment, or put it in the place of the one written before."""
    try:
        told = Told(read_reviews_file(reviews), read_pushes_files(pushes), pusher)
        text = written(root, base, head, told, now)
        if post is None:
            click.echo(text, nl=False)
            return
        forge = GitHub.from_environment()
        if forge is None:
            complain(tr("GITHUB_REPOSITORY and GITHUB_TOKEN must be set."))
        else:
            forge.put_comment(post, MARKER, text)
    except (GitError, ForgeError) as error:
        complain(fill(error.message))


def written(root: Path, base: str, head: str, told: Told, now: int | None) -> str:
    """The comment on a change. Raises GitError."""
    with Repository(root) as repository:
        check = ChangeCheck(repository, base, head)
        loaded, at, report = told.report(check, now)
        if loaded[0] is None:
            return comment(report, [], list(report.findings), "UTC")
        found = effects(check, loaded[0], report, at)
        return comment(report, found, elsewhere(report, found), loaded[0].zone)
