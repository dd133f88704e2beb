"""What the processes of one test run make once for all of them, in a folder that goes with the run."""

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

VARIABLE = "REDAKSI_TESTS_SHARED"


def begin(config: pytest.Config) -> None:
    """Make the folder in the process that starts the others, and throw it away at its end."""
    if VARIABLE not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="redaksi-tests-")
        config.add_cleanup(folder.cleanup)
        os.environ[VARIABLE] = folder.name


def once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first who asks for it fills, while the others wait. What fails is tried again by the next."""
    place = Path(os.environ[VARIABLE]) / name
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = place.with_suffix(".done")
        if not done.exists():
            make(place)
            done.touch()
    return place
