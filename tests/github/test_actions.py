"""The actions: each has a stand-in with the inputs and outputs of the pinned one, and is used as that one allows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.github.description import HERE
from tests.github.tokens import APP_BOT
from tests.github.workflows import parse
from tests.support.offices import ROOT

ACTIONS = HERE.parent / "actions"
FILES = [*sorted((ROOT / ".github/workflows").glob("*.yml")), *sorted((ROOT / ".github/actions").glob("*/action.yml"))]
PINNED = re.compile(r"uses: ((?:actions|pypa)/\S+)@([0-9a-f]{40}) # (v[\d.]+)")
REMOTE = re.compile(r"(?:actions|pypa)/")


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step that uses an action of somebody else's."""
    for file in FILES:
        content = parse(file.name, file.read_text()).content
        jobs = content["jobs"].values() if "jobs" in content else [content["runs"]]
        for job in jobs:
            for step in job["steps"]:
                if REMOTE.match(str(step.get("uses", ""))):
                    yield file.name, step


def stand_in(name: str) -> Path:
    """The stand-in of an action such as `actions/cache/restore`."""
    return ACTIONS / name.partition("/")[2] / "action.yml"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{Path(file).parent.name}-{Path(file).name}")
def test_each_action_is_pinned_and_has_a_stand_in_of_that_very_commit(file: Path) -> None:
    text = file.read_text()
    pinned = PINNED.findall(text)
    assert len(pinned) == len(re.findall(r"uses: (?!\./)", text))
    for name, commit, version in pinned:
        assert f"as in {name} at {commit} ({version})." in stand_in(name).read_text().splitlines()[0]


def test_each_input_is_one_that_the_action_has_and_what_it_requires_is_given() -> None:
    found = list(steps())
    assert len(found) > 10
    for file, step in found:
        inputs = yaml.safe_load(stand_in(step["uses"].partition("@")[0]).read_text())["inputs"]
        given = set(step.get("with", {}))
        assert given <= set(inputs), (file, step)
        required = {name for name, one in inputs.items() if one.get("required") and "default" not in one}
        assert required <= given, (file, step)


def test_each_output_that_is_read_is_one_that_the_action_has() -> None:
    for file in FILES:
        content = parse(file.name, file.read_text()).content
        for job in content.get("jobs", {}).values():
            uses = {step["id"]: step["uses"] for step in job["steps"] if "id" in step and "uses" in step}
            for identity, name in re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", str(job)):
                if REMOTE.match(uses.get(identity, "")):
                    outputs = yaml.safe_load(stand_in(uses[identity].partition("@")[0]).read_text())["outputs"]
                    assert name in outputs, (file, identity, name)


def test_there_is_no_stand_in_that_nothing_uses() -> None:
    """Main actions only: those below another's folder come with it."""
    used = {stand_in(step["uses"].partition("@")[0]) for _, step in steps()}
    assert set(ACTIONS.rglob("action.yml")) == used


def test_the_app_is_the_one_that_the_sample_office_names() -> None:
    assert APP_BOT in (ROOT / "site_config/policy.yml").read_text()
