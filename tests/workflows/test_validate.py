"""validate.yml: what it listens to, whose program judges, and how it decides which packages are installed."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.offices import ROOT
from tests.support.repository import OPEN, Office

FILE = ROOT / ".github/workflows/validate.yml"
HOSTILE = "$(touch made)`touch made`;\n::set-output name=for::check\nfor=check"


def workflow() -> dict[Any, Any]:
    return dict(yaml.safe_load(FILE.read_text()))


def steps() -> list[dict[str, Any]]:
    [job] = workflow()["jobs"].values()
    return list(job["steps"])


def test_what_it_listens_to_and_that_nothing_cancels_it() -> None:
    """`on` is read as True by YAML 1.1."""
    assert workflow()[True] == {
        "pull_request": {"types": ["opened", "synchronize", "reopened", "edited"]},
        "merge_group": None,
    }
    assert "concurrency" not in FILE.read_text().replace("ignore[concurrency-limits]", "")
    assert [*workflow()["jobs"]] == ["check"]
    assert not [step for step in steps() if "make" in step.get("run", "").split()]  # no site, no picture is made
    assert not [step for step in steps() if "continue-on-error" in step or "||" in step.get("run", "")]


def test_the_program_is_the_default_branch_s_and_the_change_is_no_program() -> None:
    tools, office = [step["with"] for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert tools["ref"] == "${{ github.event.repository.default_branch }}"
    assert "content" not in tools["sparse-checkout"]
    assert office["filter"].startswith("blob:limit=")
    assert "ref" not in office
    used = [step for step in steps() if step.get("uses", "").startswith("./")]
    assert [step["uses"].partition("/.github/")[0] for step in used] == ["./tools"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def packages(office: Office, tmp_path: Path, base: str = "main") -> str:
    """What the step decides about the change that is checked out."""
    [step] = [step for step in steps() if step.get("id") == "needs"]
    output = tmp_path / "output"
    output.touch()
    env = {"PATH": os.environ["PATH"], "BASE": base, "GITHUB_OUTPUT": str(output), "HOME": str(tmp_path)}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    subprocess.run(command, cwd=office.root, env=env, check=True, capture_output=True)
    assert not list(office.root.rglob("made"))
    return output.read_text()


def test_letters_and_news_need_the_core_only(office: Office, tmp_path: Path) -> None:
    office.advance()
    (office.root / "content/news/2026" / HOSTILE.replace("/", "")).write_text("x")
    office.commit("sari")
    assert packages(office, tmp_path) == "for=check\n"


@pytest.mark.parametrize(
    "path", ["mkdocs.yml", "site_config/delays.yml", "PANDUAN.md", HOSTILE, "content.md", ":(exclude)x", "Content/x"]
)
def test_whatever_else_changes_needs_the_site_s(office: Office, tmp_path: Path, path: str) -> None:
    office.advance()
    file = office.root / path.replace("::", "-")
    file.parent.mkdir(exist_ok=True)
    file.write_text("x")
    office.commit("sari")
    assert packages(office, tmp_path) == "for=site\n"


def test_a_deletion_and_a_base_that_is_not_there_need_the_site_s(office: Office, tmp_path: Path) -> None:
    assert packages(office, tmp_path, "nowhere") == "for=site\n"
    (tmp_path / "output").unlink()
    (office.root / "site_config/moved.yml").unlink(missing_ok=True)
    (office.root / "site_config/delays.yml").rename(office.root / OPEN.replace("0002", "0009"))
    office.commit("rina")
    assert packages(office, tmp_path) == "for=site\n"
