"""The forms in which findings can be shown."""

from enum import StrEnum

from workflow.records.files import Files
from workflow.rules.report import Report


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
            from workflow.render.terminal import terminal

            return terminal(report, files)
        case Format.GITHUB:
            from workflow.render.github import github

            return github(report)
        case Format.SARIF:
            from workflow.render.sarif import sarif

            return sarif(report)
        case Format.JSON:
            from workflow.render.json import as_json

            return as_json(report)
        case Format.MARKDOWN:
            from workflow.render.markdown import markdown

            return markdown(report)
