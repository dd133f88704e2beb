"""GitHub's own examples: what counts is understood, all else is ignored for the right reason."""

import json
from pathlib import Path

import pytest

from tests.support.github_payloads import EXAMPLES
from workflow.forge.event import Event, Ignored, Kind, Reason
from workflow.forge.webhook import ACTIONS, RUN, read_event


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_is_understood(file: Path) -> None:
    name = file.name.partition(".")[0]
    data = json.loads(file.read_bytes())
    found = read_event(name, file.read_bytes())
    if data["action"] != ACTIONS[name]:
        assert found == Ignored(Reason.ACTION)
        return
    if name == RUN:
        assert found == Ignored(Reason.FORM if "path" not in data["workflow_run"] else Reason.RUN)
        return
    part = {Kind.COMMENT: "comment", Kind.ISSUE: "issue"}[Kind(name)]
    if data["sender"]["type"] == "Bot":
        assert found == Ignored(Reason.PROGRAM)
        return
    assert isinstance(found, Event)
    assert found.id == data[part]["id"]
    assert found.text == (data[part]["body"] or "")
    assert (found.login, found.account) == (data["sender"]["login"], data["sender"]["id"])
    assert found.repository == data["repository"]["full_name"]
    assert found.number == data["issue"]["number"]
    if data["sender"]["login"] != data[part]["user"]["login"]:
        assert found.doubt is Reason.SENDER
    elif part == "comment" and data[part]["created_at"] != data[part]["updated_at"]:
        assert found.doubt is Reason.EDITED
    else:
        assert found.doubt is None


def test_all_kinds_are_there() -> None:
    assert len(EXAMPLES) > 30
    assert {file.name.partition(".")[0] for file in EXAMPLES} == set(ACTIONS)


def test_an_example_for_another_event_is_ignored() -> None:
    for file in EXAMPLES:
        name = file.name.partition(".")[0]
        for other in {*ACTIONS} - {name}:
            assert isinstance(read_event(other, file.read_bytes()), Ignored)
        assert read_event("push", file.read_bytes()) == Ignored(Reason.NAME)
