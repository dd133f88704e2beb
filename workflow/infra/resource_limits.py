"""Sandboxing of a forked process: limits of time, memory and output that the kernel holds, and how the process ends."""

import contextlib
import os
import resource
from collections.abc import Callable, Iterable
from typing import NoReturn

OUT_OF_MEMORY_EXIT = 2
"""The exit code of a process that ran out of memory; any other failure leaves with 1."""


def run_and_exit(work: Callable[[], object], limits: Iterable[tuple[int, int]]) -> NoReturn:
    """Do the work of a forked process under limits (see setrlimit(2)) and end it, without its parent's clean-up."""
    for kind, limit in limits:
        with contextlib.suppress(OSError, ValueError):  # not every system knows every limit, or a lower one stands
            resource.setrlimit(kind, (limit, limit))
    try:
        work()
    except MemoryError:
        os._exit(OUT_OF_MEMORY_EXIT)
    except BaseException:  # the parent sees what is missing
        os._exit(1)
    os._exit(0)
