"""Findings as GitHub annotations on the lines of a pull request."""

from workflow.language.catalog import fill
from workflow.render.escape import annotation_data, annotation_property, plain
from workflow.render.summary import summary
from workflow.rules.report import Report


def github(report: Report) -> str:
    """One workflow command a finding, then the summary. GitHub shows ten a step: write the Markdown too."""
    out = []
    for finding in report.findings:
        text = plain(fill(finding.message))
        if finding.help:
            text += "\n" + plain(fill(finding.help))
        properties = {
            "file": finding.path,
            "line": str(finding.line),
            "col": str(finding.column),
            "title": finding.rule,
        }
        listed = ",".join(f"{name}={annotation_property(plain(value))}" for name, value in properties.items())
        out.append(f"::{finding.severity} {listed}::{annotation_data(text)}")
    return "\n".join([*out, summary(report)]) + "\n"
