"""`redaksi github`: what Redaksi needs set on GitHub, how it differs, and with `--apply` how it is set."""

import os
import sys
from pathlib import Path
from typing import Any

import click
import msgspec
import yaml

from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.forge.rest_api import ForgeError, GitHub, convert_answer
from workflow.forge.settings.app import RepositoryInfo, registration_link
from workflow.forge.settings.apply import AppliedRow, apply, survey
from workflow.forge.settings.row import PLANS, GitHubPlan
from workflow.forge.settings.snapshot import OfficeFacts
from workflow.forge.settings.table import TABLE
from workflow.forge.settings.variables_and_secrets import NOT_NEEDED, VARIABLES_BY_NAME
from workflow.i18n.catalog import tr, translate
from workflow.text.finding import ExitCode

WORKFLOW_FOLDER, FORM_FOLDER = ".github/workflows", ".github/ISSUE_TEMPLATE"


class VariableType(click.ParamType[tuple[str, str]]):
    """NAME=VALUE, for a variable that the workflows know."""

    name = "NAME=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two parts."""
        name, equals, content = str(value).partition("=")
        if not equals or name not in VARIABLES_BY_NAME:
            self.fail(tr("the workflows know these variables: {names}", names=", ".join(VARIABLES_BY_NAME)), param, ctx)
        return name, content


@click.command("github", help=tr("Show what Redaksi needs set on GitHub and how it differs; with --apply, set it."))
@root_option
@click.option("--repository", metavar="OWNER/NAME", envvar="GITHUB_REPOSITORY", help=tr("The repository on GitHub."))
@click.option("--apply", "change", is_flag=True, help=tr("Set what differs. What is stricter than needed stays."))
@click.option("--set", "values", type=VariableType(), multiple=True, help=tr("With --apply: the value of a variable."))
@click.option(
    "--format", "kind", type=click.Choice(["text", "json"]), default="text", help=tr("For people or programs.")
)
def command(
    root: Path, repository: str | None, values: tuple[tuple[str, str], ...], kind: str, *, change: bool
) -> None:
    """Look, or mend and look again; leave with 1 when something is still to be mended."""
    if values and not change:
        raise click.UsageError(tr("--set changes nothing by itself: add --apply."))
    forge = named_forge(repository)
    facts = office_facts(root, usable_office(root), dict(values))
    try:
        repository_info = convert_answer(forge.get(""), RepositoryInfo)
    except ForgeError as error:
        complain(translate(error.message))
    results = (apply if change else survey)(TABLE, forge, facts)
    link = registration_link(repository_info, os.environ.get("GITHUB_SERVER_URL") or "https://github.com")
    if kind == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(as_data(repository_info, results, link))).decode())
    else:
        for row in results:
            if row.after != NOT_NEEDED:
                click.echo(row_text(row))
        empty = ", ".join(translate(row.row.what) for row in results if row.after == NOT_NEEDED)
        click.echo(tr("Not set, and not needed now:") + " " + empty)
        click.echo(app_instructions(results, link))
    sys.exit(ExitCode.CLEAN if all(row.ok for row in results) else ExitCode.FINDINGS)


def named_forge(repository: str | None) -> GitHub:
    """The repository asked for; ends the program where something is missing."""
    forge = GitHub.from_environment(repository=repository or "")
    if forge is None or forge.repository.count("/") != 1:
        complain(tr("Name the repository (--repository OWNER/NAME) and set GITHUB_TOKEN; PENGATURAN.md says how."))
    return forge


def office_facts(root: Path, office: Office, values: dict[str, str]) -> OfficeFacts:
    """What the office's own files say."""
    return OfficeFacts(
        workflows=tuple(sorted(f"{WORKFLOW_FOLDER}/{file.name}" for file in (root / WORKFLOW_FOLDER).glob("*.yml"))),
        labels=tuple(
            dict.fromkeys(name for file in sorted((root / FORM_FOLDER).glob("*.yml")) for name in form_labels(file))
        ),
        bots=office.policy.evidence.bots,
        signed=office.identity.site_key is not None,
        values=values,
    )


def form_labels(file: Path) -> list[str]:
    """The labels that an issue form gives: a list, or words with commas (GitHub Docs, "Syntax for issue forms")."""
    form = yaml.safe_load(file.read_text("utf-8"))
    given = form.get("labels") or [] if isinstance(form, dict) else []
    return [str(one).strip() for one in (given.split(",") if isinstance(given, str) else given)]


def differences(one: AppliedRow) -> str:
    """How a row differs, and what is worth knowing of it."""
    return "; ".join(translate(message) for message in (*one.after.gaps, *one.after.notes))


def row_text(applied: AppliedRow) -> str:
    """A row in words: its verdict, what differs, and what to do."""
    said = differences(applied)
    verdict = (
        tr("MEND") if not applied.ok else tr("LOOK") if applied.after.notes else tr("set") if applied.done else tr("ok")
    )
    lines = [f"{verdict:<9}{translate(applied.row.what)}" + (f": {said}" if said else "")]
    if applied.refused:
        lines.append(tr("Not set:") + " " + translate(applied.refused))
    if not applied.ok:
        lines += [
            tr("Why:") + " " + translate(applied.row.why),
            tr("In the browser:") + " " + translate(applied.row.by_hand),
        ]
        if applied.row.used_by:
            lines.append(tr("For:") + " " + ", ".join(applied.row.used_by))
        if applied.row.plan is not GitHubPlan.ANY:
            lines.append(tr("GitHub plan:") + " " + tr(PLANS[applied.row.plan]))
        if applied.after.requests and not applied.refused:
            lines.append(tr("`redaksi github --apply` sets it."))
    return "\n         ".join(lines)


def app_instructions(results: list[AppliedRow], link: str) -> str:
    """How the office gets its App, below the link; `--apply` comes late, since it shuts the default branch."""
    lines = [
        tr("The office's GitHub App: open this link (its rights are already filled in), then press Create GitHub App."),
        link,
        tr("1. Copy its Client ID; Generate a private key (a file comes); Install App, for this repository only."),
        tr("2. Under `bots:` in site_config/policy.yml: NAME[bot], as in its address, …/apps/NAME. Commit, git push."),
        tr("3. redaksi github --apply --set APP_CLIENT_ID=…"),
        tr("4. Keep the file as the secret APP_KEY in the environment “act” (command above), then delete the file."),
    ]
    known = {one.row.key: one.ok for one in results}
    return "\n".join(lines) if not (known["variable:APP_CLIENT_ID"] and known["secret:act/APP_KEY"]) else ""


def as_data(repository: RepositoryInfo, results: list[AppliedRow], link: str) -> dict[str, Any]:
    """All of it for programs."""
    return {
        "version": 1,
        "repository": repository.full_name,
        "branch": repository.default_branch,
        "app": link,
        "rows": [
            {
                "key": one.row.key,
                "what": translate(one.row.what),
                "verdict": "ok" if one.ok else "mend",
                "gaps": [translate(message) for message in one.after.gaps],
                "notes": [translate(message) for message in one.after.notes],
                "requests": one.after.requests,
                "applied": one.done,
                "refused": translate(one.refused) if one.refused else None,
                "why": translate(one.row.why),
                "by_hand": translate(one.row.by_hand),
                "needs": one.row.needs,
                "plan": one.row.plan,
                "used_by": one.row.used_by,
            }
            for one in results
        ],
    }
