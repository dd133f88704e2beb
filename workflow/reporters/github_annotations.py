"""Reports findings as GitHub Actions annotations on the lines of a pull request."""

from collections.abc import Iterator

from workflow.engine.report import Report
from workflow.i18n.catalog import translate
from workflow.reporters.escape import annotation_data, annotation_property, printable
from workflow.reporters.summary import summary
from workflow.text.finding import Finding, Severity


def github_report(report: Report) -> str:
    """One workflow command a finding, then the summary."""
    return "\n".join([*annotations(report), summary(report)]) + "\n"


def annotations(report: Report) -> Iterator[str]:
    """One workflow command a finding, errors first: GitHub shows ten of a kind in a step, so write the Markdown too."""
    for severity in Severity:
        yield from (_annotation(finding) for finding in report.findings if finding.severity is severity)


def _annotation(finding: Finding) -> str:
    text = printable(translate(finding.message))
    if finding.help:
        text += "\n" + printable(translate(finding.help))
    properties = {
        "file": finding.path,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": finding.rule,
    }
    listed = ",".join(f"{name}={annotation_property(printable(value))}" for name, value in properties.items())
    return f"::{finding.severity} {listed}::{annotation_data(text)}"


def general_annotation(kind: str, text: str) -> str:
    """A workflow command about no file. `kind`: `error`, `warning` or `notice`."""
    return f"::{kind} title=redaksi::{annotation_data(printable(text))}"
