"""From one release's wheel to the next, with nothing of this repository beside them: an office is made, used, updated."""

import hashlib
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
import yaml

from tests.support.built_package import WHEEL, checkout, commit, dist, run

NEXT = "1.3.0"
WHO = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "Yo"), ("EMAIL", "1+yo@users.noreply.github.com"))}  # fmt: skip
DESK = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "REDAKSI_LANG": "en", "PIP_NO_INDEX": "1", **WHO}
MARK = "# of the next version\n"
FILES = "workflow/scaffold/files/.github/workflows"


def next_wheel(folder: Path) -> Path:
    """The wheel of a later version, whose templates differ."""
    source = checkout(folder, f"v{NEXT}")
    next_version(source)
    run(source, "git", "add", "--all")
    commit(source)
    run(source, "git", "tag", "--force", f"v{NEXT}")
    done = run(source, sys.executable, "-m", "hatchling", "build", "-t", "wheel")
    assert done.returncode == 0, done.stderr
    return source / f"dist/redaksi-{NEXT}-py3-none-any.whl"


def python_with(folder: Path, program: Path) -> Path:
    """The commands of a Python that has a wheel of the program, and the tests' packages behind it."""
    venv.create(folder, symlinks=True)
    install(folder, program)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def install(folder: Path, program: Path) -> None:
    """Put a wheel of the program in the place of the one that is there."""
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin/python", "install", "--quiet", "--no-deps", program]
    done = run(program.parent, *pip, "--disable-pip-version-check", "--no-index")
    assert done.returncode == 0, done.stderr


def next_version(source: Path) -> None:
    """Templates as a later version may have them: two that differ, one that is new, one that is gone."""
    for name in ("act.yml.jinja", "clock.yml.jinja"):
        with (source / FILES / name).open("a") as file:
            file.write(MARK)
    (source / FILES / "weekly.yml").write_text("name: weekly\n")
    (source / "workflow/scaffold/files/.editorconfig").unlink()


def git(root: Path, *words: str) -> str:
    done = run(root, "git", *words, **DESK)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.thorough
def test_an_office_goes_from_one_release_to_the_next(tmp_path: Path) -> None:
    old, new = dist() / WHEEL, next_wheel(tmp_path / "next")
    commands = python_with(tmp_path / "python", old)
    redaksi, root = commands / "redaksi", tmp_path / "sikka"
    git(tmp_path, "config", "--file", str(tmp_path / "gitconfig"), "user.name", "Yo")
    git(tmp_path, "config", "--file", str(tmp_path / "gitconfig"), "user.email", "1+yo@users.noreply.github.com")
    desk = {**DESK, "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig")}

    made = run(tmp_path, redaksi, "init", "sikka", "--zone=WIT", "--editor=Ina", "--petugas=Kristo", "--yes", **desk)
    assert made.returncode == 0, made.stderr
    assert run(root, redaksi, "check", **desk).returncode == 0
    kept = root / f".github/requirements/{old.name}"
    assert kept.read_bytes() == old.read_bytes()
    letter = ("--as=kristo", "--number=1/A", "--date=kemarin", "--from=setda", "--subject=Pasar murah dibuka", "--yes")
    entered = run(root, redaksi, "new", *letter, **desk)
    assert entered.returncode == 0, entered.stderr
    [record] = root.glob("content/requests/*/*.md")
    before = record.read_bytes()
    clock = root / ".github/workflows/clock.yml"
    clock.write_text(clock.read_text() + "# the office's own\n")
    git(root, "commit", "--quiet", "--all", "--message=jam")

    install(tmp_path / "python", new)
    shown = run(root, redaksi, "update", "--check", **desk)
    assert shown.returncode == 1, shown.stderr
    assert f"+{MARK}" in shown.stdout
    assert git(root, "status", "--porcelain") == ""
    done = run(root, redaksi, "update", "--yes", "--commit", **desk)
    assert done.returncode == 0, done.stdout + done.stderr

    assert (root / ".github/workflows/act.yml").read_text().endswith(MARK)
    assert clock.read_text().endswith("# the office's own\n")
    assert clock.with_name("clock.yml.redaksi-new").read_text().endswith(MARK)
    assert (root / ".github/workflows/weekly.yml").is_file()
    assert not (root / ".editorconfig").exists()
    assert record.read_bytes() == before
    assert not kept.exists()
    pinned = (root / "requirements-redaksi.txt").read_text()
    assert f"./.github/requirements/{new.name} --hash=sha256:{hashlib.sha256(new.read_bytes()).hexdigest()}\n" in pinned
    assert git(root, "status", "--porcelain") == ""
    assert run(root, redaksi, "check", **desk).returncode == 0
    again = run(root, redaksi, "update", "--check", **desk)
    assert again.returncode == 0, again.stdout
    _a_job_installs_what_is_pinned(root, tmp_path, commands, new)


def _a_job_installs_what_is_pinned(root: Path, tmp_path: Path, commands: Path, new: Path) -> None:
    """What the office's action does, in a folder in which a stranger has taken every name."""
    action = yaml.safe_load((root / ".github/actions/setup/action.yml").read_text())
    step = action["runs"]["steps"][-1]["run"]
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    for name in ("pip", "workflow", "click", "encodings"):
        (stranger / f"{name}.py").write_text("raise SystemExit('hostile')")
    install(commands.parent, dist() / WHEEL)
    path = f"{commands}:/usr/bin:/bin"
    done = run(
        stranger, "bash", "-eo", "pipefail", "-c", step, PATH=path, PIP_NO_INDEX="1", FOR="check", PINS=str(root)
    )
    assert done.returncode == 0, done.stderr
    assert run(stranger, commands / "redaksi", "--version").stdout == f"redaksi {NEXT}\n"
    (root / f".github/requirements/{new.name}").write_bytes(b"another")
    done = run(
        stranger, "bash", "-eo", "pipefail", "-c", step, PATH=path, PIP_NO_INDEX="1", FOR="check", PINS=str(root)
    )
    assert done.returncode != 0, "what is not what was pinned is not installed"
