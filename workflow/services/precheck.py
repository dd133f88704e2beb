"""The check of files before they are written, by the very rules that judge them afterwards."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from workflow.config.office import Office
from workflow.engine.check_files import judge_paths
from workflow.engine.run_rules import locate
from workflow.records.file_source import Files, Overlay
from workflow.rules.authority.before_commit import refusals_before_commit
from workflow.rules.history.authorship._refusals import refusal_hit
from workflow.rules.history.authorship.authority import RULE
from workflow.text.document import read_document
from workflow.text.finding import Finding, Severity

PEOPLE_RULES = "people"
"""The family of rules that says whether somebody may do something at all."""


class PrecheckResult(Struct, frozen=True):
    """The findings about a change that is not made yet."""

    errors: tuple[Finding, ...]
    """What refuses it."""
    remarks: tuple[Finding, ...]
    """What else whoever makes it should know of the story: its warnings, and errors that it had before."""


def precheck_errors(
    files: Files, changed: Mapping[str, str], office: Office, now: int, person: str | None = None
) -> list[Finding]:
    """What is wrong with the changed files, with them and their partners together, and with who changes them."""
    return [*precheck(files, changed, office, now, person).errors]


def precheck(
    files: Files,
    changed: Mapping[str, str | bytes],
    office: Office,
    now: int,
    person: str | None = None,
    story: str = "",
    *,
    is_handed_over: bool = False,
) -> PrecheckResult:
    """Judge a change together with the story that it is about, which it may leave as it is.

    Like the check of a change, it holds against a story that it leaves alone only what it newly makes wrong.
    A story that is handed over is committed with the change as it lies there, so all that is wrong with it counts.
    """
    data = {path: new if isinstance(new, bytes) else new.encode() for path, new in changed.items()}
    findings = _findings(Overlay(files, data), {*changed, story} - {""}, office, now)
    untouched = set() if is_handed_over else {story} - {"", *changed}
    known = {(one.rule, one.place) for one in _findings(files, untouched, office, now) if is_error(one)}
    refusing = [
        one for one in findings if is_error(one) and not (one.path in untouched and (one.rule, one.place) in known)
    ]
    theirs = unauthorized_changes(files, data, office, person, now) if person else []
    remarks = (one for one in findings if one.path == story and one not in refusing)
    return PrecheckResult((*refusing, *theirs), tuple(remarks))


def findings_about(files: Files, path: str, text: str, office: Office, now: int) -> list[Finding]:
    """Everything that is to be said of one text that is going to be a file."""
    return _findings(Overlay(files, {path: text.encode()}), {path}, office, now)


def is_error(finding: Finding) -> bool:
    """Whether a finding refuses what it is about."""
    return finding.severity is Severity.ERROR


def _findings(files: Files, paths: Iterable[str], office: Office, now: int) -> list[Finding]:
    return judge_paths(files, paths, office.with_files(files), now)[0]


def unauthorized_changes(
    files: Files, changed: Mapping[str, bytes], office: Office, person: str, now: int
) -> list[Finding]:
    """What a person may not change so, by the table of authority; like the check, but before anything is written."""
    findings: list[Finding] = []
    for path, refusal in refusals_before_commit(files, changed, office, person, now):
        document, _ = read_document(path, changed.get(path) or files.read(path) or b"")
        if document:
            hit = refusal_hit(refusal, document, office)
            findings += locate([RULE.finding(path, hit, settled=False)], document)
    return findings


def of_families(findings: Iterable[Finding], *families: str) -> tuple[Finding, ...]:
    """The findings of some families of rules."""
    return tuple(finding for finding in findings if finding.rule.split("/")[0] in families)
