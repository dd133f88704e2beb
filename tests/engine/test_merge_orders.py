"""Pull requests in random orders: never two of one number, never a lost entry, never a main that the check refuses."""

import random
from pathlib import Path

import pytest

from tests.support.merge_orders import REQUESTS, World


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("orders"))


@pytest.mark.parametrize("name", [work.__name__ for work in REQUESTS])
def test_each_is_valid_alone(world: World, name: str) -> None:
    assert world.office.check("main", world.branches[name]) == []


@pytest.mark.parametrize("seed", range(25))
def test_main_stays_sound_in_any_order(world: World, seed: int) -> None:
    accepted = world.run(random.Random(seed))
    assert accepted
    rivals = [{"honest_step", "another_return"}, {"new_letter", "another_letter"}]
    for pair in rivals:
        assert len(pair & set(accepted)) < 2


def test_the_world_is_put_together_anew_each_time(tmp_path: Path) -> None:
    one, two = World(tmp_path / "a"), World(tmp_path / "b")
    assert one.run(random.Random(7)) == two.run(random.Random(7))
