"""The program as a wheel of any version, built from these sources or from a copy that was changed, and a Python with it."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

from tests.support.offices import ROOT
from tests.support.run_cache import once

PARTS = ("workflow", "pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", ".gitignore")


def run(folder: Path, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without what leads Python or Git elsewhere, and without a network."""
    known = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "GIT_", "PIP_"))}
    words, around = [*map(str, command)], {**known, "PIP_NO_INDEX": "1", **environment}
    return subprocess.run(words, cwd=folder, env=around, capture_output=True, text=True, check=False)


def wheel(version: str, change: Callable[[Path], object] = lambda _: None) -> Path:
    """The wheel of a version, made once a run. `change`: what is done to the copy of the sources before."""
    name = f"redaksi-{version}-py3-none-any.whl"

    def make(folder: Path) -> None:
        source = folder / "source"
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile
            source.mkdir(parents=True, exist_ok=True)
            copy(ROOT / part, source / part)
        init = source / "workflow/__init__.py"
        init.write_text(re.sub(r'(__version__ = ")[^"]+', rf"\g<1>{version}", init.read_text()))
        change(source)
        done = run(source, sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder)
        assert done.returncode == 0, done.stdout + done.stderr
        shutil.rmtree(source)

    return once(f"wheel-{version}", make) / name


def python_with(folder: Path, program: Path) -> Path:
    """A Python of its own that has a wheel of the program, and the tests' packages behind it; its folder of commands."""
    venv.create(folder, symlinks=True)
    install(folder, program)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def install(folder: Path, program: Path) -> None:
    """Put a wheel of the program in the place of the one that is there."""
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin/python", "install", "--quiet", "--no-deps", program]
    done = run(program.parent, *pip, "--disable-pip-version-check")
    assert done.returncode == 0, done.stderr
