"""The workflows' way to install: what a job asks for is there, and nothing of the current folder is ever imported."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
import yaml

from tests.support.offices import ROOT, sample_office
from tests.support.package_sets import CORE, SETS
from workflow.cli.publishing._mkdocs_process import BuildError, MkDocsProcess

ACTION = ROOT / ".github" / "actions" / "setup"
HOSTILE = ("workflow", "click", "pip", "tomllib", "mkdocs", "encodings", "sitecustomize")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python without the program, in which the packages of the tests (pip too) are there already."""
    folder = tmp_path_factory.mktemp("python")
    venv.create(folder, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin" / "python"


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A folder in which the names of what is imported are taken."""
    for name in HOSTILE:
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hostile')")
    return tmp_path


def run(python: Path, folder: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """A command in a folder, as a workflow's step: the Python's commands stand first on PATH."""
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PIP_NO_INDEX": "1"}
    return subprocess.run(
        [*map(str, command)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def installed(python: Path, folder: Path, wanted: str) -> subprocess.CompletedProcess[str]:
    """What the action's last step does."""
    step = yaml.safe_load((ACTION / "action.yml").read_text())["runs"]["steps"][-1]
    places = {"GITHUB_ACTION_PATH": str(ACTION), "FOR": wanted, "PROGRAM": str(ROOT)}
    return run(python, folder, "env", *(f"{key}={value}" for key, value in places.items()), "bash", "-c", step["run"])


def test_the_program_is_installed_and_called_in_a_hostile_folder(python: Path, stranger: Path) -> None:
    done = installed(python, stranger, "site")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    shown = run(python, stranger, "env", f"PYTHONPATH={stranger}", "redaksi", "--version")
    assert (shown.stdout, shown.stderr) == ("redaksi 0+checkout\n", "")
    known = run(
        python,
        ROOT.parent,
        python,
        "-I",
        "-c",
        "from importlib.metadata import entry_points; print(entry_points(group='mkdocs.plugins')['redaksi'].load())",
    )
    assert "workflow.site.mkdocs.plugin.RedaksiPlugin" in known.stdout


def test_the_site_is_made_without_a_look_at_the_folder(stranger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stranger)
    with pytest.raises(BuildError) as error:
        MkDocsProcess(stranger / "nothing", stranger / "site", 0, sample_office()).end()
    assert not any("hostile" in line for line in error.value.lines)
    assert any("mkdocs.yml" in line for line in error.value.lines)


def test_a_set_that_nobody_pinned_is_refused(python: Path, tmp_path: Path) -> None:
    done = installed(python, tmp_path, "semua")
    assert done.returncode == 1
    assert "semua" in done.stderr
    assert "check, mail, papers, site" in done.stderr


def test_a_package_of_another_version_is_not_taken_for_the_pinned_one(python: Path, tmp_path: Path) -> None:
    """What is there but not pinned is fetched: here there is no registry, so the step is red."""
    program = tmp_path / "program"
    changed = program / CORE
    changed.parent.mkdir(parents=True)
    changed.write_text((ROOT / CORE).read_text().replace("click==", "click==0."))
    done = run(python, tmp_path, sys.executable, "-I", ACTION / "install.py", "check", program)
    assert done.returncode == 1
    assert "click==0." in done.stderr


def test_each_set_of_the_action_is_pinned() -> None:
    sys.path.insert(0, str(ACTION))
    try:
        import install
    finally:
        sys.path.remove(str(ACTION))
    action = yaml.safe_load((ACTION / "action.yml").read_text())
    key = action["runs"]["steps"][0]["with"]["cache-dependency-path"]
    wanted = {file for file in SETS if file.startswith(f"{install.SETS}/")}
    assert {Path(file).stem for file in wanted} == {"check", "site", "mail", "papers"}
    assert key == f"${{{{ inputs.path }}}}/{install.SETS}/${{{{ inputs.for }}}}.txt", (
        "made of the file that is installed"
    )
