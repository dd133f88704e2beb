"""The files that a copy of the program with another office leaves out: those about the sample, and no others."""

from pathlib import Path

import pytest

from tests.support import sample_needed
from tests.support.sample_needed import ROOT, needs_sample, top_level_is_sample


def test_here_nothing_is_left_out() -> None:
    assert top_level_is_sample()


@pytest.mark.parametrize(
    ("file", "how"),
    [
        ("metrics/test_metrics.py", "it reads the records"),
        ("chatops/test_dispatch.py", "a fixture of tests/support copies the office"),
        ("services/test_transaction.py", "a function that it imports clones it"),
        ("site/test_face.py", "a function that it imports from a module of tests/support does so in turn"),
    ],
)
def test_what_reads_the_office_is_left_out(file: str, how: str) -> None:
    assert needs_sample(ROOT / "tests" / file), how


@pytest.mark.parametrize(
    "file", ["test_cases.py", "test_architecture.py", "sop/test_state_machine.py", "sop/test_another_procedure.py"]
)
def test_what_has_an_office_of_its_own_is_not(file: str) -> None:
    assert not needs_sample(ROOT / "tests" / file)


def test_most_of_the_rooms_are_tested_whatever_office_lies_there() -> None:
    kept = [file for file in ROOT.glob("tests/**/test_*.py") if not needs_sample(file)]
    assert len({file.parent for file in kept}) > 30


def test_another_office_has_no_sample(monkeypatch: pytest.MonkeyPatch, office_root: Path) -> None:
    office = office_root / "site_config/office.yml"
    office.write_text(office.read_text().partition("sample:")[0])
    monkeypatch.setattr(sample_needed, "ROOT", office_root)
    assert not top_level_is_sample()
