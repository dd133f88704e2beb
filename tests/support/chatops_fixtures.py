"""An office to whose counter people come."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chatops_office import Counter, filled, open_counter, written


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """Nobody has come yet."""
    with open_counter(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, int]]:
    """A text that waits for Sari, and its pull request."""
    with pytest.MonkeyPatch.context() as patch, open_counter(tmp_path_factory.mktemp("counter"), patch) as made:
        made.letter("rina", filled(), "09:00")
        pull = max(made.forge.pulls)
        written(made, pull)
        yield made, pull
