"""Accounts, pull requests and the like as GitHub writes them: its own example of each, with the hub's values laid over."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.github.description import example
from tests.github.things import Comment, Json, Review, Run, Thread
from tests.github.tokens import HOME
from tests.support.github_payloads import lay

if TYPE_CHECKING:
    from tests.github.hub import Hub

REPOSITORY = "GET /repos/{owner}/{repo}"
PULL = "GET /repos/{owner}/{repo}/pulls/{pull_number}"
PULLS = "GET /repos/{owner}/{repo}/pulls"
REVIEWS = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"
COMMENTS = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments"
ISSUE = "PATCH /repos/{owner}/{repo}/issues/{issue_number}"
ACTIVITY = "GET /repos/{owner}/{repo}/activity"
DEPLOYMENT = "POST /repos/{owner}/{repo}/pages/deployments"
RUNS = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"

REACTIONS = {"url": "https://api.github.com/reactions", "total_count": 0} | dict.fromkeys(
    ("+1", "-1", "laugh", "confused", "heart", "hooray", "eyes", "rocket"), 0
)
"""Here and below: what GitHub's description demands and its older examples have not."""


def instant(at: dt.datetime) -> str:
    """A time as GitHub writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def over(below: Any, ours: Json) -> Json:
    """An example with our values laid over it."""
    lay(below, ours)
    return dict(below)


def account(hub: "Hub", login: str) -> Json:
    """An account; a program's is of the type `Bot`."""
    kind = "Bot" if login.endswith("[bot]") else "User"
    home = {"html_url": f"{hub.url}/{login}", "site_admin": False}
    return {**example(COMMENTS)[0]["user"], "login": login, "id": hub.number_of(login), "type": kind, **home}


def repository(hub: "Hub", name: str) -> Json:
    """The values of a repository."""
    owner, _, short = name.partition("/")
    more = {"default_branch": "main", "private": hub.private, "html_url": f"{hub.url}/{name}"}
    newer: Json = {"has_discussions": False, "topics": [], "visibility": "private", "language": None}
    return {"full_name": name, "name": short, "owner": account(hub, owner), **more, **newer}


def pull_values(hub: "Hub", thread: Thread) -> Json:
    """The values of a pull request that its events and REST have in common."""
    pull = thread.pull
    assert pull
    return {
        "id": 4000 + thread.number,
        "number": thread.number,
        "state": thread.state,
        "title": thread.title,
        "body": thread.body or None,
        "user": account(hub, thread.author),
        "html_url": f"{hub.url}/{HOME}/pull/{thread.number}",
        "created_at": instant(thread.opened),
        "merge_commit_sha": pull.merge,
        "auto_merge": None,
        "draft": False,
        "active_lock_reason": None,
        "requested_teams": [],
        "head": _side(hub, pull.head_repo, pull.head, pull.sha),
        "base": _side(hub, HOME, pull.base, hub.bare.tip(pull.base)),
    }


def _side(hub: "Hub", name: str, ref: str, sha: str) -> Json:
    owner = name.partition("/")[0]
    return {
        "label": f"{owner}:{ref}",
        "ref": ref,
        "sha": sha,
        "repo": repository(hub, name),
        "user": account(hub, owner),
    }


def pull_alone(hub: "Hub", thread: Thread) -> Json:
    """A pull request that was asked for by its number."""
    pull = thread.pull
    assert pull
    more = {"merged": pull.merged, "mergeable": pull.merge is not None}
    return over(example(PULL), pull_values(hub, thread) | more)


def pull_in_list(hub: "Hub", thread: Thread) -> Json:
    """A pull request among others."""
    return over(example(PULLS)[0], pull_values(hub, thread))


def review(hub: "Hub", one: Review) -> Json:
    """A review."""
    values = {"id": one.id, "user": account(hub, one.author), "body": one.body, "state": one.state}
    return over(example(REVIEWS)[0], values | {"commit_id": one.commit, "submitted_at": instant(one.at)})


def comment_values(hub: "Hub", one: Comment) -> Json:
    """The values of a comment that its event and REST have in common."""
    times = {"created_at": instant(one.created), "updated_at": instant(one.updated)}
    made = {"id": one.id, "user": account(hub, one.author), "body": one.body, **times}
    return {**made, "performed_via_github_app": None, "reactions": REACTIONS}


def comment(hub: "Hub", one: Comment) -> Json:
    """A comment."""
    return over(example(COMMENTS)[0], comment_values(hub, one))


def issue_values(hub: "Hub", thread: Thread) -> Json:
    """The values of an issue that its events and REST have in common."""
    times = {"created_at": instant(thread.opened), "updated_at": instant(thread.opened)}
    known = {"id": 4000 + thread.number, "number": thread.number, "state": thread.state, "title": thread.title}
    newer: Json = {"labels": [], "active_lock_reason": None, "performed_via_github_app": None, "reactions": REACTIONS}
    text = {"body": thread.body, "user": account(hub, thread.author), "comments": len(thread.comments)}
    return {**known, **times, **newer, **text}


def activity(hub: "Hub", one: Json) -> Json:
    """One entry of the record of pushes."""
    values = {key: one[key] for key in ("id", "ref", "before", "after", "timestamp", "activity_type")}
    return over(example(ACTIVITY)[0], values | {"actor": account(hub, one["login"])})


def run_values(hub: "Hub", run: Run) -> Json:
    """The values of a run that its event and REST have in common."""
    event = run.event
    return {
        "id": run.id,
        "name": run.name,
        "path": f".github/workflows/{run.file}",
        "head_branch": event.branch,
        "head_sha": event.head,
        "event": event.name,
        "status": run.status,
        "conclusion": run.conclusion,
        "run_attempt": run.attempt,
        "created_at": instant(run.created),
        "updated_at": instant(hub.now()),
        "run_started_at": instant(run.created),
        "actor": account(hub, event.actor),
        "triggering_actor": account(hub, event.actor),
        "repository": repository(hub, HOME),
        "head_repository": repository(hub, event.source),
        "pull_requests": _pulls_of(hub, event.payload.get("pull_request"), fork=event.is_fork),
    }


def _pulls_of(hub: "Hub", pull: Json | None, *, fork: bool) -> list[Json]:
    """The pull requests that a run names; those of forks are left out, as GitHub does it."""
    if pull is None or fork:
        return []
    sides = {
        side: {key: pull[side][key] for key in ("ref", "sha")} | {"repo": {"id": 1, "url": hub.url, "name": "berita"}}
        for side in ("head", "base")
    }
    return [{"id": pull["id"], "number": pull["number"], "url": pull["html_url"], **sides}]


def run(hub: "Hub", one: Run) -> Json:
    """A run."""
    return over(example(RUNS)["workflow_runs"][0], run_values(hub, one))
