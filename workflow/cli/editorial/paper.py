"""`redaksi paper`: the SOP's papers, as PDF; reports also as XLSX and Markdown."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from workflow.cli.shared.errors import exit_when_refused, usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.config.office import Office
from workflow.delivery.contacts import FOLDER_VARIABLE, ContactStoreError, open_store
from workflow.delivery.message import ReaderKind, Recipient
from workflow.documents.typst_pdf import PaperSize, TypesetError, render_pdf
from workflow.i18n.catalog import tr, translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import Message, say
from workflow.rules.context import RequestView
from workflow.services.current_step import find_request, resolve_number
from workflow.services.errors import RefusedError
from workflow.sop.edition import Need
from workflow.text.finding import ExitCode

PERIOD = re.compile(r"(?P<year>20[0-9]{2})(?:-(?P<month>0[1-9]|1[0-2]))?")


def paper_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What all papers take."""
    sizes = click.Choice([one.value for one in PaperSize])
    function = click.option("--paper", type=sizes, default=PaperSize.F4.value, help=tr("The size of the sheet."))(
        function
    )
    target = click.Path(path_type=Path, dir_okay=False)
    function = click.option(
        "--output", type=target, help=tr("Where to write it (default: here, named after its content).")
    )(function)
    return now_option(root_option(function))


@click.group("paper", help=tr("Make the SOP's papers: disposition sheet, press release, reports."))
def command() -> None:
    """Each paper is a command."""


@command.command("sheet", help=tr("The disposition sheet of a letter, to be signed by hand or as it was entered."))
@paper_options
@click.argument("number", metavar="ID")
def sheet(root: Path, now: int | None, output: Path | None, paper: str, number: str) -> None:
    """Write the PDF."""
    from workflow.documents.disposition_sheet import disposition_sheet as data

    office = usable_office(root)
    with exit_when_refused(office.files):
        view = find_request(office.files, office, number, judging_time(now, office))
    target = output or Path(f"disposisi-{view.record.id}.pdf")
    _write(root, target, "sheet", lambda: data(view, lambda key: _employee_number(root, key)), paper)


def _employee_number(root: Path, key: str) -> str | None:
    """Somebody's NIP out of the private store, where the environment names one; a sheet can be made without."""
    if not os.environ.get(FOLDER_VARIABLE):
        return None
    try:
        contact = open_store(root).find(Recipient(ReaderKind.PERSON, key))
    except ContactStoreError as error:
        click.echo(translate(error.message), err=True)
        return None
    return contact.nip if contact else None


@command.command("release", help=tr("The press release of a request's article."))
@paper_options
@click.argument("number", metavar="ID")
def release(root: Path, now: int | None, output: Path | None, paper: str, number: str) -> None:
    """Write the PDF."""
    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(office.files):
        number = resolve_number(office.files, office, number, at)
        data = release_data(office, number, at)
    _write(root, output or Path(f"siaran-pers-{number}.pdf"), "release", data, paper)


def release_data(office: Office, number: str, at: int) -> Callable[[], dict[str, Any]]:
    """The release of an article that was released. Raises RefusedError where there is none."""
    from workflow.documents.press_release import press_release as data
    from workflow.records.article import Article, ArticleStatus
    from workflow.records.paths import article_path
    from workflow.records.read import read_version

    view = find_request(office.files, office, number, at)
    key = view.record.news
    if not key:
        raise RefusedError(_no_article_yet(view, number))
    version = read_version(Article, office.files, article_path(key))
    if version is None or version.flaws:
        raise RefusedError(say("Request {id} has no article that can be read.", id=number))
    if version.record.status is not ArticleStatus.PUBLISHED:
        raise RefusedError(
            say("The article of request {id} is not published, so it is not sent to anybody.", id=number)
        )
    return lambda: data(office, key, version.document, version.record, at)


def _no_article_yet(view: RequestView, number: str) -> Message:
    """Which step gives the request its article; a draft in content/news/ is not the request's before it is done."""
    step = next((step for step in view.edition.steps if step.leaves(Need.NEWS)), None)
    if step is None:
        return say("Request {id} has no article that can be read.", id=number)
    return say(
        "Step {number} of request {id} is not done ({activity}), so there is no article to send.",
        number=step.number,
        activity=step.activity,
        id=number,
    )


@command.command("request", help=tr("The report of one request: its way through the SOP, times against norms."))
@paper_options
@click.argument("number", metavar="ID")
def request(root: Path, now: int | None, output: Path | None, paper: str, number: str) -> None:
    """Write the PDF."""
    from workflow.documents.request_report import report_data

    office = usable_office(root)
    at = judging_time(now, office)
    with exit_when_refused(office.files):
        view = find_request(office.files, office, number, at)
    _write(root, output or Path(f"laporan-{view.record.id}.pdf"), "request", lambda: report_data(view, at), paper)


@command.command("report", help=tr("The report of a month (2026-11) or a year (2026), with the public figures."))
@paper_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "xlsx", "md"]),
    default="pdf",
    help=tr("PDF, spreadsheet or Markdown."),
)
@click.argument("period", metavar="PERIOD")
def report(root: Path, now: int | None, output: Path | None, paper: str, form: str, period: str) -> None:
    """Write the report."""
    from workflow.documents import period_report as periods
    from workflow.metrics.collect import collect_metrics

    asked = PERIOD.fullmatch(period)
    if asked is None:
        complain(tr("“{value}” is no month like 2026-11 and no year like 2026.", value=period))
    year, month = asked["year"], asked["month"]
    office = usable_office(root)
    at = judging_time(now, office)
    with in_language(DEFAULT_LANGUAGE):
        report_data = periods.make_period_report(
            office, collect_metrics(root, office, at), at, int(year), int(month) if month else None
        )
    if report_data is None:
        complain(tr("There are no figures of {period}.", period=period))
    target = output or Path(f"laporan-{period}.{form}")
    if form == "pdf":
        _write(root, target, "report", lambda: periods.period_report_data(office, report_data, at), paper)
        return
    from workflow.documents.export import markdown, xlsx

    with in_language(DEFAULT_LANGUAGE):
        made = xlsx(report_data, PaperSize(paper)) if form == "xlsx" else markdown(report_data).encode()
    _save(target, made)


def _write(root: Path, target: Path, template: str, data: Callable[[], dict[str, Any]], paper: str) -> None:
    try:
        with in_language(DEFAULT_LANGUAGE):
            made = render_pdf(root, template, data(), PaperSize(paper))
    except TypesetError as error:
        click.echo(tr("The paper cannot be set: {reason}", reason=str(error)), err=True)
        sys.exit(ExitCode.UNEXPECTED)
    _save(target, made)


def _save(target: Path, data: bytes) -> None:
    """A whole file or none."""
    half = target.with_name(f".{target.name}.half")
    try:
        half.write_bytes(data)
        half.replace(target)
    except OSError as error:
        complain(tr("{path} cannot be written: {reason}", path=str(target), reason=str(error.strerror)))
    click.echo(tr("written: {path}", path=str(target)))
