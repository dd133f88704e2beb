"""Dependabot's settings: as GitHub describes them, over every file with pinned versions, late and seldom.

Source: GitHub Docs, "Dependabot options reference"; the schema is SchemaStore's, in check-jsonschema.
"""

import subprocess
import sys
from fnmatch import fnmatchcase
from typing import Any

import yaml

from tests.support.offices import ROOT
from tests.support.package_sets import SETS

FILE = ROOT / ".github/dependabot.yml"
CONTENT: dict[str, Any] = yaml.safe_load(FILE.read_text())
UPDATES: dict[str, dict[str, Any]] = {one["package-ecosystem"]: one for one in CONTENT["updates"]}


def test_github_takes_it() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.dependabot", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_that_pins_an_action_is_looked_at() -> None:
    """`/` means .github/workflows; a composite action is found in its own folder only."""
    folders = UPDATES["github-actions"]["directories"]
    assert "/" in folders
    for file in (ROOT / ".github/actions").glob("*/action.yml"):
        assert any(fnmatchcase(f"/{file.parent.relative_to(ROOT)}", one) for one in folders), file


def test_the_pinned_packages_are_looked_at_where_they_lie() -> None:
    folders = {f"/{file}".rpartition("/")[0] or "/" for file in SETS}
    assert folders == {*UPDATES["pip"]["directories"]}


def test_proposals_are_one_pull_request_seldom_and_of_versions_that_others_have_tried() -> None:
    """Each push of it runs all tests, which a private repository pays for."""
    [(name, group)] = CONTENT["multi-ecosystem-groups"].items()
    assert group["schedule"]["interval"] == "quarterly"
    for update in UPDATES.values():
        assert (update["multi-ecosystem-group"], update["patterns"]) == (name, ["*"])
        assert update["rebase-strategy"] == "disabled"
        assert update["cooldown"]["default-days"] >= 7
