"""Every REST call that the stand-in answers, with the permission that a token needs for it.

Permissions: GitHub Docs, "Permissions required for GitHub Apps". Of several, one is enough.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.github import events, shapes
from tests.github.description import example
from tests.github.things import Comment, Json, Thread
from tests.github.tokens import Kind, Token

if TYPE_CHECKING:
    from tests.github.hub import Hub

LONGEST = 65_536


class Call(NamedTuple):
    """One request, taken apart."""

    hub: "Hub"
    token: Token
    parts: dict[str, str]
    url: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]
    """Of the answer."""
    accept: str = ""
    """The media type that is asked for."""

    @property
    def name(self) -> str:
        """The repository that is meant."""
        return f"{self.parts['owner']}/{self.parts['repo']}"

    @property
    def thread(self) -> Thread:
        """The issue or pull request that is meant. Raises RefusedError."""
        number = int(self.parts.get("issue_number", self.parts.get("pull_number", "0")))
        found = self.hub.threads.get(number)
        if found is None or ("pull_number" in self.parts and found.pull is None):
            raise RefusedError(404, "Not Found")
        return found

    def page(self, items: list[Json]) -> list[Json]:
        """The part of a list that is asked for; where there is more, the answer says where."""
        size, page = min(int(self.query.get("per_page", 30)), 100), int(self.query.get("page", 1))
        if len(items) > size * page:
            query = urlencode({**self.query, "page": page + 1})
            self.headers["Link"] = f'<{self.hub.url}{urlsplit(self.url).path}?{query}>; rel="next"'
        return items[size * (page - 1) : size * page]


class RefusedError(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {
            "message": message,
            "documentation_url": "https://docs.github.com/rest",
            "status": str(status),
            **more,
        }


class Route(NamedTuple):
    """An operation as GitHub's description names it, what it needs, and what it answers."""

    operation: str
    needs: tuple[str, ...]
    answer: Callable[[Call], Any]


def _repository(call: Call) -> Json:
    kept = {key: one for key, one in example(shapes.REPOSITORY).items() if key not in ("parent", "source")}
    return shapes.over(kept, shapes.repository(call.hub, call.name))


def _activity(call: Call) -> list[Json]:
    asked = call.query.get("ref", "")
    found = [
        shapes.activity(call.hub, one)
        for one in reversed(call.hub.activity)
        if one["repository"] == call.name and asked in ("", one["ref"], one["ref"].removeprefix("refs/heads/"))
    ]
    size, after = int(call.query.get("per_page", 30)), int(call.query.get("after", 0))
    if len(found) > after + size:
        query = urlencode({**call.query, "after": after + size})
        call.headers["Link"] = f'<{call.hub.url}{urlsplit(call.url).path}?{query}>; rel="next"'
    return found[after : after + size]


def _pulls(call: Call) -> list[Json]:
    state, head = call.query.get("state", "open"), call.query.get("head", "")
    found = [
        thread
        for thread in call.hub.threads.values()
        if (pull := thread.pull)
        and state in ("all", thread.state)
        and head in ("", f"{pull.head_repo.partition('/')[0]}:{pull.head}")
        and call.query.get("base", pull.base) == pull.base
    ]
    return call.page([shapes.pull_in_list(call.hub, one) for one in found])


def _open_pull(call: Call) -> Json:
    if call.token.kind is Kind.JOB and not call.hub.bots_open_pulls:
        raise RefusedError(403, "GitHub Actions is not permitted to create or approve pull requests.")
    head = call.body["head"]
    if any(one.pull and one.pull.head == head and one.state == "open" for one in call.hub.threads.values()):
        message = f"A pull request already exists for {call.parts['owner']}:{head}."
        error = {"resource": "PullRequest", "code": "custom", "message": message}
        raise RefusedError(422, "Validation Failed", errors=[error])
    body, base = call.body.get("body") or "", call.body["base"]
    number = call.hub.open_pull(call.token, head, call.body["title"], base=base, body=body)
    return shapes.pull_alone(call.hub, call.hub.threads[number])


def _pulls_of_commit(call: Call) -> list[Json]:
    sha = call.parts["commit_sha"]
    held = [one for one in call.hub.threads.values() if one.pull and call.hub.bare.holds(one.pull.sha, sha)]
    return call.page([shapes.pull_in_list(call.hub, one) for one in held])


def _reviews(call: Call) -> list[Json]:
    pull = call.thread.pull
    return call.page([shapes.review(call.hub, one) for one in pull.reviews]) if pull else []


def _remarks(call: Call) -> list[Json]:
    """Nobody says anything at single lines here."""
    return call.page([])


def _comments(call: Call) -> list[Json]:
    return call.page([shapes.comment(call.hub, one) for one in call.thread.comments])


def _write_comment(call: Call) -> Json:
    needed = "pull-requests:write" if call.thread.pull else "issues:write"
    if not call.token.may("issues:write", needed):
        raise RefusedError(403, "Resource not accessible by integration")
    if len(call.body["body"]) > LONGEST:
        raise RefusedError(422, "Validation Failed", errors=[{"code": "unprocessable", "field": "data"}])
    return shapes.comment(call.hub, call.hub.comment(call.thread.number, call.token, call.body["body"]))


