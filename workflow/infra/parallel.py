"""Process pool: work spread over the processors. Workers are forked, inherit what they need and send back bytes."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
Work = Callable[[Any], bytes]

CHUNK_SIZE = 250
"""Items that a worker takes at a time."""

_inherited: list[Work] = []
"""What this worker process does; set once, when it starts."""


def worker_count() -> int:
    """How many workers are worth starting: one where other threads run, since a fork would copy their locks."""
    return 1 if threading.active_count() > 1 else os.cpu_count() or 1


def chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """The items in chunks that a worker takes at a time."""
    return [items[start : start + CHUNK_SIZE] for start in range(0, len(items), CHUNK_SIZE)]


def map_in_processes(work: Work, pieces: Sequence[Any], workers: int) -> Iterator[bytes]:
    """What `work` gives for each piece, in order, done by several processes of which this is one.

    Bytes travel faster than objects. The other processes are forked, so that they inherit `work` and all that it knows:
    sending that costs more than the work. Each takes every n-th piece, so that none waits for another. Where
    no process can be started, or one is killed, this one does the rest.
    """
    done = 0
    if workers > 1 and len(pieces) > 1:
        others = [piece for number, piece in enumerate(pieces) if number % workers]
        try:
            with ProcessPoolExecutor(workers - 1, multiprocessing.get_context("fork"), _start_worker, (work,)) as pool:
                theirs = pool.map(_work, others)
                for number, piece in enumerate(pieces):
                    result = next(theirs) if number % workers else work(piece)
                    done += 1
                    yield result
        except (OSError, BrokenProcessPool):
            pass  # an error of the work itself comes again below
    yield from map(work, pieces[done:])


def _start_worker(work: Work) -> None:
    """Garbage collection would cost a worker a tenth of its time and free next to nothing."""
    gc.disable()
    _inherited.append(work)


def _work(piece: Any) -> bytes:
    return _inherited[-1](piece)


class BackgroundTask:
    """Work that another process does in the background, so that its result may be there when it is wanted.

    Where no process can be started, or it dies, or the work raises, the work is done when its result is asked for.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._work = work
        self._receiver: Connection | None = None
        if worker_count() > 1:
            with suppress(OSError):
                self._receiver = self._start()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        with sender:
            context.Process(target=_run, args=(self._work, sender), daemon=True).start()
        return receiver

    def result(self) -> bytes:
        """What the work gave; to be asked for once."""
        if self._receiver:
            with suppress(OSError, EOFError), self._receiver as receiver:
                return receiver.recv_bytes()
        return self._work()


def _run(work: Callable[[], bytes], sender: Connection) -> None:
    gc.disable()
    with suppress(Exception):  # the caller of `result` meets the error
        sender.send_bytes(work())
