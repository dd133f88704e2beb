"""What the check says of files as they are going to be. The rules stand in `rules/`; there is no second set here."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from workflow.records.files import Files, Overlay
from workflow.records.office import Office
from workflow.rules.authority.door import refusals_at_the_door
from workflow.rules.engine import locate
from workflow.rules.history.authority import RULE, hit_of
from workflow.rules.judging import judge_named
from workflow.text.document import read_document
from workflow.text.finding import Finding, Severity


def errors(
    files: Files, changed: Mapping[str, str], office: Office, now: int, person: str | None = None
) -> list[Finding]:
    """What is wrong with the changed files, with them and their partners together, and with who changes them."""
    data = {path: text.encode() for path, text in changed.items()}
    overlay = Overlay(files, data)
    found, _ = judge_named(overlay, changed, replace(office, files=overlay), now)
    theirs = not_theirs(files, data, office, person, now) if person else []
    return [*(finding for finding in found if finding.severity is Severity.ERROR), *theirs]


def not_theirs(files: Files, changed: Mapping[str, bytes], office: Office, person: str, now: int) -> list[Finding]:
    """What a person may not change so, by the table of authority; like the check, but before anything is written."""
    found: list[Finding] = []
    for path, refusal in refusals_at_the_door(files, changed, office, person, now):
        document, _ = read_document(path, changed.get(path) or files.read(path) or b"")
        if document:
            hit = hit_of(refusal, document, office)
            found += locate([RULE.finding(path, hit, settled=False)], document)
    return found


def of_families(findings: Iterable[Finding], *families: str) -> tuple[Finding, ...]:
    """The findings of some families of rules."""
    return tuple(finding for finding in findings if finding.rule.split("/")[0] in families)
