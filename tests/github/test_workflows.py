"""Reading workflow files as GitHub does."""

from typing import Any

import pytest

from tests.github import rules
from tests.github.things import Event
from tests.github.workflows import Workflow, cut, environment, parse
from tests.support.offices import ROOT

TEXT = """\
name: coba
on:
  pull_request:
    types: [opened, edited]
    paths: [content/**]
  push:
    branches: [main]
    paths-ignore: ["content/**", "*.md"]
  workflow_run:
    workflows: [review]
    types: [completed]
  schedule:
    - cron: "7 0 * * *"
  merge_group:
permissions: {contents: read}
jobs:
  second:
    needs: first
    runs-on: ubuntu-24.04
    permissions: {issues: write, contents: read}
    steps: [{run: "true"}]
  first:
    runs-on: ubuntu-24.04
    outputs: {made: "${{ steps.a.outputs.b }}"}
    steps: [{run: "true"}]
"""


def event(name: str, branch: str = "main", **payload: Any) -> Event:
    return Event(name, payload, f"refs/heads/{branch}", "", "rina", head="", branch=branch)


PULL: Any = {"pull_request": {"base": {"ref": "main"}}}


@pytest.fixture
def workflow() -> Workflow:
    return parse("coba.yml", TEXT)


@pytest.mark.parametrize(
    ("heard", "changed", "is_heard"),
    [
        (event("pull_request", action="opened", **PULL), ["content/a.md"], True),
        (event("pull_request", action="synchronize", **PULL), ["content/a.md"], False),
        (event("pull_request", action="edited", **PULL), ["README.md", "content/a/b.md"], True),
        (event("pull_request", action="opened", **PULL), ["README.md"], False),
        (event("push"), ["workflow/a.py"], True),
        (event("push", "ubah"), ["workflow/a.py"], False),
        (event("push"), ["README.md", "content/a.md"], False),
        (event("push"), ["docs/README.md"], True),
        (event("workflow_run", action="completed", workflow_run={"name": "review"}), [], True),
        (event("workflow_run", action="completed", workflow_run={"name": "validate"}), [], False),
        (event("schedule", schedule="7 0 * * *"), [], True),
        (event("schedule", schedule="8 0 * * *"), [], False),
        (event("merge_group", action="checks_requested"), [], True),
        (event("issues", action="opened"), [], False),
    ],
)
def test_an_event_is_heard(workflow: Workflow, heard: Event, changed: list[str], *, is_heard: bool) -> None:
    assert workflow.hears(heard, changed) is is_heard


def tagged(name: str) -> Event:
    ref = f"refs/tags/{name}"
    return Event("push", {}, ref, "", "rina", head="", branch=ref)


@pytest.mark.parametrize(
    ("filters", "heard"),
    [
        ("{tags: ['v*']}", ["v1.2.0"]),
        ("{tags: ['v*'], branches: [main]}", ["main", "v1.2.0"]),
        ("{tags: ['v*'], paths-ignore: ['*']}", ["v1.2.0"]),
        ("{branches: ['**']}", ["main"]),
        ("", ["main", "v1.2.0", "lama"]),
    ],
)
def test_a_filter_for_tags_hears_tags_and_one_for_branches_branches(filters: str, heard: list[str]) -> None:
    workflow = parse("coba.yml", f"on:\n  push: {filters}\njobs: {{}}")
    pushes = {"main": event("push"), "v1.2.0": tagged("v1.2.0"), "lama": tagged("lama")}
    assert [name for name, one in pushes.items() if workflow.hears(one, ["a.py"])] == heard


def test_a_workflow_that_names_no_activities_hears_github_s_three() -> None:
    plain = parse("coba.yml", "on: pull_request\njobs: {}")
    assert [plain.hears(event("pull_request", action=one, **PULL), []) for one in ("opened", "edited")] == [True, False]


def test_permissions_are_the_job_s_own_or_the_workflow_s(workflow: Workflow) -> None:
    first, second = workflow.jobs.values()
    assert list(workflow.jobs) == ["first", "second"]
    assert workflow.grants(first) == {"contents": "read"}
    assert workflow.grants(second) == {"issues": "write", "contents": "read"}
    assert workflow.grants(second, fork=True) == {"issues": "read", "contents": "read"}
    with pytest.raises(AssertionError, match="isues"):
        workflow.grants({"permissions": {"isues": "write"}})


@pytest.mark.parametrize(("result", "command"), [("success", "true"), ("failure", "false"), ("skipped", "true")])
def test_a_file_is_cut_to_one_job_and_what_came_of_those_before(workflow: Workflow, result: str, command: str) -> None:
    made = cut(workflow, "push", "second", {"first": {"result": result, "outputs": {"made": "x"}}})
    assert made["jobs"]["second"] == workflow.jobs["second"]
    assert made["jobs"]["first"]["outputs"] == {"made": "x"}
    assert made["jobs"]["first"]["steps"] == [{"run": command}]
    assert made["on"] == {"push": None}


def test_each_environment_that_a_job_names_is_one_that_the_office_closes() -> None:
    files = [parse(file.name, file.read_text()) for file in (ROOT / ".github/workflows").glob("*.yml")]
    assert {environment(job) for one in files for job in one.jobs.values()} - {""} == set(rules.BRANCHES)
