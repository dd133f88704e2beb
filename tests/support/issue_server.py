"""A GitHub on loopback for one repository: issues, comments, pull requests and the record of pushes, over a bare Git.

It answers as GitHub's REST API documents it and keeps what it is told. Pushes are seen by looking at the branches.
Faults can be put in its way: what it then answers, how often, and whether it did what it was asked all the same.
"""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.github.description import wrong_call
from tests.support.attachment_server import Answer, Attachments

TOKEN = "t0ken-that-is-secret"
REPOSITORY = "kantor/berita"
LETTER = "redaksi/2026-0003"
"""The branch of the first letter that comes in."""
Json = dict[str, Any]


@dataclass
class Fault:
    """What happens instead of an answer, to calls as `POST issues/1/comments` that match."""

    calls: str
    """A regular expression."""
    status: int
    """0: the connection is lost."""
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    is_done: bool = False
    """Whether GitHub did it all the same."""


class Forge:
    """The state of the repository on that server."""

    def __init__(self, bare: Path) -> None:
        self.bare = bare
        self.comments: dict[int, list[Json]] = {}
        self.issues: dict[int, Json] = {}
        self.pulls: dict[int, Json] = {}
        self.pushes: list[Json] = []
        self.written: dict[int, Json] = {}
        """People's comments."""
        self.edits: dict[int, list[Json]] = {}
        """The changes of issues' texts."""
        self.tells_edits = True
        self.refusing = 0
        """A status that every call is answered with, where it is not 0."""
        self.tokens = {TOKEN}
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.complaints: list[str] = []
        """What was asked otherwise than GitHub describes it."""
        """Every call, as `GET pulls/2`."""
        self.reviews: dict[int, list[Json]] = {}
        self.remarks: dict[int, list[Json]] = {}
        """What reviews say at single lines."""
        self.changed: dict[str, str] = {}
        """When the texts of reviews were changed, by their name in GraphQL."""
        self.runs: list[Json] = []
        """Of the check, the oldest first."""
        self.now = "2026-11-20T01:00:00Z"
        """When a run that is begun now begins."""
        self.attachments = Attachments("https://github.com")
        self.url = ""

    def next_number(self) -> int:
        """Issues and pull requests count together."""
        return max([*self.issues, *self.pulls], default=0) + 1

    def tips(self) -> dict[str, str]:
        """The branches and their commits."""
        listed = self.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads")
        return dict(line.split() for line in listed.splitlines())

    @contextmanager
    def as_it_is(self) -> Iterator[None]:
        """Whatever happens within the block is forgotten after it."""
        tips, state = self.tips(), {name: deepcopy(value) for name, value in vars(self).items() if name != "bare"}
        yield
        vars(self).update(state)
        for branch in self.tips().keys() - tips.keys():
            self.git("update-ref", "-d", f"refs/heads/{branch}")
        for branch, commit in tips.items():
            self.git("update-ref", f"refs/heads/{branch}", commit)

    def git(self, *arguments: str) -> str:
        """What Git says of the bare repository."""
        done = subprocess.run(["git", *arguments], cwd=self.bare, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def note_pushes(self, at: str) -> None:
        """Write down which branches moved since the last look, as of a time."""
        known: dict[str, str] = {}
        for push in self.pushes:
            known[push["ref"]] = push["after"]
        for branch, tip in self.tips().items():
            if known.get(f"refs/heads/{branch}") != tip:
                self.pushes.append({"ref": f"refs/heads/{branch}", "after": tip, "timestamp": at})

    def pull(self, branch: str, *, repository: str = REPOSITORY, state: str = "open") -> int:
        """Somebody opens a pull request."""
        number = self.next_number()
        self.pulls[number] = {
            "number": number,
            "state": state,
            "merged": False,
            "merge_commit_sha": None,
            "html_url": f"https://github.com/{REPOSITORY}/pull/{number}",
            "head": {"ref": branch, "sha": self.tips().get(branch, "0" * 40), "repo": {"full_name": repository}},
            "base": {"ref": "main", "sha": self.tips()["main"], "repo": {"full_name": REPOSITORY}},
        }
        return number

    def merge(self, number: int) -> None:
        """Somebody presses the button: a merge commit, and the branch is deleted."""
        pull = self.pulls[number]
        head, main = self.tips()[pull["head"]["ref"]], self.tips()["main"]
        tree = self.git("merge-tree", "--write-tree", main, head).split("\n")[0]
        who = ("-c", "user.name=GitHub", "-c", "user.email=noreply@github.com")
        commit = self.git(*who, "commit-tree", tree, "-p", main, "-p", head, "-m", f"Merge pull request #{number}")
        self.git("update-ref", "refs/heads/main", commit)
        self.git("update-ref", "-d", f"refs/heads/{pull['head']['ref']}")
        pull |= {"state": "closed", "merged": True, "merge_commit_sha": commit}

    def answered(self, number: int) -> str:
        """The newest comment of a program below an issue or pull request."""
        mine = [one for one in self.comments.get(number, []) if one["user"]["type"] == "Bot"]
        return str(mine[-1]["body"]) if mine else ""

    def found(self, method: str, path: str, query: dict[str, list[str]], data: Any) -> Any:
        """The answer to a call; None for 404."""
        kind, _, rest = path.partition("/")
        if kind == "graphql":
            return self._told(data["variables"]) if self.tells_edits else {"data": None, "errors": [{}]}
        if kind == "activity":
            return [one for one in reversed(self.pushes) if one["ref"] == query["ref"][0]]
        return self._actions(method, rest, query) if kind == "actions" else self._threads(method, path, query, data)

    def _threads(self, method: str, path: str, query: dict[str, list[str]], data: Any) -> Any:
        kind, _, rest = path.partition("/")
        if kind == "pulls" and "/reviews" in rest:
            number, _, review = rest.removesuffix("/comments").partition("/reviews")
            listed = self.remarks.get(int(review[1:])) if review else self.reviews.get(int(number))
            return paged(listed or [], query)
        if kind == "pulls":
            return self._opened(data) if method == "POST" else self._pulls(rest, query)
        if rest.startswith("comments/"):
            identity = int(rest.partition("/")[2])
            return self.written.get(identity) if method == "GET" else self._edited(identity, data)
        if rest.endswith("/comments"):
            return self._comments(int(rest.partition("/")[0]), method, query, data)
        if method == "GET":
            return self.issues.get(int(rest), {"status": 410, "message": "This issue was deleted"})
        self.issues[int(rest)].update(data)
        return self.issues[int(rest)]

    def _pulls(self, number: str, query: dict[str, list[str]]) -> Any:
        if number:
            one = self.pulls.get(int(number))
            return one and self._shown(one)
        owner, _, branch = query["head"][0].partition(":")
        found = [one for one in self.pulls.values() if query["state"][0] in ("all", one["state"])]
        shown = [
            self._shown(one)
            for one in reversed(found)
            if one["head"]["ref"] == branch
            and ((one["head"]["repo"] or {}).get("full_name") or "").startswith(f"{owner}/")
        ]
        return paged(shown, query)

    def _shown(self, pull: Json) -> Json:
        """A pull request as it is now: its head moves with the branch."""
        tip = self.tips().get(pull["head"]["ref"])
        own = (pull["head"]["repo"] or {}).get("full_name") == REPOSITORY
        moves = own and pull["state"] == "open" and len(pull["head"]["sha"]) == len(tip or "")
        return {**pull, "head": {**pull["head"], "sha": tip}} if moves else pull

    def run_check(
        self, commit: str, at: str, status: str = "completed", *, branch: str = LETTER, repository: str = REPOSITORY
    ) -> Json:
        """The check of a commit at the tip of a branch was run."""
        run = {"id": 9000 + len(self.runs), "head_sha": commit, "status": status, "run_started_at": at}
        self.runs.append({**run, "head_branch": branch, "head_repository": {"full_name": repository}})
        return self.runs[-1]

    def _actions(self, method: str, path: str, query: dict[str, list[str]]) -> Any:
        if path == "workflows/validate.yml/runs":
            assert query["event"] == ["pull_request"]
            asked = {"head_sha": query["head_sha"][0], "head_branch": query["branch"][0]}
            found = [one for one in reversed(self.runs) if asked.items() <= one.items()]
            return {"total_count": len(found), "workflow_runs": found[: int(query["per_page"][0])]}
        run = next((one for one in self.runs if one["id"] == int(path.split("/")[1])), None)
        if run is None or method == "GET":
            return run and self._ended(run)
        if run["status"] != "completed":
            return {"status": 403, "message": "This workflow is already running"}
        run |= {"status": "queued", "run_started_at": self.now}
        return {}

    def _ended(self, run: Json) -> Json:
        """A run that is looked at often enough comes to its end."""
        if run.get("looks"):
            run["looks"] -= 1
            run["status"] = "in_progress" if run["looks"] else "completed"
        return run

    def _opened(self, data: Json) -> Json:
        assert data["head"] in self.tips()
        if any(one["head"]["ref"] == data["head"] and one["state"] == "open" for one in self.pulls.values()):
            return {"status": 422, "message": "Validation Failed"}
        number = self.pull(data["head"])
        self.pulls[number] |= {"title": data["title"], "body": data["body"]}
        return self.pulls[number]

    def _comments(self, number: int, method: str, query: dict[str, list[str]], data: Any) -> Any:
        known = self.comments.setdefault(number, [])
        if method == "POST":
            identity = sum(map(len, self.comments.values())) + 1
            bot = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}
            times = dict.fromkeys(("created_at", "updated_at"), self.now)
            known.append({"id": identity, "body": data["body"], "user": bot, **times})
            return known[-1]
        people = [one for one in self.written.values() if one.get("number") == number]
        return paged([*known, *people], query)

    def edit(self, number: int, body: str, at: str, editor: Json | None) -> None:
        """Somebody changes an issue's text; GitHub lists its making as the first change."""
        issue = self.issues[number]
        made = {"editedAt": issue["at"], "editor": issue["author"]}
        self.edits.setdefault(number, [made]).insert(0, {"editedAt": at, "editor": editor})
        issue["body"] = body

    def _told(self, asked: Json) -> Json:
        """The answer to a question in GraphQL."""
        if "id" in asked:
            return {"data": {"node": {"lastEditedAt": self.changed.get(asked["id"])}}}
        return self._edits(asked)

    def _edits(self, asked: Json) -> Json:
        assert f"{asked['owner']}/{asked['name']}" == REPOSITORY
        nodes = self.edits.get(asked["number"], [])
        last = nodes[0]["editedAt"] if nodes else None
        issue = {"lastEditedAt": last, "userContentEdits": {"totalCount": len(nodes), "nodes": nodes}}
        return {"data": {"repository": {"issue": issue}}}

    def _edited(self, identity: int, data: Json) -> Json:
        one = next(one for comments in self.comments.values() for one in comments if one["id"] == identity)
        one.update(data)
        return one


