"""`redaksi audit`: what the whole history witnesses."""

import gc
import sys
import time
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import click

from workflow.audit.replay import audit_history
from workflow.audit.report import Audit
from workflow.cli.shared.errors import office_of_commit
from workflow.cli.shared.options import root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.text.finding import ExitCode


class AuditFormat(StrEnum):
    """How an audit is shown."""

    TERMINAL = "terminal"
    JSON = "json"
    CSV = "csv"
    XES = "xes"
    OCEL = "ocel"


@click.command("audit", help=tr("Replay the whole history: what each entry is worth, and what was ever rewritten."))
@root_option
@click.option(
    "--head", metavar="REV", default="HEAD", help=tr("The commit up to which history is read (default: HEAD).")
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in AuditFormat]),
    default=AuditFormat.TERMINAL.value,
    help=tr("How the audit is shown."),
)
def command(root: Path, head: str, form: str) -> None:
    """Leave with 1 when something was rewritten, 2 when history cannot be read."""
    gc.disable()  # an audit makes much and throws little away; it ends with the process
    try:
        with Repository(root) as repository:
            commit = repository.resolve(head)
            office = office_of_commit(repository, commit)
            result = audit_history(repository, office, commit, int(time.time()))
    except GitError as error:
        complain(translate(error.message))
    for piece in render_audit(result, office, AuditFormat(form)):
        click.echo(piece, nl=form == AuditFormat.TERMINAL)
    sys.exit(ExitCode.FINDINGS if result.rewrites else ExitCode.CLEAN)


def render_audit(result: Audit, office: Office, form: AuditFormat) -> Iterator[str]:
    """The audit as text, in pieces."""
    activities = {one.id: {step.number: step.activity for step in one.steps} for one in office.editions}
    if form is AuditFormat.JSON:
        from workflow.reporters.audit import audit_json

        return audit_json(result)
    if form is AuditFormat.CSV:
        from workflow.reporters.audit_csv import audit_csv

        return audit_csv(result, activities)
    if form is AuditFormat.XES:
        from workflow.reporters.xes import xes

        return xes(result, activities)
    if form is AuditFormat.OCEL:
        from workflow.reporters.ocel import ocel

        return ocel(result, activities)
    from workflow.reporters.audit import audit_text

    return audit_text(result, office.zone)
