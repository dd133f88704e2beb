"""Reports findings at a terminal: what is wrong, the line itself, what to do."""

import os
import sys
from collections.abc import Collection

from workflow.engine.check_files import is_record
from workflow.engine.report import Report, make_report
from workflow.engine.top_warnings import errors_and_top_warnings
from workflow.i18n.catalog import tr, translate
from workflow.records.field_labels import label_of
from workflow.records.file_source import Files
from workflow.reporters.escape import printable
from workflow.reporters.summary import severity_name, summary
from workflow.rules.privacy._personal_data import PersonalKind, PublicContacts, find_suspects
from workflow.text.finding import Finding, ReadingRule, Severity

RED, YELLOW, CYAN, BOLD, RESET = "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
MAX_SOURCE_CHARACTERS = 160
"""Characters shown of a source line."""


def terminal_report(report: Report, files: Files) -> str:
    """All findings with their source lines, then the summary."""
    parts = _shown(report, report, files)
    if report.broken_configuration:
        parts.append(tr("The configuration has errors: mend those first, the rest may follow from them.") + "\n")
    return "\n".join([*parts, summary(report)]) + "\n"


def render_warnings(findings: Collection[Finding], files: Files) -> str:
    """The most important findings about a story, for the person who is about to do something with it."""
    few, more = errors_and_top_warnings(findings)
    parts = _shown(make_report(few, 0), make_report([*findings], 0), files)
    if more:
        parts.append(
            tr("and {count} more warnings: redaksi check {path}", count=more, path=printable(few[-1].path)) + "\n"
        )
    return "\n".join(parts)


def _shown(report: Report, known: Report, files: Files) -> list[str]:
    """A report's findings with their lines, but those that hold personal data by what is `known` of the files."""
    paint = _painter(use_colour())
    sources: dict[str, list[str]] = {path: [] for path in hidden_files(known)}
    for path, line in private_lines(known):
        _blank(_lines(sources, files, path), line)
    for finding in known.findings:
        if finding.rule == ReadingRule.UNREADABLE:  # which no rule on privacy could look at
            _blank_personal(_lines(sources, files, finding.path), finding.line)
    return [_show(finding, _lines(sources, files, finding.path), paint) for finding in report.findings]


def private_lines(report: Report) -> set[tuple[str, int]]:
    """Lines that hold somebody's contact or identity number: they are not repeated, since logs are public."""
    return {(finding.path, finding.line) for finding in report.findings if finding.rule.startswith("privacy/")}


def hidden_files(report: Report) -> set[str]:
    """Files of which no line is repeated: a commit brought personal data in them, or no rule looks at them."""
    return {
        finding.path
        for finding in report.findings
        if finding.rule == "history/personal" or (finding.rule == "fields/path" and not is_record(finding.path))
    }


def _blank(lines: list[str], line: int) -> None:
    if 0 < line <= len(lines):
        lines[line - 1] = tr("(personal data, not shown)")


def _blank_personal(lines: list[str], line: int) -> None:
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    if any(True for kind in PersonalKind for _ in find_suspects(shown, kind, PublicContacts())):
        _blank(lines, line)


def use_colour() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is set; always with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


class _Painter:
    def __init__(self, *, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, *codes: str) -> str:
        return "".join(codes) + text + RESET if self.on else text


def _painter(on: bool) -> _Painter:  # noqa: FBT001
    return _Painter(on=on)


def _lines(sources: dict[str, list[str]], files: Files, path: str) -> list[str]:
    """The lines of a file, read once."""
    if path not in sources:
        sources[path] = (files.read(path) or b"").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    return sources[path]


def _show(finding: Finding, lines: list[str], paint: _Painter) -> str:
    colour = RED if finding.severity is Severity.ERROR else YELLOW
    head = paint(f"{severity_name(finding.severity)}[{finding.rule}]", colour, BOLD)
    where = f"{printable(finding.path)}:{finding.line}:{finding.column}"
    label = label_of(finding.place) if is_record(finding.path) else None
    named = f" ({translate(label)})" if label else ""
    out = [f"{head}: {paint(printable(translate(finding.message)), BOLD)}", f"  --> {paint(where, CYAN)}{named}"]
    if 0 < finding.line <= len(lines):
        source = lines[finding.line - 1]
        number = str(finding.line)
        out.append(f"{number:>5} | {printable(source[:MAX_SOURCE_CHARACTERS].expandtabs(1))}")
        out.append(f"      | {' ' * min(finding.column - 1, MAX_SOURCE_CHARACTERS)}{paint('^', colour)}")
    see, advice = tr("see"), tr("what to do")  # not inside the f-strings, where the catalogue's tool cannot find them
    for other in finding.related:
        spot = f"{printable(other.path)}:{other.line}:{other.column}"
        out.append(f"      = {see} {paint(spot, CYAN)}: {printable(translate(other.message))}")
    help_ = (
        translate(finding.help)
        if finding.help
        else tr("see a right example: redaksi explain {rule}", rule=finding.rule)
    )
    out.append(f"      = {advice}: {printable(help_)}")
    return "\n".join(out) + "\n"
