"""The workflow files, as programs of others read them. zizmor runs in `make lint` too; here it is the pinned one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.offices import ROOT

BIN = Path(sys.executable).parent
FILES = sorted(str(file) for file in (ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize(
    "command",
    [["actionlint", "-no-color", *FILES], ["zizmor", "--offline", "--no-progress", "--persona=auditor", ".github"]],
    ids=["actionlint", "zizmor"],
)
def test_no_program_finds_a_fault(command: list[str]) -> None:
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
