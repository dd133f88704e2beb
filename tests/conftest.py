"""One language and one cache folder for every test, so that none depends on the machine it runs on."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import shared

settings.register_profile(
    "redaksi", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("redaksi")


def pytest_configure(config: pytest.Config) -> None:
    """Processes of one run share what takes long to make."""
    shared.begin(config)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Speak English, keep caches out of the user's home, and take no colour from the terminal."""
    monkeypatch.setenv("REDAKSI_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits for GitHub; the seconds that would have been waited."""
    from workflow.forge.github import GitHub

    waits: list[float] = []
    monkeypatch.setattr(GitHub, "pause", staticmethod(waits.append))
    return waits


@pytest.fixture
def office_root(tmp_path: Path) -> Path:
    """The base office, for a test to change."""
    from tests.support import base_office

    return base_office(tmp_path / "office")
