"""GitHub's own examples: what counts is understood, all else is ignored for the right reason."""

import json
from pathlib import Path

import pytest

from tests.support.github_payloads import EXAMPLES
from workflow.forge.event import Event, EventKind, IgnoredEvent, IgnoreReason
from workflow.forge.webhook import COUNTED_ACTION, RUN_EVENT, read_event


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_is_understood(file: Path) -> None:
    name = file.name.partition(".")[0]
    data = json.loads(file.read_bytes())
    found = read_event(name, file.read_bytes())
    if data["action"] != COUNTED_ACTION[name]:
        assert found == IgnoredEvent(IgnoreReason.ACTION)
        return
    if name == RUN_EVENT:
        assert found == IgnoredEvent(IgnoreReason.FORM if "path" not in data["workflow_run"] else IgnoreReason.RUN)
        return
    part = {EventKind.COMMENT: "comment", EventKind.ISSUE: "issue"}[EventKind(name)]
    if data["sender"]["type"] == "Bot":
        assert found == IgnoredEvent(IgnoreReason.PROGRAM)
        return
    assert isinstance(found, Event)
    assert found.id == data[part]["id"]
    assert found.text == (data[part]["body"] or "")
    assert (found.login, found.account) == (data["sender"]["login"], data["sender"]["id"])
    assert found.repository == data["repository"]["full_name"]
    assert found.number == data["issue"]["number"]
    if data["sender"]["login"] != data[part]["user"]["login"]:
        assert found.doubt is IgnoreReason.SENDER
    elif part == "comment" and data[part]["created_at"] != data[part]["updated_at"]:
        assert found.doubt is IgnoreReason.EDITED
    else:
        assert found.doubt is None


def test_all_kinds_are_there() -> None:
    assert len(EXAMPLES) > 30
    assert {file.name.partition(".")[0] for file in EXAMPLES} == set(COUNTED_ACTION)


def test_an_example_for_another_event_is_ignored() -> None:
    for file in EXAMPLES:
        name = file.name.partition(".")[0]
        for other in {*COUNTED_ACTION} - {name}:
            assert isinstance(read_event(other, file.read_bytes()), IgnoredEvent)
        assert read_event("push", file.read_bytes()) == IgnoredEvent(IgnoreReason.NAME)