class Page(list[Any]):
    """A page of a list that another one follows."""

    next = 0


def paged(items: list[Any], query: dict[str, list[str]]) -> list[Any]:
    """One page of a list, as `per_page` and `page` ask for it."""
    size, page = int(query.get("per_page", ["30"])[0]), int(query.get("page", ["1"])[0])
    found = items[(page - 1) * size : page * size]
    if page * size < len(items):
        found = Page(found)
        found.next = page + 1
    return found


class Server(ThreadingHTTPServer):
    """A server on loopback whose connections may be lost on purpose."""

    forge: Forge

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


class Handler(BaseHTTPRequestHandler):
    """Answers one call."""

    server: Server

    def _answer(self) -> None:
        forge, url = self.server.forge, urlsplit(self.path)
        attached = forge.attachments.answer(self.path, self.headers)
        if attached:
            self._hand_out(attached)
            return
        length = int(self.headers.get("Content-Length") or 0)
        assert not length or self.headers["Content-Type"] == "application/json"
        data = json.loads(self.rfile.read(length)) if length else None
        path = url.path.removeprefix(f"/repos/{REPOSITORY}").removeprefix("/")
        call = f"{self.command} {path}"
        forge.asked.append(call)
        forge.complaints += [] if url.path == "/graphql" else wrong_call(self.command, self.path, data)
        if self.headers["Authorization"].removeprefix("Bearer ") not in forge.tokens:
            self._send(401, {"message": "Bad credentials"})
            return
        fault = next((one for one in forge.faults if one.times and re.fullmatch(one.calls, call)), None)
        found = None if forge.refusing or (fault and not fault.is_done) else self._found(path, url.query, data)
        if fault:
            fault.times -= 1
            self._send(fault.status, {"message": fault.message}, **fault.headers)
            return
        refusal = found if isinstance(found, dict) and isinstance(found.get("status"), int) else {}
        status = forge.refusing or refusal.get("status") or (404 if found is None else 200)
        if found and status == 200 and "full" in self.headers["Accept"]:
            found = {**found, "body_html": forge.attachments.rendered(found["body"])}
        self._send(status, found if status == 200 else {"message": refusal.get("message", "no")})

    def _hand_out(self, attached: Answer) -> None:
        self.send_response(attached.status)
        for name, value in {"Content-Length": str(len(attached.data)), **attached.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(attached.data)

    def _found(self, path: str, query: str, data: Any) -> Any:
        return self.server.forge.found(self.command, path, parse_qs(query), data)

    def _send(self, status: int, found: Any, **headers: str) -> None:
        if not status:
            self.connection.close()
            return
        if isinstance(found, Page):
            url = f"{self.server.forge.url}{self.path.partition('&page=')[0]}"
            headers["Link"] = f'<{url}&page={found.next}>; rel="next"'
        body = json.dumps(found).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = _answer  # noqa: N815  names of the base class

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving(forge: Forge) -> Iterator[None]:
    """Answer until the block is left."""
    server = Server(("127.0.0.1", 0), Handler)
    server.forge = forge
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    forge.url = forge.attachments.server = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
    assert forge.complaints == []
