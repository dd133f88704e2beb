"""Reports findings as JSON, version 1: other programs rely on this format."""

import json
from typing import Any

from workflow.engine.report import Report
from workflow.i18n.catalog import translate
from workflow.text.finding import Finding, Severity

JSON_VERSION = 1


def json_report(report: Report) -> str:
    """The report as one JSON object."""
    data = {
        "version": JSON_VERSION,
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "files": report.files,
        },
    }
    return json.dumps(data, indent=2) + "\n"  # in ASCII: a file name may hold what steers a terminal, or is not UTF-8


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": translate(finding.message),
        "help": translate(finding.help) if finding.help else "",
        "related": [
            {"path": other.path, "line": other.line, "column": other.column, "message": translate(other.message)}
            for other in finding.related
        ],
    }
