"""One office for all trials of a process, and a cache of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.trial_office import TrialOffice


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> TrialOffice:
    """The office, made once."""
    return TrialOffice(tmp_path_factory.mktemp("trial") / "office")


@pytest.fixture
def office(repository: TrialOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrialOffice]:
    """The office before a change."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repository.begin()
    yield repository
    repository.begin()
