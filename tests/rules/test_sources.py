"""What rules rest on exists: the step of the SOP, the law, the setting, the decision in docs/decisions/."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from tests.support.offices import ROOT, sample_office
from workflow.i18n.catalog import format_value, translate
from workflow.i18n.language import in_language
from workflow.i18n.message import Phrase
from workflow.records.file_source import layered_folders
from workflow.rules.decisions import DECISIONS, Slug, citation, file_of
from workflow.rules.registry import RULES
from workflow.rules.rule import Rule, Subject

FOLDER = ROOT / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
CITED = {file_of(slug): decision for slug, decision in DECISIONS.items()}
PUBLISHED = (
    "ISO 19005 (PDF/A)",
    "ISO 32000-2, 7.11, 12.5 and 12.6",
    "Joint decree (SKB) on national holidays and cuti bersama",
    "Law 14/2008",
    "Law 24/2013",
    "Law 27/2022",
    "Law 28/2014",
    "Law 40/1999",
    "Law 43/2009",
    "Law 8/2016",
    "Pedoman Pemberitaan Media Siber",
    "Peraturan Badan Bahasa 0424/I/BS.00.01/2022 (EYD V)",
    "Perpres 21/2023",
    "RFC 3986, 7.6",
    "RFC 5545",
    "UTS 39",
    "Unicode Standard Annex 15",
    "Unicode Technical Report 36",
    "WCAG 2.2",
    "schema.org/ClaimReview",
)
"""Laws and standards that rules name. A rule that names another is refused until somebody has looked it up."""
STEPS = {step.number for edition in sample_office().editions for step in edition.steps}
IN_SOP = re.compile(
    r"table of steps|column (Output|Pelaksana|Waktu)|row Jumlah|TGL EFEKTIF|steps? (?P<steps>[\d, andto]+)"
)
"""Places in the SOP: its steps by number, and what its table and its head call their parts."""


def objections(rule: Rule) -> Iterator[str]:
    """What a rule names as its source and nobody can find."""
    if not rule.source and not rule.decisions:
        yield "it has no source"
    yield from (f"there is no decision {slug}" for slug in rule.decisions if slug not in DECISIONS)
    yield from (piece for piece in rule.source.split("; ") if rule.source and not is_known(piece))


def is_known(piece: str) -> bool:
    """Whether a part of a source is a place in the SOP, a setting that is there, or a law that is listed."""
    if setting := re.search(r"site_config/[\w./-]*", piece):
        return any(path.exists() for path in layered_folders(ROOT, setting[0]))
    if piece.startswith("SOP 418/2024, "):
        place = IN_SOP.match(piece, len("SOP 418/2024, "))
        return place is not None and {int(number) for number in re.findall(r"\d+", place["steps"] or "")} <= STEPS
    return any(re.match(rf"{re.escape(name)}(?!\w)", piece) for name in PUBLISHED)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_every_source_exists(rule: Rule) -> None:
    """Nothing is cited that whoever reads it cannot look up."""
    assert list(objections(rule)) == []


@pytest.mark.parametrize(
    ("source", "decisions"),
    [
        ("", ()),
        ("Design, Front matter", ()),
        ("traps, Pages (attachments are copied as they are)", ()),
        ("Issue 4, Pictures", ()),
        ("Law 27/20", ()),
        ("SOP 418/2024, step 9", ()),
        ("SOP 418/2024, steps 4 and 12", ()),
        ("SOP 418/2024, column Keterangan", ()),
        ("SOP 419/2024, step 1", ()),
        ("site_config/style.yml", ()),
        ("SOP 418/2024, step 5; design, Front matter", ("append-only",)),
        ("Law 43/2009 on archives", ("gut-feeling",)),
    ],
)
def test_an_unknown_source_is_refused(source: str, decisions: tuple[Slug, ...]) -> None:
    """Each is refused for one reason, also beside a source that exists."""
    rule = Rule("office/made-up", Subject.OFFICE, "", "", "", source=source, decisions=decisions)
    assert len(list(objections(rule))) == 1


def test_every_listed_law_is_cited() -> None:
    """A law or standard that no rule rests on any more leaves the list."""
    pieces = [piece for rule in RULES for piece in rule.source.split("; ")]
    assert [name for name in PUBLISHED if not any(piece.startswith(name) for piece in pieces)] == []


def test_every_decision_of_the_table_is_cited() -> None:
    """The table holds what rules can name and do; a decision on which none rests stands in the index alone."""
    assert list(DECISIONS) == list(get_args(Slug))
    assert set(DECISIONS) == {slug for rule in RULES for slug in rule.decisions}
    assert CITED.keys() <= {path.relative_to(ROOT).as_posix() for path in RECORDS}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_its_parts(path: Path) -> None:
    """Title, the same in Indonesian, date, context, decision, consequences: on one screen, and as the table has it."""
    lines = path.read_text().splitlines()
    assert len(lines) <= 40
    heading = re.fullmatch(rf"# {path.name[:4]}: (.+)", lines[0])
    assert heading
    assert re.fullmatch(r"\*.+\.\*", lines[2])
    assert re.fullmatch(r"(Accepted|Replaced by \d{4}) on \d{4}-\d\d-\d\d\.", lines[4])
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    if decision := CITED.get(path.relative_to(ROOT).as_posix()):
        assert heading[1] == decision.title
        with in_language("id"):
            assert lines[2] == f"*{format_value(Phrase(decision.title))}.*"


def test_the_index_lists_every_record() -> None:
    """By number, from 1 without gaps, with its title."""
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))
    rows = [(path.name, path.read_text().partition("\n")[0].partition(": ")[2]) for path in RECORDS]
    index = (FOLDER / "README.md").read_text()
    assert re.findall(r"^\| \[\d{4}\]\((.+)\) \| (.+) \|$", index, re.MULTILINE) == rows


def test_every_record_that_is_named_exists() -> None:
    """Also in comments, docstrings and handbooks."""
    texts = [
        *ROOT.glob("*.md"),
        *FOLDER.glob("*.md"),
        *(ROOT / "workflow").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
    ]
    named = {name for path in texts for name in re.findall(r"docs/decisions/\d[\w.-]+", path.read_text())}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name.rstrip(".")).is_file()] == []


@pytest.mark.parametrize("path", [*RECORDS, FOLDER / "README.md"], ids=lambda path: path.stem)
def test_what_a_record_names_is_there(path: Path) -> None:
    """Files, folders and rules, so that a move of either is told here."""
    names = re.findall(r"`([a-z_.-]+/[\w./-]*)`", path.read_text())
    slugs = {rule.slug for rule in RULES}
    assert [name for name in names if name not in slugs and not (ROOT / name).exists()] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_citation_is_whole(language: str) -> None:
    """Number, title and address, in both languages, and nothing of them cut off."""
    with in_language(language):
        for slug, decision in DECISIONS.items():
            said = translate(citation(slug))
            assert f"{decision.number:04}, “{format_value(Phrase(decision.title))}” ({file_of(slug)} " in said


def test_explain_needs_no_records(tmp_path: Path) -> None:
    """The program alone, as it is installed, without docs/, names a decision by title and address."""
    shutil.copytree(ROOT / "workflow", tmp_path / "workflow", ignore=shutil.ignore_patterns("__pycache__"))
    program = "from workflow.cli.main import main; main()"
    call = [sys.executable, "-c", program, "explain", "history/entries"]
    said = subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert said.endswith(
        "Source: decision 0004, “Entries are only ever added; a mistake is mended by a later entry” "
        "(docs/decisions/0004-append-only.md in the program's repository)\n"
    )
