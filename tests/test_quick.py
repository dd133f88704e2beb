"""`make quick` leaves out what takes long, whatever is added, and nothing else."""

from pathlib import Path

import pytest

from tests.support import quick
from tests.support.quick import ROOT, starts_something


@pytest.mark.parametrize(
    "file",
    [
        "tests/cli/publishing/test_publish.py",  # imports subprocess itself
        "tests/site/test_keyboard.py",  # a browser, by tests/support/devtools.py
        "tests/config/test_file_names.py",  # a built site, by the fixtures of its folder
        "tests/engine/test_check_change.py",  # Git, by tests/support/repository.py
    ],
)
def test_what_starts_something_is_left_out(file: str) -> None:
    assert (ROOT / file).is_file()
    assert starts_something(ROOT / file)


def test_the_cases_of_the_rules_and_their_laws_are_in() -> None:
    assert {"tests/test_cases.py", "tests/calendar/test_working_time.py", "tests/text/test_decode.py"} <= {
        *quick.quick()
    }


def test_an_import_is_followed_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "ROOT", tmp_path)
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "tools.py").write_text("from tests import ring\n")
    (tests / "ring.py").write_text("import tests.tools\n")
    (tests / "test_ring.py").write_text("from tests.tools import anything\n")
    assert not starts_something(tests / "test_ring.py")
    (tests / "runner.py").write_text("def run():\n    from subprocess import run\n")
    (tests / "test_late.py").write_text("def test():\n    from tests.runner import run\n")
    assert starts_something(tests / "test_late.py")
