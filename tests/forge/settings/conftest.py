"""The stand-in, as it is on the first day and as it should be."""

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.forge.settings.hub import TOKEN, Hub, serving
from workflow.forge.rest_api import GitHub
from workflow.forge.settings.apply import Result, apply, survey
from workflow.forge.settings.snapshot import Facts
from workflow.forge.settings.table import TABLE

WORKFLOWS = tuple(f".github/workflows/{name}.yml" for name in ("act", "deploy", "validate"))
FACTS = Facts(workflows=WORKFLOWS, labels=("surat",), bots=("redaksi-kantor[bot]",), signed=True)
Repository = Callable[..., Hub]


def forge_of(hub: Hub) -> GitHub:
    """The program's own client, with the stand-in's token."""
    return GitHub(hub.url, "kantor/berita", TOKEN)


def looked(hub: Hub, facts: Facts = FACTS) -> dict[str, Result]:
    """How every row stands."""
    return {one.row.key: one for one in survey(TABLE, forge_of(hub), facts)}


def mended(hub: Hub, facts: Facts = FACTS) -> dict[str, Result]:
    """Every row after `--apply`."""
    return {one.row.key: one for one in apply(TABLE, forge_of(hub), facts)}


def open_rows(found: dict[str, Result]) -> set[str]:
    """The rows that are still to be mended."""
    return {key for key, one in found.items() if not one.ok}


def by_people(hub: Hub) -> None:
    """What only people can set."""
    hub.variables |= {"APP_CLIENT_ID": "Iv23contoh"}
    hub.secrets["act"] = {"ACT_KEY", "APP_KEY"}
    hub.secrets["site"] = {"SITE_KEY"}


@pytest.fixture
def new() -> Iterator[Repository]:
    """A repository as GitHub makes it, public or private; its requests and answers were as GitHub describes them."""
    made: list[Hub] = []
    with ExitStack() as servers:

        def make(**how: bool) -> Hub:
            made.append(Hub(**how))
            made[-1].workflows = dict.fromkeys(WORKFLOWS, "active")
            servers.enter_context(serving(made[-1]))
            return made[-1]

        yield make
    assert [one for hub in made for one in hub.wrong] == []


@pytest.fixture(scope="session")
def settled() -> dict[str, Any]:
    """The state of a repository in which the program and people have set everything."""
    hub = Hub()
    hub.workflows = dict.fromkeys(WORKFLOWS, "active")
    with serving(hub):
        mended(hub)
        by_people(hub)
        assert open_rows(mended(hub)) == set()
    hub.writes.clear()
    return vars(hub)


@pytest.fixture
def whole(new: Repository, settled: dict[str, Any]) -> Hub:
    """A repository in which everything is set."""
    hub = new()
    url = hub.url
    vars(hub).update(copy.deepcopy(settled), url=url)
    return hub
