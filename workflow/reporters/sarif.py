"""Reports findings as SARIF 2.1.0, which code-scanning pages and editors read."""

import json
from textwrap import indent
from typing import Any
from urllib.parse import quote

import workflow
from workflow.engine.report import Report
from workflow.i18n.catalog import format_value, tr, translate
from workflow.i18n.message import Phrase
from workflow.reporters.escape import without_links
from workflow.rules.registry import BY_SLUG
from workflow.text.finding import Finding

SCHEMA_URL = "https://json.schemastore.org/sarif-2.1.0.json"
INFORMATION_URL = "https://pypi.org/project/redaksi/"
"""Where the program is public, as an office's README names it."""


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
                        "informationUri": INFORMATION_URL,
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
    purpose = tr(rule.purpose)
    examples = [(tr("Wrong:"), rule.bad), (tr("Right:"), rule.good)]
    shown = [f"{word}\n\n{indent(format_value(Phrase(text)), '    ')}" for word, text in examples]
    return {
        "id": slug,
        "shortDescription": {"text": purpose},
        "fullDescription": {"text": "\n\n".join([purpose, *shown])},
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
