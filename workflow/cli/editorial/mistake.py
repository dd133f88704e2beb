"""`redaksi mistake`: enter a mistake that a reader reported, and what came of it."""

from pathlib import Path
from typing import Any

import click

from workflow.cli.shared import prompts
from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import FilledCommand, judging_time, now_option, root_option
from workflow.cli.shared.workspace import CommitOptions, acting_person, confirm_and_commit, must_be_ready
from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.services.file_change import PreparedChange
from workflow.services.mistake_reports import MistakeAnswer, ReportedMistake, answer_report, enter_report
from workflow.services.update_article import resolve_article_path

WHATS = ("reported", "corrected", "rejected")


class MistakeOptions(CommitOptions, frozen=True, kw_only=True):
    """What was asked for; the options say what each field is."""

    summary: str | None
    received: str | None
    report: int | None
    reason: str | None


@click.command(
    "mistake",
    cls=FilledCommand,
    help=tr("Enter a mistake that a reader reported, or that it was corrected, or why the story stands as it is."),
)
@root_option
@now_option
@click.argument("what", metavar="reported|corrected|rejected", type=click.Choice(WHATS))
@click.argument("name", metavar="ID|PATH")
@click.option("--as", "given", metavar="PERSON", help=tr("Who does it (default: the owner of Git's address)."))
@click.option("--summary", help=tr("With reported: what is said to be wrong, without the reader's name and address."))
@click.option("--received", metavar="TIME", help=tr("With reported: when it came in (default: now)."))
@click.option(
    "--report",
    type=click.IntRange(min=1),
    help=tr("Which of the story's reports is answered: the last figure of its number (default: the first that waits)."),
)
@click.option("--reason", help=tr("With rejected: why the story stands, in words that the public reads."))
@click.option("--yes", is_flag=True, help=tr("Do not ask whether the change is right."))
@click.option("--dry-run", is_flag=True, help=tr("Show the change and write nothing."))
def command(root: Path, now: int | None, what: str, name: str, given: str | None, **given_options: Any) -> None:
    """Take what is missing, show the change, commit it."""
    options = MistakeOptions(**given_options)
    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(office.files):
        must_be_ready(root)
        person = acting_person(root, office, given)
        path = resolve_article_path(office.files, office, name, at)
        if what == "reported":
            said = _reported(options, office, at)

            def make() -> PreparedChange:
                return enter_report(office.files, office, path, person, said, at)
        else:
            question = tr("Why does the story stand? In words that the public reads")
            reason = _needed("reason", options.reason, question) if what == "rejected" else ""
            answer = MistakeAnswer(options.report, reason)

            def make() -> PreparedChange:
                return answer_report(office.files, office, path, person, answer, at)

        confirm_and_commit(root, office, person, make, options, now)


def _reported(options: MistakeOptions, office: Office, at: int) -> ReportedMistake:
    summary = _needed("summary", options.summary, tr("What is said to be wrong? Without the reader's name and address"))
    received = prompts.past_moment("received", options.received, at, office.zone) if options.received else at
    return ReportedMistake(summary, received)


def _needed(flag: str, given: str | None, question: str) -> str:
    if given and given.strip():
        return given.strip()
    if not prompts.interactive():
        prompts.require_flags([flag])
    return prompts.ask_text(question)
