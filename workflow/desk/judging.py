"""What the check says of files as they are going to be. The rules stand in `rules/`; there is no second set here."""

from collections.abc import Iterable, Mapping

from workflow.records.files import Files, Overlay
from workflow.records.office import Office
from workflow.rules.judging import judge_named
from workflow.text.finding import Finding, Severity


def errors(files: Files, changed: Mapping[str, str], office: Office, now: int) -> list[Finding]:
    """What is wrong with the changed files, and with them and their partners together."""
    overlay = Overlay(files, {path: text.encode() for path, text in changed.items()})
    found, _ = judge_named(overlay, changed, office, now)
    return [finding for finding in found if finding.severity is Severity.ERROR]


def of_families(findings: Iterable[Finding], *families: str) -> tuple[Finding, ...]:
    """The findings of some families of rules."""
    return tuple(finding for finding in findings if finding.rule.split("/")[0] in families)
