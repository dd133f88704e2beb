"""A clone of the sample office in which somebody works."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.support.forked import python
from tests.support.offices import ROOT, made_once

NOW = "2026-11-20T10:00+07:00"
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
ENVIRONMENT = {**CLEAN, "REDAKSI_LANG": "en", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(root: Path, *arguments: str) -> str:
    """What Git answers. Raises CalledProcessError."""
    done = subprocess.run(["git", *arguments], cwd=root, env=ENVIRONMENT, check=True, capture_output=True, text=True)
    return done.stdout


def sample_clone(target: Path) -> Path:
    """The sample office as it lies here, committed anew in a repository of its own."""
    return made_once(_commit_sample, target)


def _commit_sample(target: Path) -> None:
    target.mkdir()
    for name in ("content", "site_config"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copyfile(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    git(target, "init", "--quiet", "--initial-branch=main")
    for sample in (target / ".git/hooks").iterdir():
        sample.unlink()
    git(target, "config", "user.name", "Meja")
    git(target, "config", "user.email", "meja@kantor.example")
    git(target, "add", ".")
    git(target, "commit", "--quiet", "--message=mulai")


def call(root: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """`redaksi` in a process of its own. `before`: Python that runs first."""
    code = f"{before}\nfrom workflow.cli.main import main\nmain()"
    return python(code, arguments, root, ENVIRONMENT)
