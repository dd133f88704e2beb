"""A sandbox for work on untrusted input: a process of its own with limits on time, memory and disk.

Every process that it starts belongs to its group and ends with it.
"""

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path

from workflow.infra.resource_limits import OUT_OF_MEMORY_EXIT, run_and_exit

Send = Callable[[bytes], None]
MEMORY_LIMIT = 2 << 30
"""Bytes of addresses of each process, beside those that it was born with."""
STATM = Path("/proc/self/statm")
"""Where Linux says how many pages of addresses a process has."""
FILE_LIMIT = 32 << 20
"""Bytes; the largest file of a site or of a build's cache has a tenth."""
DISK_LIMIT = 4 << 30
"""Bytes of the disk that may be used while the work goes on."""
POLL_SECONDS = 0.1
"""Seconds between two looks at the limits."""


class SandboxEnd(StrEnum):
    """How the work ended before it was done."""

    TIME = "time"
    MEMORY = "memory"
    ROOM = "room"
    CRASH = "crash"


def run_confined(work: Callable[[Send], None], folder: Path, seconds: int) -> Iterator[bytes | SandboxEnd]:
    """What `work` sends, and last how it ended where that was not its own doing.

    `folder`: where it writes; `seconds`: at most, by the clock. It gets no object back and changes nothing here.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, sender))
    process.start()
    sender.close()
    group = process.pid or 0
    try:
        with receiver:
            yield from _supervise(receiver, process, folder, time.monotonic() + seconds)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
        process.kill()
        process.join()


def _supervise(
    receiver: Connection, process: ForkProcess, folder: Path, deadline: float
) -> Iterator[bytes | SandboxEnd]:
    free = shutil.disk_usage(folder).free
    while True:
        is_over = not process.is_alive()  # asked first, so that nothing sent before its end is lost
        try:
            if receiver.poll(POLL_SECONDS):
                yield receiver.recv_bytes()
                continue
        except (EOFError, OSError):
            process.join(POLL_SECONDS)
            is_over = True
        if is_over:
            if process.exitcode:
                yield _end(process.exitcode)
            return
        if time.monotonic() > deadline:
            yield SandboxEnd.TIME
            return
        if free - shutil.disk_usage(folder).free > DISK_LIMIT:
            yield SandboxEnd.ROOM
            return


def _end(code: int) -> SandboxEnd:
    if code == OUT_OF_MEMORY_EXIT:
        return SandboxEnd.MEMORY
    return SandboxEnd.TIME if -code in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL) else SandboxEnd.CRASH


def _run(work: Callable[[Send], None], sender: Connection) -> None:
    os.setsid()
    limits = {
        resource.RLIMIT_AS: _address_space() + MEMORY_LIMIT,
        resource.RLIMIT_FSIZE: FILE_LIMIT,
        resource.RLIMIT_CORE: 0,
    }
    run_and_exit(lambda: work(sender.send_bytes), limits.items())


def _address_space() -> int:
    """Bytes of addresses that this process has already: a fork has all of its parent's."""
    return int(STATM.read_text().split()[0]) * resource.getpagesize() if STATM.exists() else 0
