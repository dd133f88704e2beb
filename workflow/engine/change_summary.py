"""What a change does to each letter: what was entered, whose turn it is next, what is still missing."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from workflow.config.commands import CommandAction
from workflow.config.office import Office
from workflow.config.policy import Level
from workflow.engine.check_change import CheckedChange
from workflow.engine.report import Report
from workflow.git.commit_files import CommitFiles
from workflow.i18n.message import Message, say
from workflow.queries.entry_template import entry_template
from workflow.queries.open_requests import OpenRequest, load_request, open_request
from workflow.records.article import Article
from workflow.records.canonical import canonical_form
from workflow.records.paths import REQUEST_PATH, request_path
from workflow.records.request import Request
from workflow.rules.change_context import RecordChange
from workflow.rules.context import RequestView
from workflow.text.decode import LARGEST_FILE_BYTES
from workflow.text.finding import Finding, Severity


class AddedEntry(Struct, frozen=True):
    """One entry that a change brings."""

    step: int
    activity: str
    person: str
    """As people.yml writes the name; the key where it has none."""
    result: str
    """In the SOP's words; "" where the step has only one."""
    level: Level | None
    """What the entry is worth; None where no commit brought it."""
    late: bool


class RequestSummary(Struct, frozen=True):
    """What a change does to one request, with its article."""

    id: str
    subject: str
    """"" where the file cannot be read."""
    added: tuple[AddedEntry, ...]
    next: OpenRequest | None
    """None when the request is closed or cannot be followed."""
    obstacle: Message | None
    """Why it cannot be followed, and what to do; None where it can be."""
    findings: tuple[Finding, ...]
    paste: str
    """The lines that enter the next step; "" when there is none."""
    commands: tuple[str, ...]
    """The words of the commands that enter it."""


def summarize_requests(checked: CheckedChange, office: Office, now: int) -> list[RequestSummary]:
    """The letters that a change touches, also those of which only the article changes, by their numbers."""
    touched: dict[str, set[str]] = {}
    for path, view in checked.records.items():
        touched.setdefault(_request_of(path, view), set()).add(path)
    return [_summary(checked, office, now, path, own) for path, own in sorted(touched.items()) if path]


def findings_about_no_request(report: Report, summaries: list[RequestSummary]) -> list[Finding]:
    """The findings that belong to no letter."""
    summarized = {id(finding) for summary in summaries for finding in summary.findings}
    return [finding for finding in report.findings if id(finding) not in summarized]


def canonical_forms(checked: CheckedChange) -> dict[str, str]:
    """What each file that is not in canonical form should hold; none is repeated in which personal data stand."""
    private = {one.path for one in checked.report.findings if one.rule.startswith("privacy/")}
    wrong = sorted(path for path, view in checked.records.items() if view.departure and path not in private)
    forms = ((path, canonical_form(path, checked.after.read(path, LARGEST_FILE_BYTES) or b"")) for path in wrong)
    return {path: text.decode() for path, text in forms if text}


def _request_of(path: str, view: RecordChange[Any]) -> str:
    """The request that a changed record belongs to; "" where that cannot be known."""
    if REQUEST_PATH.fullmatch(path):
        return path
    version = view.after or view.before
    named = version.record.request if version and isinstance(version.record, Article) else None
    return request_path(named) if isinstance(named, str) and named else ""


def _summary(checked: CheckedChange, office: Office, now: int, path: str, own: set[str]) -> RequestSummary:
    view = load_request(checked.after, path, office, now)
    findings = tuple(finding for finding in checked.report.findings if finding.path in own | {path})
    return RequestSummary(
        id="-".join(path.removesuffix(".md").split("/")[-2:]),
        subject=view.record.letter.subject if view else "",
        added=tuple(_added(checked.records.get(path), office)),
        next=open_request(view, now) if view else None,
        obstacle=None if view else _obstacle(checked.after, path, findings),
        findings=findings,
        paste=entry_template(view, checked.after, now) if view else "",
        commands=tuple(_commands(view)) if view else (),
    )


def _obstacle(files: CommitFiles, path: str, findings: Iterable[Finding]) -> Message:
    if files.read(path) is None:
        return say("There is no file {path}.", path=path)
    lines = (one.line for one in findings if one.path == path and one.severity is Severity.ERROR)
    return say("This file cannot be read: mend line {line} first.", line=min(lines, default=1))


def _commands(view: RequestView) -> Iterator[str]:
    """The words with which a comment enters the next step."""
    step = view.walk.next
    for word, command in view.office.commands.commands.items():
        if step and command.does in (CommandAction.STEP, CommandAction.DRAFT) and step.number in command.steps:
            yield f"/{word}"


def _added(view: RecordChange[Request] | None, office: Office) -> Iterator[AddedEntry]:
    if view is None or view.after is None or not isinstance(view.after.record.steps, tuple):
        return
    steps, known = view.after.record.steps, len(view.before.record.steps) if view.before else 0
    edition = office.edition(view.after.record.sop)
    for index in range(known, len(steps)):
        entry, step = steps[index], edition.by_number.get(steps[index].step) if edition else None
        result = step.results.get(entry.result or "") if step else None
        person, evidence = office.people.get(entry.by), view.new_entries.evidence.get(index)
        yield AddedEntry(
            step=entry.step,
            activity=step.activity if step else "",
            person=person.name if person else entry.by,
            result=result.name if result else "",
            level=evidence.level if evidence else None,
            late=entry.late is not None,
        )