def _comment(call: Call) -> Comment:
    """The comment that is meant. Raises RefusedError."""
    for thread in call.hub.threads.values():
        for one in thread.comments:
            if one.id == int(call.parts["comment_id"]):
                return one
    raise RefusedError(404, "Not Found")


def _read_comment(call: Call) -> Json:
    one = _comment(call)
    rendered = {"body_html": call.hub.attachments.rendered(one.body)} if "full" in call.accept else {}
    return shapes.comment(call.hub, one) | rendered


def _change_comment(call: Call) -> Json:
    one = _comment(call)
    one.body, one.updated = call.body["body"], call.hub.now()
    return shapes.comment(call.hub, one)


def _change_issue(call: Call) -> Json:
    call.thread.state = call.body.get("state", call.thread.state)
    return _read_issue(call)


def _read_issue(call: Call) -> Json:
    thread = call.thread
    return shapes.over(example(shapes.ISSUE), shapes.issue_values(call.hub, thread))


def _runs(call: Call) -> Json:
    keys = {"head_sha": "head", "event": "name", "branch": "branch", "actor": "actor"}
    found = [
        one
        for one in reversed(call.hub.runs)
        if all(getattr(one.event, own) == call.query[key] for key, own in keys.items() if key in call.query)
        and call.query.get("status", one.status) in (one.status, one.conclusion)
        and call.parts["workflow_id"] == one.file
    ]
    listed = [shapes.run(call.hub, one) for one in found]
    return {"total_count": len(listed), "workflow_runs": call.page(listed)}


def _run(call: Call) -> Json:
    return shapes.run(call.hub, _run_of(call))


def _rerun(call: Call) -> Json:
    one = _run_of(call)
    if one.status != "completed":
        raise RefusedError(403, "The workflow run containing this job is already running")
    one.status, one.conclusion, one.attempt = "queued", None, one.attempt + 1
    return {}


def _dispatch(call: Call) -> None:
    """Begin a workflow: the one thing (with `repository_dispatch`) that a job's own token may begin a run by."""
    inputs = call.body.get("inputs") or {}
    event = events.dispatched(call.hub, call.token.login, call.parts["workflow_id"], **inputs)
    assert event.ref.removeprefix("refs/heads/") == call.body["ref"]
    call.hub.waiting.append(event)


def _run_of(call: Call) -> Any:
    for one in call.hub.runs:
        if one.id == int(call.parts["run_id"]):
            return one
    raise RefusedError(404, "Not Found")


def _deploy_pages(call: Call) -> Json:
    call.hub.deploy(call.hub.folder / "artifacts" / call.body["artifact_url"].rpartition("/artifacts/")[2])
    return shapes.over(example(shapes.DEPLOYMENT), {"page_url": f"{call.hub.url}/site/"})


R = "/repos/{owner}/{repo}"
ROUTES = (
    Route(f"GET {R}", ("metadata:read",), _repository),
    Route(f"GET {R}/activity", ("contents:read",), _activity),
    Route(f"GET {R}/pulls", ("pull-requests:read",), _pulls),
    Route(f"POST {R}/pulls", ("pull-requests:write",), _open_pull),
    Route(
        f"GET {R}/pulls/{{pull_number}}", ("pull-requests:read",), lambda call: shapes.pull_alone(call.hub, call.thread)
    ),
    Route(f"GET {R}/pulls/{{pull_number}}/reviews", ("pull-requests:read",), _reviews),
    Route(f"GET {R}/pulls/{{pull_number}}/reviews/{{review_id}}/comments", ("pull-requests:read",), _remarks),
    Route(f"GET {R}/commits/{{commit_sha}}/pulls", ("pull-requests:read",), _pulls_of_commit),
    Route(f"GET {R}/issues/{{issue_number}}/comments", ("issues:read", "pull-requests:read"), _comments),
    Route(f"POST {R}/issues/{{issue_number}}/comments", ("issues:write", "pull-requests:write"), _write_comment),
    Route(f"GET {R}/issues/comments/{{comment_id}}", ("issues:read", "pull-requests:read"), _read_comment),
    Route(f"GET {R}/issues/{{issue_number}}", ("issues:read", "pull-requests:read"), _read_issue),
    Route(f"PATCH {R}/issues/comments/{{comment_id}}", ("issues:write", "pull-requests:write"), _change_comment),
    Route(f"PATCH {R}/issues/{{issue_number}}", ("issues:write", "pull-requests:write"), _change_issue),
    Route(f"GET {R}/actions/workflows/{{workflow_id}}/runs", ("actions:read",), _runs),
    Route(f"GET {R}/actions/runs/{{run_id}}", ("actions:read",), _run),
    Route(f"POST {R}/actions/runs/{{run_id}}/rerun", ("actions:write",), _rerun),
    Route(f"POST {R}/actions/workflows/{{workflow_id}}/dispatches", ("actions:write",), _dispatch),
    Route(f"POST {R}/pages/deployments", ("pages:write",), _deploy_pages),
)
