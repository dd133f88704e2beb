"""SOP 418/2024 stands whole in its file; inconsistent editions are refused; each letter has the edition of its day."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.offices import BASE, ROOT, base_office
from workflow.config.load import load_office
from workflow.i18n.catalog import translate
from workflow.sop.consistency import edition_flaws
from workflow.sop.edition import Edition, Need, Norm, Result, Step

OFFICE = load_office(ROOT)[0]
BASE_OFFICE = load_office(BASE)[0]
assert OFFICE
assert BASE_OFFICE
DOCUMENT = OFFICE.editions[0]
EDITION = BASE_OFFICE.editions[0]


def test_the_document_s_head() -> None:
    """Number, title, offices and date, as in the document."""
    assert DOCUMENT.number == "418/DISKOMINFO-B.400.14.3/2024"
    assert DOCUMENT.title == "Layanan Informasi dan Dokumentasi Publik"
    assert DOCUMENT.effective == dt.date(2024, 10, 18)
    assert (DOCUMENT.created, DOCUMENT.revised) == (None, None)
    assert DOCUMENT.approved_by == "Kepala Dinas Komunikasi dan Informatika"
    assert DOCUMENT.office == "Dinas Komunikasi dan Informatika Kabupaten Ketapang"


def test_the_document_s_lists() -> None:
    """Every item of every list."""
    sizes = {"legal_bases": 5, "qualifications": 7, "related": 5, "equipment": 6, "warnings": 2, "performers": 4}
    assert {name: len(getattr(DOCUMENT, name)) for name in sizes} == sizes
    assert "UU Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik" in DOCUMENT.legal_bases
    assert DOCUMENT.records == ("Berita, data, dan informasi",)


def test_the_document_s_table() -> None:
    """Eight steps, their norms, and the sum that the document states."""
    norms = [(step.norm.min, step.norm.max) for step in DOCUMENT.steps]
    assert norms == [(15, 15), (15, 15), (15, 15), (180, 180), (30, 30), (60, 60), (30, 30), (15, 30)]
    assert [step.number for step in DOCUMENT.steps] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert sum(high for _, high in norms) == DOCUMENT.total == 375
    assert all(step.activity and step.completeness for step in DOCUMENT.steps)
    assert [step.number for step in DOCUMENT.steps if step.output is None] == [4]


def test_assumed_performers_are_marked() -> None:
    """What the text lost is an assumption, and says so; nobody corrects their own draft."""
    assert DOCUMENT.assumption
    assert all(step.assumed for step in DOCUMENT.steps)
    performers = [step.performer for step in DOCUMENT.steps]
    assert performers == ["petugas", "kepala-dinas", "redaktur", "petugas", "editor", "petugas", "petugas", "petugas"]
    assert DOCUMENT.by_number[5].not_by == (4,)


def test_the_document_is_consistent() -> None:
    """It contradicts itself nowhere; nor does the cases' edition."""
    assert list(edition_flaws(DOCUMENT)) == []
    assert list(edition_flaws(EDITION)) == []


def with_step(which: int, **changes: Any) -> Edition:
    """The cases' edition with one step changed."""
    steps = (replace(step, **changes) if step.number == which else step for step in EDITION.steps)
    return replace(EDITION, steps=tuple(steps))


def leading(number: int, key: str, **changes: Any) -> Edition:
    """The cases' edition with one result of a step changed."""
    results = EDITION.by_number[number].results
    return with_step(number, results=results | {key: replace(results[key], **changes)})


FLAWS = {
    "numbering": (with_step(3, number=33), ("steps", 2, "number"), "Step 33 stands where step 3 belongs"),
    "twice-the-same": (with_step(3, number=2), ("steps", 2, "number"), "Step 2 stands where step 3 belongs"),
    "result-to-nowhere": (
        leading(5, "returned", next=40),
        ("steps", 4, "results", "returned", "next"),
        "leads to step 40, which does not exist",
    ),
    "unreachable": (leading(2, "publish", next=7), ("steps", 2), "leads to step 3"),
    "unknown-performer": (with_step(1, performer="humas"), ("steps", 0, "performer"), "`humas`"),
    "unknown-alternate": (with_step(1, alternates=("humas",)), ("steps", 0, "alternates"), "`humas`"),
    "unknown-head": (replace(EDITION, head="bupati"), ("head",), "`bupati`"),
    "sum": (replace(EDITION, total=376), ("total",), "add up to 375 minutes, but the document states 376"),
    "sum-of-norms": (with_step(4, norm=Norm(180, 181)), ("total",), "add up to 376"),
    "norm-upside-down": (with_step(8, norm=Norm(31, 30)), ("steps", 7, "norm"), "lower bound is above"),
    "never-ends": (leading(8, "done", next=7), ("steps",), "never ends"),
    "unknown-status": (leading(8, "done", status="selesai"), ("steps", 7, "results", "done", "status"), "`selesai`"),
    "unknown-withdrawn": (replace(EDITION, withdrawn="ditarik"), ("withdrawn",), "`ditarik`"),
    "no-result": (with_step(3, results={}), ("steps", 2, "results"), "Step 3 has no result"),
    "no-steps": (replace(EDITION, steps=()), ("steps",), "has no steps"),
    "four-eyes-of-nobody": (with_step(5, not_by=(44,)), ("steps", 4, "not_by"), "no step 44"),
    "half-a-decision": (leading(2, "decline", needs=()), ("steps", 1, "results"), "every result of it must"),
}


@pytest.mark.parametrize("name", FLAWS)
def test_verify(name: str) -> None:
    """Each contradiction is named, in its place."""
    edition, place, text = FLAWS[name]
    flaws = {where: translate(message) for where, message in edition_flaws(edition)}
    assert place in flaws
    assert text in flaws[place]


def test_an_edition_of_one_step() -> None:
    """The least procedure there can be is consistent."""
    step = Step(1, "Menjawab", "petugas", Norm(0, 5), {"done": Result("Selesai", "reported")})
    assert list(edition_flaws(replace(EDITION, steps=(step,), total=5))) == []


def test_every_need_is_used() -> None:
    """The document's steps ask for each kind of output there is."""
    needed = {need for step in DOCUMENT.steps for result in step.results.values() for need in result.needs}
    assert needed == set(Need)


@pytest.mark.parametrize(
    ("day", "edition"),
    [("2024-10-17", None), ("2024-10-18", "418-2024"), ("2026-11-09", "418-2024"), ("2026-11-10", "500-2026")],
)
def test_the_edition_of_a_day(day: str, edition: str | None, tmp_path: Path) -> None:
    """Of several editions the one in force that day; none before the first."""
    root = base_office(tmp_path / "office")
    old = (root / "site_config/sop/418-2024.yml").read_text()
    new = old.replace("id: 418-2024", "id: 500-2026").replace("2024-10-18", "2026-11-10")
    (root / "site_config/sop/500-2026.yml").write_text(new)
    office, findings = load_office(root)
    assert office
    assert findings == []
    in_force = office.edition_on(dt.date.fromisoformat(day))
    assert (in_force.id if in_force else None) == edition
