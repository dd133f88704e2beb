"""The work spread over the processors. Each worker inherits what it needs and sends back bytes."""

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
"""Files a worker takes at a time."""

_works: list[Work] = []
"""What this worker does; set once, when it starts."""


def worker_count() -> int:
    """How many workers are worth starting: one where other threads run, since a fork would copy their locks."""
    return 1 if threading.active_count() > 1 else os.cpu_count() or 1


def chunks(items: Sequence[T]) -> list[Sequence[T]]:
    """The work in pieces that a worker takes at a time."""
    return [items[start : start + CHUNK_SIZE] for start in range(0, len(items), CHUNK_SIZE)]


def map_in_processes(work: Work, pieces: Sequence[Any], workers: int) -> Iterator[bytes]:
    """What `work` gives for each piece, in order, by several processes, of which this is one.

    Bytes travel faster than objects. The others are forked, so that they inherit `work` and all that it knows: sending
    that costs more than the work. Each takes every n-th piece, so that none waits for another. Where
    no process can be started, or one is killed, this one does what is missing.
    """
    done = 0
    if workers > 1 and len(pieces) > 1:
        others = [piece for number, piece in enumerate(pieces) if number % workers]
        try:
            with ProcessPoolExecutor(workers - 1, multiprocessing.get_context("fork"), _begin, (work,)) as pool:
                theirs = pool.map(_do, others)
                for number, piece in enumerate(pieces):
                    data = next(theirs) if number % workers else work(piece)
                    done += 1
                    yield data
        except (OSError, BrokenProcessPool):
            pass  # an error of the work itself comes again below
    yield from map(work, pieces[done:])


def _begin(work: Work) -> None:
    """A worker starts. Looking for garbage would cost it a tenth of its time and find none worth having."""
    gc.disable()
    _works.append(work)


def _do(piece: Any) -> bytes:
    return _works[-1](piece)


class BackgroundTask:
    """Work that another process does meanwhile, so that its bytes may be there when they are wanted.

    Where no process can be started, or it dies, or the work raises, the work is done when its bytes are asked for.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._work = work
        self._answer: Connection | None = None
        if worker_count() > 1:
            with suppress(OSError):
                self._answer = self._send()

    def _send(self) -> Connection:
        context = multiprocessing.get_context("fork")
        answer, told = context.Pipe(duplex=False)
        with told:
            context.Process(target=_run, args=(self._work, told), daemon=True).start()
        return answer

    def result(self) -> bytes:
        """What the work gave, once."""
        if self._answer:
            with suppress(OSError, EOFError), self._answer as answer:
                return answer.recv_bytes()
        return self._work()


def _run(work: Callable[[], bytes], told: Connection) -> None:
    gc.disable()
    with suppress(Exception):  # whoever asks for the bytes meets the error
        told.send_bytes(work())
