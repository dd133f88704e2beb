"""Whole processes, timed against each other: A B A B, so that a noisy computer is noisy for both."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

PYTHON = sys.executable
REDAKSI = str(Path(sys.executable).with_name("redaksi"))


def process(*command: str | Path, folder: Path | None = None) -> float:
    """Wall seconds of a whole process. Raises RuntimeError when it does not end with 0."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - begun
    if done.returncode:
        complaint = f"{command} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise RuntimeError(complaint)
    return spent


def medians(times: int, *tasks: Callable[[], float]) -> list[float]:
    """The median of what each task gives, the tasks taking turns."""
    rounds = [[task() for task in tasks] for _ in range(times)]
    return [median(results) for results in zip(*rounds, strict=True)]


def peak(*command: str | Path) -> float:
    """The most MiB that a process and its children held together. Linux only.

    A page that forked processes share counts once, in equal parts for each of them (PSS).
    """
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most = 0
    while running.poll() is None:
        most = max(most, _held(running.pid))
        time.sleep(0.02)
    if running.returncode:
        complaint = f"{command} ended with {running.returncode}"
        raise RuntimeError(complaint)
    return most / 2**10


def _held(pid: int) -> int:
    """KiB of a process and all it started; 0 of one that is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(_held(int(child)) for child in children)
