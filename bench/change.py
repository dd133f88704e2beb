"""The check of a change of three files, and whether it costs more in a longer history."""

from bench.measure import PYTHON, REDAKSI, medians, process
from bench.setting import Setting
from bench.table import Row

REQUESTS, COMMITS, MANY_COMMITS = 10_000, 30_000, 100_000
CHECK = (REDAKSI, "check", "--base", "main", "--head", "change")


def run(setting: Setting) -> list[Row]:
    """Beside GitPython, which only opens the repository and reads the three pairs; then three times the commits."""
    few, many = setting.past(REQUESTS, COMMITS), setting.past(REQUESTS, MANY_COMMITS)
    ours, longer, peer = medians(
        setting.times,
        lambda: process(*CHECK, folder=few),
        lambda: process(*CHECK, folder=many),
        lambda: process(PYTHON, "-m", "bench.walks", "pairs", few),
    )
    return [
        Row("change of three files, GitPython reading them", ours, 2, peer=peer),
        Row("the same after 100,000 commits, after 30,000", longer, 1.2, peer=ours),
    ]
