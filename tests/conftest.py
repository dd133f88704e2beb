"""One language and one cache folder for every test, so that none depends on the machine it runs on."""

import gc
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from _pytest.nodeid import NodeId
from hypothesis import HealthCheck, settings

from tests.support import run_cache
from tests.support.quick import starts_something
from tests.support.sample_needed import REASON, needs_sample, top_level_is_sample

pytest_plugins = [
    "tests.support.chatops_fixtures",
    "tests.support.github_settings",
    "tests.support.mail_desk",
    "tests.support.sample_site",
    "tests.support.site_browser",
]
"""What tests of several rooms ask for; a session's fixtures are made once for all of them."""

settings.register_profile(
    "redaksi", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("redaksi")
CACHES = count()
LEFT_OUT = pytest.StashKey[list[Path]]()
TOGETHER = 50
"""Tests of a module that one process takes at a time where each is over at once: to hand out one costs a millisecond."""


def pytest_configure(config: pytest.Config) -> None:
    """Processes of one run share what takes long to make."""
    run_cache.begin(config)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where the top level is another office, leave out the files that are about the sample; how many is told."""
    if top_level_is_sample() or not collection_path.match("test_*.py") or not needs_sample(collection_path):
        return None
    config.stash.setdefault(LEFT_OUT, []).append(collection_path)
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out, and why."""
    if left_out := config.stash.get(LEFT_OUT, []):
        terminalreporter.write_line(f"{len(left_out)} test files left out: {REASON}.")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Among several processes, a module's fixtures are made in one of them, and what takes long is begun first."""
    if not hasattr(config, "workerinput"):
        return
    seen = Counter[Path]()
    for item in items:
        group = _made_once(item)
        if not group and not starts_something(item.path):
            group = f"{_module(item)}-{seen[item.path] // TOGETHER}-together"
            seen[item.path] += 1
        if group and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(group))
        _name_group(item)
    items.sort(key=lambda item: (not starts_something(item.path), item.get_closest_marker("xdist_group") is None))


def _name_group(item: pytest.Item) -> None:
    """Put a test's group into its id, where xdist looks for it: since pytest 9.2 xdist 3.8 itself does so in vain."""
    if group := item.get_closest_marker("xdist_group"):
        item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")


def pytest_collection_finish() -> None:
    """No process that is forked from here looks through 13,000 tests for garbage: each would take half a second."""
    gc.collect()
    gc.freeze()


def _made_once(item: pytest.Item) -> str:
    """The module whose fixtures a test needs, with the places of their parameters; "" where it needs none."""
    fixtures = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    names = sorted(name for name, found in fixtures.items() if found[-1].scope == "module")
    places = getattr(item, "callspec", None)
    chosen = [str(places.indices[name]) for name in names if name in places.indices] if places else []
    return "-".join([_module(item), *chosen]) if names else ""


def _module(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Speak English, keep caches out of the user's home, and take no colour from the terminal."""
    monkeypatch.setenv("REDAKSI_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / f"caches/{next(CACHES)}"))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits for GitHub; the seconds that would have been waited."""
    from workflow.forge.rest_api import GitHub

    waits: list[float] = []
    monkeypatch.setattr(GitHub, "pause", staticmethod(waits.append))
    return waits


@pytest.fixture
def office_root(tmp_path: Path) -> Path:
    """The base office, for a test to change."""
    from tests.support.offices import base_office

    return base_office(tmp_path / "office")
