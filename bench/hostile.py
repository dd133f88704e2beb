"""The time that hostile files take: none may make the gate, a rule or the search for a line slow."""

import time

from bench.archive import REPOSITORY, the_office
from bench.setting import Setting
from bench.shapes import shapes
from bench.table import Row
from workflow.engine.run_rules import judge

SHOWN = 3


def run(setting: Setting) -> list[Row]:
    """Judge each hostile file as often as asked; the slowest ones, by their medians."""
    office = the_office(REPOSITORY)
    now = int(time.time())
    spent: dict[str, float] = {}
    for name, path, data in shapes():
        times = []
        for _ in range(setting.times):
            begun = time.process_time()
            judge(path, data, office, now)
            times.append(time.process_time() - begun)
        spent[name] = sorted(times)[len(times) // 2]
    slowest = sorted(spent, key=lambda name: -spent[name])[:SHOWN]
    return [Row(f"hostile ({len(spent)}): {name}", spent[name], 0.1) for name in slowest]
