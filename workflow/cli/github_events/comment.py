"""`redaksi comment`: what a pull request does to each letter, as the one comment under it."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import click

from workflow.cli.shared.change_evidence import ChangeEvidence, evidence_options
from workflow.cli.shared.github_job import job_forge
from workflow.cli.shared.options import now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.engine.change_summary import canonical_forms, findings_about_no_request, summarize_requests
from workflow.engine.check_change import ChangeCheck
from workflow.engine.report import Report
from workflow.forge.rest_api import ForgeError
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.reporters.pr_comment import MARKER, render_comment


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
    "--post",
    type=int,
    metavar="NUMBER",
    help=tr("Write it under this pull request; needs GITHUB_REPOSITORY and GITHUB_TOKEN."),
)
@evidence_options
@now_option
def command(root: Path, base: str, head: str, post: int | None, evidence: ChangeEvidence, now: int | None) -> None:
    """Print the comment, or put it in the place of the one written before."""
    try:
        text = comment_text(root, base, head, evidence, now)
        if post is None:
            click.echo(text, nl=False)
            return
        job_forge().put_comment(post, MARKER, text)
    except (GitError, ForgeError) as error:
        complain(translate(error.message))


def comment_text(root: Path, base: str, head: str, evidence: ChangeEvidence, now: int | None) -> str:
    """The comment on a change. Raises GitError."""
    with Repository(root) as repository:
        return judge_and_describe(ChangeCheck.between(repository, base, head), evidence, now).text


class JudgedChange(NamedTuple):
    """What is to be said of a change."""

    report: Report
    text: str
    """As the comment has it."""


def judge_and_describe(
    check: ChangeCheck, evidence: ChangeEvidence, now: int | None, gaps: Collection[str] = ()
) -> JudgedChange:
    """Judge a change, once, for all places where it is shown. `gaps`: what could not be read. Raises GitError."""
    loaded, at, checked = evidence.check(check, now)
    report = checked.report
    if loaded[0] is None:
        return JudgedChange(report, render_comment(report, [], list(report.findings), "UTC", gaps=gaps))
    found, proper = summarize_requests(checked, loaded[0], at), canonical_forms(checked)
    text = render_comment(report, found, findings_about_no_request(report, found), loaded[0].zone, proper, gaps)
    return JudgedChange(report, text)
