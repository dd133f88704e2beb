"""The report formats, and the reporter of each."""

from enum import StrEnum

from workflow.engine.report import Report
from workflow.records.file_source import Files


class ReportFormat(StrEnum):
    """How `redaksi check` shows what it found."""

    TERMINAL = "terminal"
    GITHUB = "github"
    SARIF = "sarif"
    JSON = "json"
    MARKDOWN = "markdown"


def render(report: Report, form: ReportFormat, files: Files) -> str:
    """A report as text, ending in a line break; source lines come from `files`. A renderer is imported when needed."""
    match form:
        case ReportFormat.TERMINAL:
            from workflow.reporters.terminal import terminal_report

            return terminal_report(report, files)
        case ReportFormat.GITHUB:
            from workflow.reporters.github_annotations import github_report

            return github_report(report)
        case ReportFormat.SARIF:
            from workflow.reporters.sarif import sarif_report

            return sarif_report(report)
        case ReportFormat.JSON:
            from workflow.reporters.json import json_report

            return json_report(report)
        case ReportFormat.MARKDOWN:
            from workflow.reporters.markdown import markdown_report

            return markdown_report(report)
