"""Where the validators lie, and how one is run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".outside"
"""Installed by `make outside`; nothing of it is the program's."""
NODE = HOME / "node/node_modules"
PYTHON = HOME / "venv/bin/python"
SCRIPTS = Path(__file__).parent / "scripts"
SECONDS = 600


def run(*command: str | Path, codes: tuple[int, ...] = (0, 1), **variables: str) -> str:
    """What a validator prints. It leaves with 1 where it finds something; any other code ends the run."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, **variables},
        check=False,
    )
    if done.returncode not in codes:
        sys.exit(f"{Path(command[0]).name} failed ({done.returncode}): {done.stderr[-2000:] or done.stdout[-2000:]}")
    return done.stdout


def script(name: str, *arguments: str | Path) -> Any:
    """What a script of ours says that runs among the validators' Python packages."""
    return json.loads(run(PYTHON, SCRIPTS / name, *arguments, codes=(0,)))


def program(name: str) -> str:
    """Where a program of the system is. Leaves with a sentence where it is not."""
    found = shutil.which(name)
    if not found:
        sys.exit(f"{name} is not here: run outside/system.sh")
    return found
