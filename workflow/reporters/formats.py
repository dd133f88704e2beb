"""The forms in which findings can be shown."""

from enum import StrEnum

from workflow.engine.report import Report
from workflow.records.file_source import Files


class Format(StrEnum):
    """How `redaksi check` shows what it found."""

    TERMINAL = "terminal"
    GITHUB = "github"
    SARIF = "sarif"
    JSON = "json"
    MARKDOWN = "markdown"


def render(report: Report, form: Format, files: Files) -> str:
    """A report as text, ending in a line break; source lines come from `files`. A renderer is imported when needed."""
    match form:
        case Format.TERMINAL:
            from workflow.reporters.terminal import terminal

            return terminal(report, files)
        case Format.GITHUB:
            from workflow.reporters.github_annotations import github

            return github(report)
        case Format.SARIF:
            from workflow.reporters.sarif import sarif

            return sarif(report)
        case Format.JSON:
            from workflow.reporters.json import as_json

            return as_json(report)
        case Format.MARKDOWN:
            from workflow.reporters.markdown import markdown

            return markdown(report)
