"""`redaksi routine`: everything that the clock asks for, in one run.

Is the live site behind, what has to be told, who is reminded, the list of the morning. Each part is asked by itself:
where one fails, that is said, and the others are done. Safe to run late and twice, since each part is.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from workflow.cli.messages.deliver import deliver
from workflow.cli.messages.digest import send_digest
from workflow.cli.messages.watch import send_reminders
from workflow.cli.publishing.due import why_behind
from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.github_job import is_job, job_forge
from workflow.cli.shared.live_site import read_manifest_at
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import UsageExit, complain, without_extra
from workflow.config.office import Office
from workflow.delivery.contacts import ContactStoreError
from workflow.delivery.contacts_source import require_source
from workflow.delivery.sender import SendAction
from workflow.deploy.fetch_live import FetchError
from workflow.deploy.manifest import Manifest, decode_manifest
from workflow.extras import MissingExtraError
from workflow.forge.rest_api import ForgeError
from workflow.forge.workflow_dispatch import DispatchResult, dispatch_workflow
from workflow.git.log import committed_at
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message, say
from workflow.reporters.escape import escape_markdown, printable
from workflow.reporters.github_annotations import general_annotation
from workflow.text.field_types import SECONDS_PER_DAY
from workflow.text.finding import ExitCode

DAYS_OF_WARNING = 15
"""Days before a schedule falls asleep, from which on that is said."""


class RoutineOptions(Struct, frozen=True, kw_only=True):
    """What was asked for; the options say what each field is."""

    root: Path
    now: int | None
    live: str
    start: str
    delivery: str
    sleeps: int
    summary: Path | None
    output: Path | None


@click.command(
    "routine",
    help=tr(
        "Do all that the clock asks for: have a site that is behind built anew, send what is due, remind, send the "
        "list of the morning. What fails does not keep the rest from being done."
    ),
)
@root_option
@now_option
@click.option("--live", metavar="FILE|URL", required=True, help=tr("The live site's address, or a file with its mark."))
@click.option(
    "--start",
    metavar="FILE",
    default="",
    help=tr("The workflow of GitHub that builds the site, such as deploy.yml: it is started when the site is behind."),
)
@click.option(
    "--delivery", type=click.Choice(["on", "off"]), default="off", help=tr("Whether mail is sent (default: off).")
)
@click.option(
    "--sleeps",
    type=click.IntRange(min=0),
    default=0,
    metavar="DAYS",
    help=tr("Days without a commit after which the schedule stops; it is said in time (default: it never does)."),
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=tr("Append what was done to a Markdown file, as to $GITHUB_STEP_SUMMARY."),
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=tr("Append papers=yes or papers=no, as to $GITHUB_OUTPUT: whether a message waits for its paper."),
)
def command(**given: Any) -> None:
    """Leave with the worst of the parts' exit codes: 1 a person has to look, 2 something could not be done."""
    call = RoutineOptions(**given)
    routine = Routine(call, usable_office(call.root))
    codes = [routine.attempt(name, part) for name, part in routine.parts().items()]
    if call.output:
        with call.output.open("a", encoding="utf-8") as file:
            file.write(f"papers={'yes' if routine.papers else 'no'}\n")
    sys.exit(max(codes))


