"""The source archive and the wheel as `make dist` makes them, and a Python that has only the wheel: once a run."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.support.offices import ROOT
from tests.support.run_cache import once

VERSION = "1.2.3"
WHEEL, SOURCE = f"redaksi-{VERSION}-py3-none-any.whl", f"redaksi-{VERSION}.tar.gz"
PARTS = ("workflow", "docs/pypi.md", "pyproject.toml", "Makefile", "LICENSE", "NOTICE", "CHANGELOG.md", ".gitignore")
AT = "2026-11-28T12:00:00+07:00"
LOOKED_AT = "looked-at.txt"
GUARD = """\
import os, sys
ROOT, OWN, LOG = {root!r}, {own!r}, {log!r}
def note(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str):
        path = os.path.abspath(arguments[0])
        if path.startswith(ROOT) and not path.startswith(OWN):
            file = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(file, f"{{path}}\\n".encode())
            os.close(file)
sys.addaudithook(note)
"""
"""What every start of that Python does first: it notes whatever is read of this repository, but for the packages."""


def run(folder: Path, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without what leads Python elsewhere."""
    known = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MAKE", "MYPY", "GIT_"))}
    words = [*map(str, command)]
    return subprocess.run(words, cwd=folder, env=known | environment, capture_output=True, text=True, check=False)


def checkout(folder: Path, tag: str = f"v{VERSION}") -> Path:
    """What `make dist` needs of this repository, in one of its own whose only commit has a tag."""
    folder.mkdir(parents=True)
    for part in PARTS:
        (folder / part).parent.mkdir(exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile
        copy(ROOT / part, folder / part)
    (folder / ".venv").symlink_to(sys.prefix)
    for words in (["init", "--quiet"], ["add", "."]):
        assert run(folder, "git", *words).returncode == 0
    commit(folder)
    assert run(folder, "git", "tag", tag).returncode == 0
    return folder


def commit(folder: Path) -> None:
    """One more commit."""
    who = {f"GIT_{role}_{key}": "x" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": AT, "GIT_COMMITTER_DATE": AT}
    done = run(folder, "git", "commit", "--quiet", "--allow-empty", "--message=x", **who, **dates)
    assert done.returncode == 0, done.stderr


def make_dist(folder: Path, zone: str = "UTC") -> None:
    """`make dist` in a checkout: both files are in its dist/ then."""
    done = run(folder, "make", "--old-file=.venv/.installed", "dist", TZ=zone)
    assert done.returncode == 0, done.stdout + done.stderr


def dist() -> Path:
    """The folder of both."""
    return once("dist", lambda place: make_dist(checkout(place))) / "dist"


def installed() -> Path:
    """A Python that has the wheel, and the tests' packages behind it; the repository is nowhere on its path."""
    return once("installed", _install)


def _install(folder: Path) -> None:
    venv.create(folder, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin/python", "install"]
    done = run(folder, *pip, "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", dist() / WHEEL)
    assert done.returncode == 0, done.stderr
    guard = GUARD.format(root=f"{ROOT}/", own=f"{Path(sys.prefix)}/", log=str(folder / LOOKED_AT))
    (packages / "redaksi_guard.py").write_text(guard)
    (packages / "tests.pth").write_text(f"import redaksi_guard\n{sysconfig.get_path('purelib')}\n")
