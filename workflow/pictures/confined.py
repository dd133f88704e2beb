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

SECONDS = 60
"""Of processor and of waiting; the largest picture takes about five."""
MEMORY = 3 * 1024**3
"""Bytes of addresses, with all that the process inherits."""
OUTPUT = 64 * 1024**2
"""Bytes of the largest file it may write."""
LIMITS = (
    (resource.RLIMIT_CPU, SECONDS),
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_FSIZE, OUTPUT),
    (resource.RLIMIT_CORE, 0),
)


def confine(work: Callable[[T], None], items: Sequence[T], workers: int) -> None:
    """Do `work` on each item. What it has to say it leaves in files."""
    running: dict[ForkProcess, float] = {}
    waiting = list(reversed(items))
    while waiting or running:
        while waiting and len(running) < workers:
            process = multiprocessing.get_context("fork").Process(target=_run, args=(work, waiting.pop()), daemon=True)
            process.start()
            running[process] = time.monotonic() + SECONDS
        _wait(running)


def _wait(running: dict[ForkProcess, float]) -> None:
    """Wait until one ends; end those whose time is over."""
    wait([process.sentinel for process in running], timeout=1)
    for process, deadline in list(running.items()):
        if process.is_alive() and time.monotonic() > deadline:
            process.kill()
            process.join()
        if not process.is_alive():
            process.join()
            del running[process]


def _run(work: Callable[[T], None], item: T) -> None:
    for kind, limit in LIMITS:
        with contextlib.suppress(OSError, ValueError):  # not every system knows every limit, or a lower one stands
            resource.setrlimit(kind, (limit, limit))
    try:
        work(item)
    except BaseException:  # the parent sees that nothing was left behind
        os._exit(1)
    os._exit(0)
