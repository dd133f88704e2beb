"""Reports findings as SARIF 2.1.0, which code-scanning pages and editors read."""

import json
from typing import Any
from urllib.parse import quote

import workflow
from workflow.engine.report import Report
from workflow.i18n.catalog import tr, translate
from workflow.reporters.escape import without_links
from workflow.rules.registry import BY_SLUG
from workflow.text.finding import Finding

SCHEMA_URL = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_report(report: Report) -> str:
    """The report as one SARIF log with one run."""
    used = sorted({finding.rule for finding in report.findings})
    log = {
        "$schema": SCHEMA_URL,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "redaksi",
                        "version": workflow.__version__,
                        "rules": [_rule(slug) for slug in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, used) for finding in report.findings],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(slug: str) -> dict[str, Any]:
    rule = BY_SLUG[slug]
    return {
        "id": slug,
        "shortDescription": {"text": tr(rule.purpose)},
        "help": {"text": "; ".join(map(translate, rule.sources(other_sop=True)))},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(finding: Finding, used: list[str]) -> dict[str, Any]:
    text = without_links(translate(finding.message))
    if finding.help:
        text += " " + without_links(translate(finding.help))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": used.index(finding.rule),
        "level": str(finding.severity),
        "message": {"text": text},
        "locations": [_location(finding.path, finding.line, finding.column)],
    }
    if finding.related:
        result["relatedLocations"] = [
            _location(other.path, other.line, other.column)
            | {"message": {"text": without_links(translate(other.message))}}
            for other in finding.related
        ]
    return result


def _location(path: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(path, errors="surrogateescape")},
            "region": {"startLine": max(line, 1), "startColumn": max(column, 1)},
        }
    }
