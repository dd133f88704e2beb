"""What GitHub's API does for the exported page, over a real repository: trees, blobs, commits, refs, pull requests.

Only what Decap asks for while somebody writes. The page and the API have one origin here, as the page's policy wants it.
"""

import base64
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.clone import ENVIRONMENT
from tests.support.http_server import served

Json = Any
REPOSITORY = "kantor/berita"
BOT = {"GIT_AUTHOR_NAME": "Rina Contoh", "GIT_AUTHOR_EMAIL": "rina@users.noreply.github.com",
       "GIT_COMMITTER_NAME": "GitHub", "GIT_COMMITTER_EMAIL": "noreply@github.com"}  # fmt: skip
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "json": "application/json"}


class Hub:
    """One repository on "GitHub", and its pull requests."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pulls: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.failing: tuple[str, int, str] | None = None
        """A pattern of what is asked, the status and the words with which it is answered."""

    def git(self, *arguments: str, data: bytes | None = None) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, env={**ENVIRONMENT, **BOT}, input=data,
                              check=True, capture_output=True)  # fmt: skip
        return done.stdout.decode()

    def answer(self, method: str, path: str, query: dict[str, str], body: Json) -> tuple[int, Json]:
        """The answer to one question."""
        self.asked.append(f"{method} {path}")
        if self.failing and re.search(self.failing[0], f"{method} {path}"):
            return self.failing[1], {"message": self.failing[2]}
        path = path.removeprefix(f"/repos/{REPOSITORY}")
        for pattern, do in ROUTES.items():
            if found := re.fullmatch(pattern, f"{method} {path}"):
                try:
                    return 200, do(self, *map(unquote, found.groups()), query=query, body=body)
                except (subprocess.CalledProcessError, LookupError):
                    return 404, {"message": "Not Found"}
        return 404, {"message": "Not Found"}

    def tree(self, name: str, query: dict[str, str], **_: Json) -> Json:
        deep = ["-r", "-t"] if query.get("recursive") else []
        listed = self.git("ls-tree", *deep, "--long", "-z", name).split("\0")[:-1]
        rows = [re.split(r"\s+", row, maxsplit=4) for row in listed]
        kinds = {"blob": "blob", "tree": "tree"}
        return {"tree": [{"path": path, "mode": mode, "type": kinds[kind], "sha": sha, "size": size}
                         for mode, kind, sha, size, path in rows]}  # fmt: skip

    def blob(self, sha: str, **_: Json) -> Json:
        done = subprocess.run(["git", "cat-file", "blob", sha], cwd=self.root, check=True, capture_output=True)
        return {"content": base64.b64encode(done.stdout).decode(), "encoding": "base64"}

    def new_blob(self, body: Json, **_: Json) -> Json:
        data = base64.b64decode(body["content"])
        return {"sha": self.git("hash-object", "-w", "--stdin", data=data).strip()}

    def new_tree(self, body: Json, **_: Json) -> Json:
        index = {"GIT_INDEX_FILE": str(self.root / ".git" / "hub-index")}
        lines = "".join(f"{'0' if one['sha'] is None else one['mode']} {one['sha'] or '0' * 40}\t{one['path']}\n"
                        for one in body["tree"])  # fmt: skip
        for command, data in ((["read-tree", body["base_tree"]], ""), (["update-index", "--index-info"], lines)):
            subprocess.run(
                ["git", *command], cwd=self.root, env={**ENVIRONMENT, **index}, input=data.encode(), check=True
            )
        done = subprocess.run(["git", "write-tree"], cwd=self.root, env={**ENVIRONMENT, **index}, check=True,
                              capture_output=True, text=True)  # fmt: skip
        return {"sha": done.stdout.strip(), "parentSha": body["base_tree"]}

    def new_commit(self, body: Json, **_: Json) -> Json:
        parents = [word for one in body["parents"] for word in ("-p", one)]
        return {"sha": self.git("commit-tree", body["tree"], *parents, "-m", body["message"]).strip()}

    def new_ref(self, body: Json, **_: Json) -> Json:
        self.git("update-ref", body["ref"], body["sha"])
        return {"ref": body["ref"]}

    def move(self, name: str, body: Json, **_: Json) -> Json:
        self.git("update-ref", f"refs/heads/{name}", body["sha"])
        return {"object": {"sha": body["sha"]}}

    def forget(self, name: str, **_: Json) -> Json:
        self.git("update-ref", "-d", f"refs/heads/{name}")
        return {}

    def branch(self, name: str, **_: Json) -> Json:
        return {"name": name, "commit": {"sha": self.git("rev-parse", "--verify", f"refs/heads/{name}").strip()}}

    def compare(self, base: str, head: str, **_: Json) -> Json:
        head = head.removeprefix("kantor:")
        fork = self.git("merge-base", base, head).strip()
        rows = self.git("diff", "--raw", "--no-abbrev", "--no-renames", fork, head).splitlines()
        states = {"A": "added", "M": "modified", "D": "removed"}
        files = [{"filename": path, "sha": head_[3], "status": states[head_[4]],
                  **({} if path.endswith(".jpg") else {"patch": "@@"})}
                 for head_, path in ((row.split("\t")[0].split(), row.split("\t")[1]) for row in rows)]  # fmt: skip
        commits = [self._commit(sha) for sha in self.git("rev-list", "--reverse", f"{base}..{head}").split()]
        return {"base_commit": self._commit(self.git("rev-parse", base).strip()), "commits": commits, "files": files}

    def _commit(self, sha: str) -> Json:
        parents = self.git("log", "-1", "--format=%P", sha).split()
        message = self.git("log", "-1", "--format=%B", sha).strip()
        return {"sha": sha, "parents": [{"sha": one} for one in parents],
                "commit": {"message": message, "author": None, "committer": None}}  # fmt: skip

    def open_pulls(self, query: dict[str, str], **_: Json) -> Json:
        wanted = query.get("head", "").removeprefix("kantor:")
        found = [one for one in self.pulls if one["state"] == "open" and wanted in ("", one["head"]["ref"])]
        for one in found:
            one["head"]["sha"] = self.git("rev-parse", one["head"]["ref"]).strip()
        return found

    def new_pull(self, body: Json, **_: Json) -> Json:
        ref = body["head"].removeprefix("kantor:")
        head = {"ref": ref, "sha": "", "repo": {"fork": False}}
        made = {"number": len(self.pulls) + 1, "title": body["title"], "body": body["body"], "state": "open",
                "labels": [], "head": head, "updated_at": "2026-11-20T03:00:00Z", "user": {"login": "contoh-rina"}}  # fmt: skip
        self.pulls.append(made)
        return made

    def label(self, number: str, body: Json, **_: Json) -> Json:
        self.pulls[int(number) - 1]["labels"] = [{"name": name} for name in body["labels"]]
        return self.pulls[int(number) - 1]["labels"]

    def merge(self, number: str, body: Json, **_: Json) -> Json:
        pull = self.pulls[int(number) - 1]
        self.git("merge", "--quiet", "--no-ff", "-m", body["commit_message"], pull["head"]["ref"])
        pull["state"] = "closed"
        return {"merged": True}


def _nothing(_: Hub, **__: Json) -> Json:
    return []


ROUTES: dict[str, Callable[..., Json]] = {
    r"GET /user": lambda *_, **__: {"login": "contoh-rina", "name": "Rina Contoh", "email": None},
    r"GET /users/.*": lambda *_, **__: {"login": "contoh-rina", "name": "Rina Contoh"},
    r"GET ": lambda *_, **__: {"owner": {"login": "kantor"}, "permissions": {"push": True}},
    r"GET /git/trees/(.+)": Hub.tree,
    r"GET /git/blobs/(.+)": Hub.blob,
    r"POST /git/blobs": Hub.new_blob,
    r"POST /git/trees": Hub.new_tree,
    r"POST /git/commits": Hub.new_commit,
    r"POST /git/refs": Hub.new_ref,
    r"PATCH /git/refs/heads/(.+)": Hub.move,
    r"DELETE /git/refs/heads/(.+)": Hub.forget,
    r"GET /branches/(.+)": Hub.branch,
    r"GET /compare/(.+)\.\.\.(.+)": Hub.compare,
    r"GET /pulls": Hub.open_pulls,
    r"POST /pulls": Hub.new_pull,
    r"PUT /issues/(\d+)/labels": Hub.label,
    r"PUT /pulls/(\d+)/merge": Hub.merge,
    r"GET /commits": _nothing,
    r"GET /pulls/\d+/commits": _nothing,
    r"GET /commits/.*/status": lambda *_, **__: {"statuses": []},
    r"GET /search/issues": lambda *_, **__: {"items": []},
}


@contextmanager
def serving(hub: Hub, page: Path) -> Iterator[str]:
    """The exported page and the API on one address."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            if parts.path.startswith("/api/"):
                query = {key: values[0] for key, values in parse_qs(parts.query).items()}
                status, said = hub.answer(self.command, parts.path.removeprefix("/api"), query, body)
                self._send(status, json.dumps(said).encode(), "application/json")
            else:
                file = page / (parts.path.removeprefix("/admin/") or "index.html")
                there = file.is_file()
                data = file.read_bytes() if there else b""
                self._send(200 if there else 404, data, TYPES.get(file.suffix[1:], "text/plain"))

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815  the base class's names

        def _send(self, status: int, data: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with served(Handler) as address:
        yield f"{address}/admin/"
