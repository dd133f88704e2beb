"""A sandbox for decoders: each file from strangers is worked on in a process of its own with bounded time and memory.

A decoder that crashes, hangs or eats memory takes nobody with it: what its process should have written is missing.
(`trial_build/sandbox.py` differs: one long job that starts others and reports while it runs. What both share is
`infra/resource_limits.py`.)
"""

import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from typing import TypeVar

from workflow.infra.resource_limits import OUT_OF_MEMORY_EXIT, run_and_exit

T = TypeVar("T")

CPU_SECONDS = 30
"""Of processor, where nothing else is said; the largest picture takes about five."""
WALL_CLOCK_FACTOR = 3
"""How many times longer a process may take by the clock, on a computer that is busy with other things."""
MEMORY_BYTES = 3 * 1024**3
"""Bytes of addresses, with all that the process inherits."""
LARGEST_OUTPUT_BYTES = 64 * 1024**2
"""Bytes of the largest file it may write."""
RESOURCE_LIMITS = (
    (resource.RLIMIT_AS, MEMORY_BYTES),
    (resource.RLIMIT_FSIZE, LARGEST_OUTPUT_BYTES),
    (resource.RLIMIT_CORE, 0),
)


def run_sandboxed(
    work: Callable[[T], None], items: Sequence[T], workers: int, cpu_seconds: int = CPU_SECONDS
) -> list[T]:
    """Do `work` on each item, in several processes at a time. Its results are the files that it writes.

    Returns the items that broke their process: it crashed, or used up its time or memory. One that was only not done
    in time, or failed in an orderly way, may succeed another day.
    """
    deadlines: dict[ForkProcess, float] = {}
    waiting, broken = list(reversed(items)), list[T]()
    item_of: dict[ForkProcess, T] = {}
    while waiting or deadlines:
        while waiting and len(deadlines) < workers:
            bounded = (work, waiting[-1], cpu_seconds)
            process = multiprocessing.get_context("fork").Process(target=_run, args=bounded, daemon=True)
            process.start()
            item_of[process] = waiting.pop()
            deadlines[process] = time.monotonic() + WALL_CLOCK_FACTOR * cpu_seconds
        broken += [item_of.pop(process) for process in _wait(deadlines)]
    return broken


def _wait(deadlines: dict[ForkProcess, float]) -> list[ForkProcess]:
    """Wait until one ends, and kill those past their deadline. Returns those that their item broke."""
    broken = []
    wait([process.sentinel for process in deadlines], timeout=1)
    for process, deadline in list(deadlines.items()):
        if process.is_alive() and time.monotonic() > deadline:
            process.kill()
            process.join()
            del deadlines[process]
        elif not process.is_alive():
            process.join()
            del deadlines[process]
            if (process.exitcode or 0) < 0 or process.exitcode == OUT_OF_MEMORY_EXIT:
                broken.append(process)
    return broken


def _run(work: Callable[[T], None], item: T, cpu_seconds: int) -> None:
    run_and_exit(lambda: work(item), ((resource.RLIMIT_CPU, cpu_seconds), *RESOURCE_LIMITS))