class Routine:
    """One run's parts. Each ends well or leaves as a command of its own would."""

    def __init__(self, call: RoutineOptions, office: Office) -> None:
        self.call, self.office = call, office
        self.at = judging_time(call.now, office)
        self.clock = int(time.time()) if call.now is None else call.now
        """What time it is outside of a sample office."""
        self.live: Manifest | None = None
        self.papers = False
        """A message waits for its paper, which cannot be made here."""

    def parts(self) -> dict[str, Callable[[], str]]:
        """What is done, in this order, by what it is called; each gives a sentence, or "" where all is as it was."""
        always = {tr("site"): self.see_to_site, tr("schedule"): self.warn_of_sleep}
        mail = {tr("delivery"): self.tell, tr("reminders"): self.remind, tr("morning's list"): self.send_list}
        return always | (mail if self.call.delivery == "on" else {})

    def attempt(self, name: str, part: Callable[[], str]) -> int:
        """Do one part, and say how it ended; its exit code."""
        click.echo(f"{name}:")
        code, sentence = int(ExitCode.CLEAN), ""
        try:
            sentence = part()
        except MissingExtraError as missing:
            code, sentence = ExitCode.CONFIGURATION, without_extra(missing).message
        except UsageExit as end:
            code, sentence = end.exit, end.message
        except SystemExit as end:
            code = int(end.code or 0)
            sentence = tr("not all could be done; the log says why.") if code else ""
        except Exception as error:  # whatever it was, the other parts are still to be done
            code = ExitCode.UNEXPECTED
            sentence = tr("redaksi: unexpected failure: {error}", error=f"{type(error).__name__}: {error}")
        click.echo(f"  {printable(sentence)}" if sentence else tr("  nothing to do."))
        if sentence:
            self.note(f"{name}: {sentence}", "error" if code else "notice")
        return code

    def note(self, line: str, level: str) -> None:
        """Show a sentence where GitHub shows such, and in the summary."""
        if is_job():
            click.echo(general_annotation(level, line))
        if self.call.summary:
            with self.call.summary.open("a", encoding="utf-8") as file:
                file.write(f"- {escape_markdown(line)}\n")

    def see_to_site(self) -> str:
        """Have the site built when it is behind. Leaves with 2 when that is not known, 1 when its build has failed."""
        try:
            self.live = decode_manifest(read_manifest_at(self.call.live))
        except FetchError as error:
            complain(translate(error.message))
        except OSError:
            complain(tr("{path} cannot be read.", path=self.call.live))
        reason = why_behind(self.live, self.call.root, self.office, self.at)
        if not reason or not self.call.start:
            return reason
        done, where = self._start()
        if done is DispatchResult.FAILED:
            said = tr(
                "{reason} Its build has just failed and is tried again in an hour: {where}", reason=reason, where=where
            )
            raise UsageExit(said, ExitCode.FINDINGS)
        told = {
            DispatchResult.STARTED: tr("It is built now."),
            DispatchResult.RUNNING: tr("It is being built already: {where}", where=where),
        }
        return f"{reason} {told[done]}"

    def _start(self) -> tuple[DispatchResult, str]:
        forge = job_forge()
        with Repository(self.call.root) as repository:
            commit = repository.resolve("HEAD")
        try:
            return dispatch_workflow(
                forge, self.call.start, os.environ.get("GITHUB_REF_NAME", "main"), commit, self.clock
            )
        except ForgeError as error:
            complain(translate(error.message))

    def tell(self) -> str:
        """Send what is due. Leaves with 2 when it is not known what is live, or where the contacts are."""
        try:
            require_source(os.environ)
        except ContactStoreError as error:
            complain(translate(error.message))
        if self.live is None:
            complain(tr("It is not known what is live. Nothing was sent."))
        sent = deliver(self.call.root, self.office, self.at, self.live)
        self.papers = bool(sent[SendAction.PAPERLESS])
        return tr("{count} messages sent.", count=sent[SendAction.SENT]) if sent[SendAction.SENT] else ""

    def remind(self) -> str:
        """Remind those whose turn it is."""
        send_reminders(self.call.root, self.office, self.at)
        return ""

    def send_list(self) -> str:
        """Send the list of open letters, with what the head has to know of the schedule."""
        send_digest(self.call.root, self.office, self.at, self.sleeping())
        return ""

    def warn_of_sleep(self) -> str:
        """Say that the schedule is about to stop."""
        if warning := self.sleeping():
            self.note(translate(warning), "warning")
        return ""

    def sleeping(self) -> Message | None:
        """Why the schedule is about to stop, and what to do; None while it is not.

        GitHub Docs, "Disabling and enabling a workflow": in a public repository, after 60 days without activity.
        """
        with Repository(self.call.root) as repository:
            quiet = (self.clock - committed_at(repository, repository.resolve("HEAD"))) // SECONDS_PER_DAY
        if not self.call.sleeps or quiet < self.call.sleeps - DAYS_OF_WARNING:
            return None
        return say(
            "Nothing was committed for {quiet} days. After {days} days without activity GitHub stops the schedule: "
            "then no story opens by the clock and nobody is reminded. Commit anything, or open Actions > clock on "
            "GitHub and press “Continue running workflow” (“Enable workflow” once it has stopped).",
            quiet=quiet,
            days=self.call.sleeps,
        )
