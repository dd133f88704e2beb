"""The work spread over the processors. Each worker inherits what it needs and sends back finished verdicts."""

import gc
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import msgspec

from workflow.rules.cache import encode
from workflow.rules.engine import Verdict

Judge = Callable[[str], Verdict]

SHARE = 250
"""Files a worker takes at a time."""

_judges: list[Judge] = []
"""What this worker judges with; set once, when it starts."""


def judge_in_parallel(judge: Judge, paths: list[str], workers: int) -> dict[str, Verdict]:
    """Verdicts of many files, by several processes.

    They are forked, so that they inherit `judge` and the office in it: sending those costs more than judging.
    """
    shares = [paths[start : start + SHARE] for start in range(0, len(paths), SHARE)]
    decoder = msgspec.msgpack.Decoder(list[Verdict])
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (judge,)) as pool:
        return {verdict.path: verdict for data in pool.map(_judge_share, shares) for verdict in decoder.decode(data)}


def _begin(judge: Judge) -> None:
    """A worker starts. Looking for garbage would cost it a tenth of its time and find none worth having."""
    gc.disable()
    _judges.append(judge)


def _judge_share(paths: list[str]) -> bytes:
    """One worker's share, encoded: bytes travel faster than objects."""
    return encode([_judges[-1](path) for path in paths])
