"""What `redaksi validate` reads, GitHub describes: whatever may be null or absent there is read without harm."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from tests.github.description import WEBHOOKS, example, wrong_answer, wrong_event
from workflow.forge.merge_candidate import MergeCandidate, read_merge_candidate
from workflow.forge.pull_requests import PullRequest
from workflow.forge.push_activity import PushActivity
from workflow.forge.reviews import Review

EVENTS = [name for name in WEBHOOKS if name.startswith(("pull-request-", "merge-group-")) and "review" not in name]
ACTIVITY = "GET /repos/{owner}/{repo}/activity"
LISTS: dict[str, Any] = {
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": Review,
    ACTIVITY: PushActivity,
    "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls": PullRequest,
}
READ = ("repository", "pull_request", "merge_group", "head", "base", "repo", "user", "actor")
"""What is looked into."""


def lacking(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same with one field null or absent, below each that is looked into too."""
    for name, part in value.items():
        yield name, value | {name: None}
        yield name, {key: other for key, other in value.items() if key != name}
        if name in READ and isinstance(part, dict):
            yield from ((f"{name}.{below}", value | {name: other}) for below, other in lacking(part))


def name_of(event: str) -> str:
    return "merge_group" if event.startswith("merge") else "pull_request"


@pytest.mark.parametrize("event", EVENTS)
def test_each_event_that_github_may_send_is_a_proposal(event: str) -> None:
    """But for one without its repository, of which nobody could say which branch is the default one."""
    whole = example(event)
    found = read_merge_candidate(name_of(event), json.dumps(whole).encode())
    assert isinstance(found, MergeCandidate)
    assert found.default
    tried, known = 0, {*wrong_event(event, whole)}  # GitHub's older examples lack what its description demands by now
    for path, made in lacking(whole):
        if (
            not path.startswith(("repository.", "sender."))
            and path.count(".") < 3
            and known.issuperset(wrong_event(event, made))
        ):
            tried += 1
            if path == "repository":
                with pytest.raises(ValueError, match=name_of(event)):
                    read_merge_candidate(name_of(event), json.dumps(made).encode())
            else:
                read_merge_candidate(name_of(event), json.dumps(made).encode())
    assert tried > 3


def test_the_events_are_there() -> None:
    assert {name_of(event) for event in EVENTS} == {"pull_request", "merge_group"}


@pytest.mark.parametrize("operation", LISTS)
def test_each_list_that_github_may_answer_is_read(operation: str) -> None:
    whole = example(operation)[0]
    if operation == ACTIVITY:  # GitHub's example is of a time before its description
        newer = {"timestamp": whole["pushed_at"], "activity_type": "push", "actor": whole["pusher"]}
        whole = whole | newer
        assert not wrong_answer(operation, [whole])
    known, tried = {*wrong_answer(operation, [whole])}, 0
    for _, made in [("", whole), *lacking(whole)]:
        if known.issuperset(wrong_answer(operation, [made])):
            tried += 1
            msgspec.convert(made, LISTS[operation])
    assert tried > 1
