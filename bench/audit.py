"""The audit of a long history: beside bare reading, and beside a walk by GitPython."""

from bench.change import COMMITS, REQUESTS
from bench.measure import PYTHON, REDAKSI, medians, peak, process
from bench.setting import Setting
from bench.table import Row

WALKED = 1_000
"""Commits that GitPython walks; its time is multiplied, since it grows with them evenly."""


def run(setting: Setting) -> list[Row]:
    """10,000 requests, some 90,000 entries in 30,000 commits."""
    root = setting.past(REQUESTS, COMMITS)
    ours, bare, walk = medians(
        min(setting.times, 3),
        lambda: process(REDAKSI, "audit", "--root", root),
        lambda: process(PYTHON, "-m", "bench.walks", "bare", root),
        lambda: process(PYTHON, "-m", "bench.walks", "walk", root, str(WALKED)) * COMMITS / WALKED,
    )
    return [
        Row("audit, bare reading", ours, 2.5, peer=bare),
        Row("audit, walk by GitPython (last 1,000 commits, multiplied)", ours, 15, peer=walk, times_faster=True),
        Row("audit, memory", peak(REDAKSI, "audit", "--root", root), 600, unit="MiB"),
    ]
