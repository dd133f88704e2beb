"""`redaksi doctor`: whether this clone, server or repository is set up so that the check can do its work."""

import sys
from pathlib import Path

import click

from workflow.cli.setup._doctor_checks import (
    CheckResult,
    check_forge,
    check_mail,
    check_office,
    check_own_settings,
    check_readiness,
    check_repository,
    check_tools,
    is_bare,
    sop_unusable,
)
from workflow.cli.shared.errors import must_be_usable, must_be_usable_at
from workflow.cli.shared.options import judging_time, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.load import load_office_files
from workflow.forge.rest_api import ForgeError, GitHub
from workflow.git.commit_files import CommitFiles
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.records.file_source import Folder
from workflow.scaffold.new_office import with_stand_in_sop
from workflow.text.finding import ExitCode


@click.command("doctor", help=tr("Look whether Git, keys, hooks and the forge's settings are as the check needs them."))
@root_option
def command(root: Path) -> None:
    """One line for each thing looked at; leave with 1 when one of them should be mended."""
    try:
        with Repository(root) as repository:
            results, has_findings = _look(repository, root)
    except (GitError, ForgeError) as error:
        complain(translate(error.message))
    for result in results:
        verdict = tr("ok") if result.ok else tr("MEND")
        click.echo(f"{verdict:<9}{result.what}" + (f": {result.said}" if result.said else ""))
    if has_findings:
        click.echo(tr("The configuration has findings; run `redaksi check`."))
    sys.exit(ExitCode.CLEAN if all(result.ok for result in results) else ExitCode.FINDINGS)


def _look(repository: Repository, root: Path) -> tuple[list[CheckResult], bool]:
    """Everything looked at, and whether the configuration has findings. Raises GitError, ForgeError."""
    bare = is_bare(repository)
    head = repository.resolve("HEAD") if bare else ""
    files = CommitFiles(repository, head) if bare else Folder(root)
    loaded, findings = load_office_files(files)
    found = loaded or with_stand_in_sop(files)
    office = must_be_usable_at(found, head) if bare else must_be_usable(found)
    now = judging_time(None, office)
    results: list[CheckResult] = [] if loaded else [sop_unusable(findings)]
    results += [*check_tools(), *check_readiness(office, now, sop_usable=bool(loaded)), *check_office(office, now)]
    results += check_repository(repository, root, loaded, now)
    if not bare:  # a server sends nothing, and nobody works there
        results += [*check_mail(root, office), *check_own_settings(repository, office, now)]
    forge = GitHub.from_environment()
    not_asked = CheckResult(
        tr("settings on GitHub"), tr("not looked at: set GITHUB_REPOSITORY and GITHUB_TOKEN"), ok=True
    )
    results += check_forge(forge, root, office) if forge else [not_asked]
    return results, bool(findings)
