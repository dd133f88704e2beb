"""What a month costs a private repository, counted from the files: GitHub bills each job by the minute, rounded up.

GitHub Docs, "GitHub Actions billing": 2,000 minutes a month are free. Each job is meant to be done within a minute;
`make bench` shows what they take.
"""

import datetime as dt
from typing import NamedTuple

import pytest

from tests.github.things import Json
from tests.github.workflows import Workflow
from tests.workflows.cron import instants
from tests.workflows.workflow_files import workflows

FREE = 2000
LETTERS = 60
MONTHS = [dt.datetime(2026, month, 1, tzinfo=dt.UTC) for month in (2, 7, 12)]
"""A short one, and two of 31 days with 23 working days: there are none with more."""


class Happening(NamedTuple):
    """Something that GitHub tells of."""

    event: str
    action: str
    sender: str
    """A person (`User`), or a program: what it pushes starts runs as well (`Bot`)."""


OPENED, STEP = Happening("pull_request", "opened", "Bot"), Happening("pull_request", "synchronize", "Bot")
TEXT = Happening("pull_request", "synchronize", "User")
COMMENT, REVIEW = Happening("issue_comment", "created", "User"), Happening("pull_request_review", "submitted", "User")
LETTER = {OPENED: 1, STEP: 4, TEXT: 2, COMMENT: 4, REVIEW: 1}
"""What happens to a letter's pull request: opened by the form, five steps by comment or review, two texts."""
BESIDE = {Happening("issues", "opened", "User"): 1, Happening("push", "", "User"): 1}
"""The form, and the merge."""
AGAIN = ("validate.yml",)
"""What the program has run once more after a review (`POST /actions/runs/{id}/rerun`)."""
BY_PERSONS = "github.event.sender.type == 'User'"


def hears(workflow: Workflow, one: Happening) -> bool:
    """Whether a change of records alone starts it."""
    filters = workflow.triggers.get(one.event)
    if filters is None or filters.get("paths-ignore") == ["content/**"]:
        return False
    if "tags" in filters and "branches" not in filters:
        return False
    default = ["opened", "synchronize", "reopened"] if one.event == "pull_request" else [one.action]
    return not one.action or one.action in filters.get("types", default)


def minutes(workflow: Workflow, sender: str) -> int:
    """Of one run: a minute for each job that is not left out for what programs do."""
    return sum(sender == "User" or BY_PERSONS not in str(job.get("if", "")) for job in workflow.jobs.values())


def of_one(one: Happening, found: list[Workflow]) -> int:
    """Everything that it starts, also what follows when a run of it has ended."""
    started = [workflow for workflow in found if hears(workflow, one)]
    names = {workflow.name for workflow in started}
    started += [one for one in found if names & set(_followed(one))]
    again = [workflow for workflow in found if one == REVIEW and workflow.file in AGAIN]
    return sum(minutes(workflow, one.sender) for workflow in started + again)


def _followed(workflow: Workflow) -> list[str]:
    filters: Json = workflow.triggers.get("workflow_run", {})
    return list(filters.get("workflows", []))


def month(first: dt.datetime, found: list[Workflow]) -> dict[str, int]:
    """The minutes of a month by what they are for."""
    days = ((first + dt.timedelta(days=32)).replace(day=1) - first).days
    spent = {
        f"schedule of {workflow.file}": len(list(instants(_lines(workflow), first, days))) * minutes(workflow, "User")
        for workflow in found
        if _lines(workflow)
    }
    for one, count in (LETTER | BESIDE).items():
        spent[f"{one.event} {one.action} by {one.sender}"] = LETTERS * count * of_one(one, found)
    return spent


def _lines(workflow: Workflow) -> list[str]:
    filters: Json = workflow.triggers.get("schedule", {})
    return [one["cron"] for one in filters.get("cron", [])]


def test_a_month_with_mail_is_free_in_a_private_repository() -> None:
    assert sum(LETTER.values()) == 12
    found = workflows()
    for first in MONTHS:
        spent = month(first, found)
        told = "\n".join(f"{count:6}  {what}" for what, count in spent.items())
        assert sum(spent.values()) < FREE, f"{first:%B %Y}: {sum(spent.values())} minutes\n{told}"
        assert all(spent.values()), f"something starts nothing any more:\n{told}"


JOB = {"runs-on": "ubuntu-24.04"}


@pytest.mark.parametrize(
    ("trigger", "more"),
    [
        ({"schedule": [{"cron": "3 * * * *"}]}, 31 * 24),
        ({"push": None}, LETTERS),
        ({"pull_request": {"types": ["opened"]}}, LETTERS),
        ({"pull_request": None}, 7 * LETTERS),
        ({"workflow_run": {"workflows": ["review"]}}, LETTERS),
        ({"push": {"paths-ignore": ["content/**"]}}, 0),
        ({"push": {"tags": ["v*"]}}, 0),
        ({"push": {"tags": ["v*"], "branches": ["main"]}}, LETTERS),
    ],
)
def test_whatever_is_added_to_the_files_is_counted(trigger: Json, more: int) -> None:
    found, added = workflows(), Workflow("more.yml", {"name": "more", "on": trigger, "jobs": {"one": JOB, "two": JOB}})
    before, after = (sum(month(MONTHS[1], those).values()) for those in (found, [*found, added]))
    assert after - before == 2 * more
