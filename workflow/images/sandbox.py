"""Work on files from strangers, each in a process of its own with bounded time, memory and output.

A decoder that crashes, hangs or eats memory takes nobody with it: what its process should have left behind is missing.
"""

import contextlib
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from typing import TypeVar

T = TypeVar("T")

CPU_SECONDS = 30
"""Of processor; the largest picture takes about five."""
WALL_CLOCK_FACTOR = 3
"""How many times longer a process may take by the clock, on a computer that is busy with other things."""
MEMORY_BYTES = 3 * 1024**3
"""Bytes of addresses, with all that the process inherits."""
LARGEST_OUTPUT_BYTES = 64 * 1024**2
"""Bytes of the largest file it may write."""
RESOURCE_LIMITS = (
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_AS, MEMORY_BYTES),
    (resource.RLIMIT_FSIZE, LARGEST_OUTPUT_BYTES),
    (resource.RLIMIT_CORE, 0),
)


EXHAUSTED = 2
"""How a process ends that ran out of memory."""


def run_sandboxed(work: Callable[[T], None], items: Sequence[T], workers: int) -> list[T]:
    """Do `work` on each item. What it has to say it leaves in files.

    Returns the items that broke their process: it crashed, or used up its time or memory. One that was only not done
    in time, or failed in an orderly way, may succeed another day.
    """
    running: dict[ForkProcess, float] = {}
    waiting, broke = list(reversed(items)), list[T]()
    working: dict[ForkProcess, T] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            process = multiprocessing.get_context("fork").Process(target=_run, args=(work, waiting[-1]), daemon=True)
            process.start()
            working[process] = waiting.pop()
            running[process] = time.monotonic() + WALL_CLOCK_FACTOR * CPU_SECONDS
        broke += [working.pop(process) for process in _wait(running)]
    return broke


def _wait(running: dict[ForkProcess, float]) -> list[ForkProcess]:
    """Wait until one ends; end those whose time is over. Returns those that were broken by what they worked on."""
    broke = []
    wait([process.sentinel for process in running], timeout=1)
    for process, deadline in list(running.items()):
        if process.is_alive() and time.monotonic() > deadline:
            process.kill()
            process.join()
            del running[process]
        elif not process.is_alive():
            process.join()
            del running[process]
            if (process.exitcode or 0) < 0 or process.exitcode == EXHAUSTED:
                broke.append(process)
    return broke


def _run(work: Callable[[T], None], item: T) -> None:
    for kind, limit in RESOURCE_LIMITS:
        with contextlib.suppress(OSError, ValueError):  # not every system knows every limit, or a lower one stands
            resource.setrlimit(kind, (limit, limit))
    try:
        work(item)
    except MemoryError:
        os._exit(EXHAUSTED)
    except BaseException:  # the parent sees that nothing was left behind
        os._exit(1)
    os._exit(0)
