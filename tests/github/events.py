"""What GitHub tells workflows: its own example of a payload with the hub's values laid over, the ref and the commit.

Source: GitHub Docs, "Events that trigger workflows", the columns `GITHUB_SHA` and `GITHUB_REF`; for reviews the changelog of
2025-11-07, by which since 8 December 2025 they are evaluated at refs/pull/N/merge, as `pull_request` is.
"""

from typing import TYPE_CHECKING, Any

from tests.github.description import example, wrong_event
from tests.github.shapes import (
    account,
    comment_values,
    instant,
    issue_values,
    over,
    pull_values,
    repository,
    run_values,
)
from tests.github.things import Comment, Event, Json, Review, Run, Thread
from tests.github.tokens import HOME

if TYPE_CHECKING:
    from tests.github.hub import Hub

MAIN = "refs/heads/main"


def payload(hub: "Hub", name: str, login: str, ours: Json) -> Json:
    """The payload of an event as `description.WEBHOOKS` names it."""
    head = {"repository": repository(hub, HOME), "sender": account(hub, login)}
    made = over(example(name), head | ours)
    hub.complaints += wrong_event(name, made)
    return made


def _on_main(hub: "Hub", name: str, login: str, made: Json) -> Event:
    """An event whose workflow is the default branch's, at its last commit."""
    tip = hub.bare.tip("main")
    return Event(name, made, MAIN, tip, login, head=tip, branch="main")


def issue_opened(hub: "Hub", thread: Thread) -> Event:
    """`issues`, opened."""
    made = payload(hub, "issues-opened", thread.author, {"issue": issue_values(hub, thread)})
    return _on_main(hub, "issues", thread.author, made)


def commented(hub: "Hub", thread: Thread, one: Comment) -> Event:
    """`issue_comment`, created."""
    ours: Json = {"issue": issue_values(hub, thread), "comment": comment_values(hub, one)}
    if thread.pull:
        url = f"{hub.url}/{HOME}/pull/{thread.number}"
        ours["issue"]["pull_request"] = dict.fromkeys(("url", "html_url", "diff_url", "patch_url"), url)
    return _on_main(hub, "issue_comment", one.author, payload(hub, "issue-comment-created", one.author, ours))


def pulled(hub: "Hub", thread: Thread, action: str, login: str, **more: Any) -> Event | None:
    """`pull_request`; None where it cannot be merged: GitHub begins no run then."""
    ours = {"action": action, "number": thread.number, "pull_request": pull_values(hub, thread), **more}
    made = payload(hub, f"pull-request-{action}", login, ours)
    return _on_pull(hub, "pull_request", thread, login, made)


def reviewed(hub: "Hub", thread: Thread, one: Review, login: str) -> Event | None:
    """`pull_request_review`, submitted or dismissed."""
    action = "dismissed" if one.state == "DISMISSED" else "submitted"
    values = {"id": one.id, "user": account(hub, one.author), "body": one.body or None, "state": one.state.lower()}
    review = values | {"commit_id": one.commit, "submitted_at": instant(one.at)}
    ours = {"pull_request": pull_values(hub, thread), "review": review}
    made = payload(hub, f"pull-request-review-{action}", login, ours)
    return _on_pull(hub, "pull_request_review", thread, login, made)


def _on_pull(hub: "Hub", name: str, thread: Thread, login: str, made: Json) -> Event | None:
    pull = thread.pull
    if pull is None or pull.merge is None:
        return None
    where = {"ref": f"refs/pull/{thread.number}/merge", "sha": pull.merge, "head": pull.sha, "branch": pull.head}
    return Event(name, made, actor=login, source=pull.head_repo, **where)


def pushed(hub: "Hub", ref: str, before: str, after: str, login: str) -> Event:
    """`push`."""
    ours = {"ref": ref, "before": before, "after": after, "created": False, "deleted": False, "head_commit": None}
    made = payload(hub, "push", login, ours | {"commits": [], "pusher": {"name": login}})
    return Event("push", made, ref, after, login, head=after, branch=ref.removeprefix("refs/heads/"))


def grouped(hub: "Hub", ref: str, head: str, base: str) -> Event:
    """`merge_group`, checks_requested."""
    group = {"head_sha": head, "head_ref": ref, "base_sha": base, "base_ref": MAIN}
    login = "github-merge-queue[bot]"
    made = payload(hub, "merge-group-checks-requested", login, {"merge_group": group})
    return Event("merge_group", made, ref, head, login, head=head, branch=ref.removeprefix("refs/heads/"))


def completed(hub: "Hub", run: Run) -> Event:
    """`workflow_run`, completed: always the default branch's workflow."""
    values = run_values(hub, run)
    more = {"name": run.name, "path": values["path"]}
    ours = {"workflow_run": values, "workflow": more}
    login = run.event.actor
    return _on_main(hub, "workflow_run", login, payload(hub, "workflow-run-completed", login, ours))


def dispatched(hub: "Hub", login: str, file: str, **inputs: str) -> Event:
    """`workflow_dispatch` of one file on main."""
    ours = {"ref": MAIN, "inputs": inputs or None, "workflow": f".github/workflows/{file}"}
    return _on_main(hub, "workflow_dispatch", login, payload(hub, "workflow-dispatch", login, ours))


def scheduled(hub: "Hub", cron: str) -> Event:
    """`schedule`: no webhook; its payload is the cron line and the repository."""
    made = {"schedule": cron, "repository": over(example("push")["repository"], repository(hub, HOME))}
    return _on_main(hub, "schedule", "contoh-surya", made)
