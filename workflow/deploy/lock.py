"""A file lock (flock) for one run at a time: the system gives it back when the process ends, however it ends.

A program that was started with `close_fds=False` meanwhile holds it too: it may outlive a process that is killed.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BusyError(Exception):
    """Another run holds the lock."""


@contextmanager
def exclusive_lock(file: Path) -> Iterator[None]:
    """Hold a lock that nobody else holds. Raises BusyError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    os.set_inheritable(handle, True)  # noqa: FBT003  # the module's own signature
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BusyError from None
    finally:
        os.close(handle)
