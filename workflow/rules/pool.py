"""The work spread over the processors. Each worker inherits the office and sends back finished verdicts."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from workflow.records.office import Office
from workflow.rules.cache import encode
from workflow.rules.engine import Verdict, judge

SHARE = 250
"""Files a worker takes at a time."""

_setting: tuple[Path, Office | None, int] | None = None


def judge_in_parallel(
    root: Path, paths: list[str], office: Office | None, now: int, workers: int
) -> dict[str, Verdict]:
    """Verdicts of many files, by several processes that were forked from this one."""
    global _setting  # forked workers inherit it; sending an office to each would cost more than judging
    _setting = (root, office, now)
    shares = [paths[start : start + SHARE] for start in range(0, len(paths), SHARE)]
    decoder = msgspec.msgpack.Decoder(list[Verdict])
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        done = pool.map(_judge_share, shares)
        return {verdict.path: verdict for data in done for verdict in decoder.decode(data)}


def _judge_share(paths: list[str]) -> bytes:
    assert _setting is not None
    root, office, now = _setting
    from workflow.rules.check import _judge_file

    return encode([_judge_file(root, path, office, now) for path in paths])
