"""What a check found, all of it."""

from msgspec import Struct
from msgspec.structs import replace

from workflow.i18n.message import Message, Phrase, mark
from workflow.text.finding import ExitCode, Finding, Severity


class Report(Struct, frozen=True):
    """Everything a check found, in the order of files and lines."""

    findings: tuple[Finding, ...]
    files: int
    """Records judged."""
    broken_configuration: bool

    def count(self, severity: Severity) -> int:
        """How many findings weigh so much."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def exit(self) -> ExitCode:
        """What the exit code says of it."""
        if self.broken_configuration:
            return ExitCode.CONFIGURATION
        return ExitCode.FINDINGS if self.count(Severity.ERROR) else ExitCode.CLEAN


def make_report(findings: list[Finding], files: int) -> Report:
    """Findings in order, and whether the configuration is among what is broken."""

    def order(finding: Finding) -> tuple[str, int, int, str]:
        return finding.path, finding.line, finding.column, finding.rule

    broken = any(
        finding.severity is Severity.ERROR
        and finding.path.startswith("site_config/")
        and not finding.rule.startswith("history/")
        for finding in findings
    )
    return Report(tuple(sorted(without_personal_data(findings), key=order)), files, broken)


def without_personal_data(findings: list[Finding]) -> list[Finding]:
    """Findings that do not repeat what stands on a line with personal data: they go into public logs."""
    private = {(finding.path, finding.line) for finding in findings if finding.rule.startswith("privacy/")}
    return (
        [_without_words(finding) if (finding.path, finding.line) in private else finding for finding in findings]
        if private
        else findings
    )


def _without_words(finding: Finding) -> Finding:
    def hidden(message: Message) -> Message:
        return Message(message.text, {k: HIDDEN if isinstance(v, str) else v for k, v in message.values.items()})

    help_ = hidden(finding.help) if finding.help else None
    return replace(finding, message=hidden(finding.message), help=help_)


HIDDEN = Phrase(mark("(personal data, not shown)"))
