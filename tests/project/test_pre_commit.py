"""The hooks for whoever changes the program: the pinned tools of .venv, the same commands as `make lint`, nothing fetched."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.offices import ROOT

CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
HOOKS: list[dict[str, Any]] = [hook for repository in CONFIG["repos"] for hook in repository["hooks"]]
FILES = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
by_hook = pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))


def commands_of(target: str) -> set[str]:
    """What a target of the Makefile runs from .venv, with the variable written out."""
    done = subprocess.run(
        ["make", "--dry-run", "--old-file=.venv/.installed", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line for line in done.stdout.splitlines() if line.startswith(".venv/bin/")}


def test_nothing_is_fetched() -> None:
    assert [repository["repo"] for repository in CONFIG["repos"]] == ["local"]
    assert {hook["language"] for hook in HOOKS} == {"system"}
    assert not any("additional_dependencies" in hook for hook in HOOKS)


@by_hook
def test_a_hook_runs_a_tool_of_the_pinned_set_on_files_that_there_are(hook: dict[str, Any]) -> None:
    tool, *words = shlex.split(hook["entry"])
    assert Path(tool).parent == Path(".venv/bin")
    assert (Path(sys.executable).parent / Path(tool).name).exists()
    assert [word for word in words if "/" in word and not (ROOT / word).exists()] == []
    assert hook.get("types_or") == ["python", "pyi"] or any(re.search(hook["files"], file) for file in FILES)


def test_whatever_make_lint_and_make_types_ask_is_asked_before_a_commit() -> None:
    asked = {
        re.sub(r" --(?:check|force-exclude)$", "", command) for command in commands_of("lint") | commands_of("types")
    }
    hooks = {re.sub(r" --(?:check|force-exclude)$", "", hook["entry"]) for hook in HOOKS}
    assert len(asked) > 5
    assert asked <= hooks
