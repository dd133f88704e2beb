"""Having a workflow of GitHub run: not while it runs already, and not again and again what has just failed.

GitHub Docs, "REST API endpoints for workflows" ("Create a workflow dispatch event") and "... for workflow runs"; a
job's own token may do the first with `actions: write`, and the run that it starts is a run like any other.
"""

import datetime as dt
from enum import StrEnum
from urllib.parse import quote

from msgspec import Struct

from workflow.forge.rest_api import GitHub, convert_answer

RETRY_AFTER_SECONDS = 3600
"""Seconds before what failed is tried again on the same commit; each try costs minutes."""
COMPLETED = "completed"
HARMLESS_CONCLUSIONS = ("success", "cancelled", "skipped", "neutral")
"""Conclusions after which there is nothing to wait for; the others are failures of some kind."""


class DispatchResult(StrEnum):
    """What came of it."""

    STARTED = "started"
    RUNNING = "running"
    """One is at work or waits already."""
    FAILED = "failed"
    """It failed a short time ago, on the same commit."""


class Run(Struct, frozen=True):
    """A run, as far as it matters here."""

    status: str | None
    head_sha: str
    updated_at: dt.datetime
    html_url: str
    conclusion: str | None = None


class Runs(Struct, frozen=True):
    """What the list of runs says."""

    workflow_runs: list[Run]


def start(forge: GitHub, file: str, ref: str, commit: str, now: int) -> tuple[DispatchResult, str]:
    """Have the workflow of that file run on a branch, and say what came of it.

    With it goes the address of the run that decided. `commit`: the last one of the branch; `now`: seconds since the
    epoch. Raises ForgeError.
    """
    place = f"actions/workflows/{quote(file, safe='')}"
    newest = f"{place}/runs?branch={quote(ref, safe='')}&per_page=1"  # a run on another branch builds another site
    for latest in convert_answer(forge.get(newest), Runs).workflow_runs:
        if latest.status != COMPLETED:
            return DispatchResult.RUNNING, latest.html_url
        is_fresh = now - latest.updated_at.timestamp() < RETRY_AFTER_SECONDS
        if latest.conclusion not in HARMLESS_CONCLUSIONS and latest.head_sha == commit and is_fresh:
            return DispatchResult.FAILED, latest.html_url
    forge.post(f"{place}/dispatches", {"ref": ref})
    return DispatchResult.STARTED, ""
