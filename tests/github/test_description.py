"""What the stand-in answers, GitHub describes; what GitHub describes otherwise is not taken."""

from pathlib import Path
from typing import Any

import pytest

from tests.forge.settings.routes import ROUTES as SETTINGS
from tests.github.description import HERE, WEBHOOKS, example, parts_of, read, wrong_answer, wrong_event, wrong_request
from tests.github.routes import ROUTES
from tests.github.workflows import parse
from tests.support.offices import ROOT

LARGEST = 400_000
PULLS = "POST /repos/{owner}/{repo}/pulls"
LIST = "GET /repos/{owner}/{repo}/pulls"


def test_each_route_is_described_and_nothing_else_is() -> None:
    operations = [route.operation for route in ROUTES]
    assert len(set(operations)) == len(operations)
    assert set(operations) == set(read("answers")["examples"])
    assert set(operations) | set(SETTINGS) == set(read("rest")["operations"])


def test_each_event_is_described_and_nothing_else_is() -> None:
    assert set(WEBHOOKS) == set(read("webhooks")["events"]) == set(read("events")["examples"])


def test_the_events_are_those_that_workflows_listen_to() -> None:
    heard = {
        one
        for file in (ROOT / ".github/workflows").glob("*.yml")
        for one in parse(file.name, file.read_text()).triggers
    }
    described = {
        next(one for one in sorted(heard, key=len, reverse=True) if name.startswith(one.replace("_", "-")))
        for name in WEBHOOKS
    }
    assert described == heard - {"schedule"}


@pytest.mark.parametrize("file", sorted(HERE.glob("*.json")), ids=lambda file: Path(file).name)
def test_an_extract_is_small(file: Path) -> None:
    assert file.stat().st_size < LARGEST


@pytest.mark.parametrize(
    ("operation", "url", "body", "complaint"),
    [
        (PULLS, "/", {"head": "a", "base": "main", "title": "t"}, ""),
        (PULLS, "/", {"head": "a", "base": "main", "titel": "t"}, "titel"),
        (PULLS, "/", {"base": "main", "title": "t"}, "'head' is a required property"),
        (PULLS, "/", {"head": 1, "base": "main"}, "1 is not of type 'string'"),
        (PULLS, "/", None, "None is not of type 'object'"),
        (LIST, "/?state=open&head=a:b&per_page=100", None, ""),
        (LIST, "/?status=open", None, "?status"),
        (LIST, "/?state=opened", None, "?state"),
        (LIST, "/?page=two", None, "?page"),
        (LIST, "/", {"state": "open"}, "takes no body"),
        ("GET /repos/{owner}/{repo}/activity", "/?page=2", None, "?page"),
    ],
)
def test_a_request_is_held_to_the_description(operation: str, url: str, body: Any, complaint: str) -> None:
    found = wrong_request(operation, url, body)
    assert (found == []) is (complaint == "")
    assert complaint in "".join(found)


def test_an_answer_and_an_event_are_held_to_it() -> None:
    """What may be null there may be null, and nothing else."""
    review = example("GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews")
    operation = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"
    assert wrong_answer(operation, review) == []
    assert wrong_answer(operation, [review[0] | {"user": None}]) == []
    assert wrong_answer(operation, [review[0] | {"state": None}])
    assert wrong_event("issues-opened", example("issues-opened")) == []
    assert wrong_event("issues-opened", example("issues-opened") | {"sender": None})


def test_a_path_is_one_operation_s() -> None:
    assert parts_of(LIST, "GET", "/repos/kantor/berita/pulls") == {"owner": "kantor", "repo": "berita"}
    assert parts_of(LIST, "POST", "/repos/kantor/berita/pulls") is None
    assert parts_of(LIST, "GET", "/repos/kantor/berita/pulls/7") is None
    rules = parts_of("GET /repos/{owner}/{repo}/rules/branches/{branch}", "GET", "/repos/a/b/rules/branches/x%2Fy")
    assert rules == {"owner": "a", "repo": "b", "branch": "x/y"}
