"""A thousand random orders of concurrent pull requests: what counts is not the time but that main stays sound."""

import random
import time

from bench.setting import Setting
from bench.table import Row
from tests.support.merge_orders import World

ORDERS = 1_000


def run(setting: Setting) -> list[Row]:
    """Run them all; an AssertionError ends the benchmark where one leaves main unsound."""
    root = setting.folder / "orders"
    root.mkdir()
    world, begun = World(root), time.perf_counter()
    accepted = sum(len(world.run(random.Random(seed))) for seed in range(ORDERS))
    spent = time.perf_counter() - begun
    return [Row(f"{ORDERS} random orders, {accepted} merges, orders left unsound: 0", spent / ORDERS, 1)]
