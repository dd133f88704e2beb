"""The answer to a comment: from the payload to the pushed commit and the answer, in a repository of 10,000 requests."""

import json
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from bench.measure import REDAKSI, medians, process
from bench.past import git
from bench.setting import Setting
from bench.table import Row
from tests.support.chatops_office import DAY, KEY, account, filled, instant
from tests.support.issue_server import REPOSITORY, TOKEN, Forge, serving

REQUESTS, COMMITS = 10_000, 30_000
SECONDS = 3.0
"""The longest that a person waits for the program; what GitHub takes to begin a job is not ours."""
HEAD = {"action": "created", "repository": {"full_name": REPOSITORY}}


def run(setting: Setting) -> list[Row]:
    """A new letter by the form, then a step of it again and again: a letter can be put off any number of times."""
    root = setting.past(REQUESTS, COMMITS)
    bare = setting.folder / "comment.git"
    git(root, "clone", "--quiet", "--bare", str(root), str(bare))
    git(root, "remote", "add", "origin", str(bare))
    forge = Forge(bare)
    with serving(forge):
        os.environ |= {"GITHUB_API_URL": forge.url, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN}
        os.environ["ACT_KEY"] = KEY
        letter = _letter()
        forge.issues[1] = {"state": "open", **letter["issue"]}
        first = act(root, "issues", letter)
        pull = max(forge.pulls)
        comments = _comments(pull)
        (ours,) = medians(setting.times, lambda: act(root, "issue_comment", next(comments)))
    git(root, "remote", "remove", "origin")
    return [
        Row("a letter by the form, entered and answered", first, SECONDS),
        Row("a comment, its step pushed and answered", ours, SECONDS),
    ]


def act(root: Path, name: str, payload: dict[str, Any]) -> float:
    """Seconds of the whole program for one event."""
    file = root.parent / "event.json"
    file.write_text(json.dumps(payload), encoding="utf-8")
    now = f"--now={DAY}T08:30+07:00"
    return process(REDAKSI, "act", f"--event={file}", f"--event-name={name}", now, folder=root)


def _letter() -> dict[str, Any]:
    thread = {"id": 4001, "number": 1, "state": "open", "user": account("rina"), "body": filled()}
    times = {"created_at": instant("08:00"), "updated_at": instant("08:00")}
    return {**HEAD, "action": "opened", "sender": account("rina"), "issue": {**thread, **times}}


def _comments(pull: int) -> Iterator[dict[str, Any]]:
    for number in count(1):
        times = {"created_at": instant(f"08:{number:02}"), "updated_at": instant(f"08:{number:02}")}
        body = f"/disposisi tunda: menunggu data ke-{number}"
        yield {
            **HEAD,
            "sender": account("kadis"),
            "issue": {"id": 4002, "number": pull, "state": "open", "pull_request": {"url": "x"}},
            "comment": {"id": number, "user": account("kadis"), "body": body, **times},
        }
