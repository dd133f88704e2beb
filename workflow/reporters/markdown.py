"""Reports findings as Markdown, for a job summary or a comment."""

from itertools import groupby

from workflow.engine.report import Report
from workflow.i18n.catalog import tr, translate
from workflow.reporters.escape import escape_markdown
from workflow.reporters.summary import severity_name, summary


def markdown_report(report: Report) -> str:
    """The summary, then a table a file."""
    out = [f"## Redaksi: {escape_markdown(summary(report))}", ""]
    for path, group in groupby(report.findings, key=lambda finding: finding.path):
        head = (tr("line"), tr("severity"), tr("what is wrong"), tr("what to do"))
        out += [f"### {escape_markdown(path)}", "", "| " + " | ".join(head) + " |", "| ---: | --- | --- | --- |"]
        for finding in group:
            cells = (
                str(finding.line),
                severity_name(finding.severity),
                f"{escape_markdown(translate(finding.message))} ({escape_markdown(finding.rule)})",
                escape_markdown(translate(finding.help)) if finding.help else "",
            )
            out.append("| " + " | ".join(cells) + " |")
        out.append("")
    return "\n".join(out).rstrip() + "\n"
