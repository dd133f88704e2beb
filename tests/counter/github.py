"""A GitHub on loopback for one repository: issues, comments, pull requests and the record of pushes, over a bare Git.

It answers as GitHub's REST API documents it and keeps what it is told. Pushes are seen by looking at the branches.
"""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "t0ken-that-is-secret"
REPOSITORY = "kantor/berita"
Json = dict[str, Any]


class Forge:
    """The state of the repository on that server."""

    def __init__(self, bare: Path) -> None:
        self.bare = bare
        self.comments: dict[int, list[Json]] = {}
        self.issues: dict[int, Json] = {}
        self.pulls: dict[int, Json] = {}
        self.pushes: list[Json] = []
        self.edits: dict[int, list[Json]] = {}
        """The changes of issues' texts."""
        self.tells_edits = True
        self.refusing = 0
        """A status that every call is answered with, where it is not 0."""
        self.url = ""

    def next_number(self) -> int:
        """Issues and pull requests count together."""
        return max([*self.issues, *self.pulls], default=0) + 1

    def tips(self) -> dict[str, str]:
        """The branches and their commits."""
        listed = self.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads")
        return dict(line.split() for line in listed.splitlines())

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
        if path == "graphql":
            return (
                self._edits(data["variables"])
                if self.tells_edits
                else {"data": None, "errors": [{"type": "FORBIDDEN"}]}
            )
        kind, _, rest = path.partition("/")
        if kind == "activity":
            return [one for one in reversed(self.pushes) if one["ref"] == query["ref"][0]]
        if kind == "pulls":
            return self._opened(data) if method == "POST" else self._pulls(rest, query)
        if rest.startswith("comments/"):
            return self._edited(int(rest.partition("/")[2]), data)
        if rest.endswith("/comments"):
            return self._comments(int(rest.partition("/")[0]), method, query, data)
        self.issues[int(rest)].update(data)
        return self.issues[int(rest)]

    def _pulls(self, number: str, query: dict[str, list[str]]) -> Any:
        if number:
            return self.pulls.get(int(number))
        owner, _, branch = query["head"][0].partition(":")
        assert owner == REPOSITORY.partition("/")[0]
        return [one for one in self.pulls.values() if one["state"] == "open" and one["head"]["ref"] == branch]

    def _opened(self, data: Json) -> Json:
        assert data["head"] in self.tips()
        if any(one["head"]["ref"] == data["head"] and one["state"] == "open" for one in self.pulls.values()):
            return {"status": 422}
        number = self.pull(data["head"])
        self.pulls[number] |= {"title": data["title"], "body": data["body"]}
        return self.pulls[number]

    def _comments(self, number: int, method: str, query: dict[str, list[str]], data: Any) -> Any:
        known = self.comments.setdefault(number, [])
        if method == "POST":
            identity = sum(map(len, self.comments.values())) + 1
            known.append(
                {"id": identity, "body": data["body"], "user": {"login": "github-actions[bot]", "type": "Bot"}}
            )
            return known[-1]
        size, page = int(query["per_page"][0]), int(query["page"][0])
        return known[(page - 1) * size : page * size]

    def edit(self, number: int, body: str, at: str, editor: Json | None) -> None:
        """Somebody changes an issue's text; GitHub lists its making as the first change."""
        issue = self.issues[number]
        made = {"editedAt": issue["at"], "editor": issue["author"]}
        self.edits.setdefault(number, [made]).insert(0, {"editedAt": at, "editor": editor})
        issue["body"] = body

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


@contextmanager
def serving(forge: Forge) -> Iterator[None]:
    """Answer until the block is left."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            url = urlsplit(self.path)
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            path = url.path.removeprefix(f"/repos/{REPOSITORY}/").removeprefix("/")
            found = None if forge.refusing else forge.found(self.command, path, parse_qs(url.query), data)
            status = forge.refusing or (404 if found is None else 200)
            if isinstance(found, dict) and "status" in found:
                status = found["status"]
            body = json.dumps(found if status == 200 else {"message": "no"}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = _answer  # noqa: N815  names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    forge.url = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
