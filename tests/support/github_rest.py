"""A stand-in of GitHub on loopback: REST as its OpenAPI description has it, and real Git by `git http-backend`.

Both want the token, and note what they were asked.
"""

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.http_server import served

TOKEN = "t0ken-that-is-secret"
NAME = "kantor/berita"


class Hub:
    """One repository: its lists by path and query, its comments, its Git."""

    def __init__(self, repository: Path) -> None:
        self.repository = repository
        self.lists: dict[str, list[Any]] = {}
        """What is listed below the repository, by path, with `?ref=...` or `?time_period=...` where that is asked."""
        self.refused: dict[tuple[str, str], int] = {}
        """Answers to a method and a path that are no success."""
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.git_status = 200
        self.page = 100
        self.url = ""

    def rest(self, method: str, path: str, query: dict[str, str], data: Any) -> tuple[int, Any, str]:
        """Status, answer and the header `Link`."""
        self.asked.append((method, path))
        if status := self.refused.get((method, path)):
            return status, {"message": "Resource not accessible by integration"}, ""
        if method == "POST":
            made = {"id": len(self.comments) + 1, "body": data["body"], "user": {"type": "Bot"}, "url": path}
            self.comments.append(made)
            return 201, self.comments[-1], ""
        if method == "PATCH":
            self.comments[int(path.rpartition("/")[2]) - 1]["body"] = data["body"]
            return 200, self.comments[0], ""
        if path.endswith("/comments"):
            return 200, [one for one in self.comments if one["url"] == path], ""
        kind = next((f"?{name}={query[name]}" for name in ("ref", "time_period") if name in query), "")
        found = self.lists.get(path.removeprefix(f"{NAME}/") + kind)
        if found is None:
            return 404, {"message": "Not Found"}, ""
        start = int(query.get("after", 0))
        after = start + self.page
        link = f'<{self.url}/api/repos/{path}{kind}&after={after}>; rel="next"' if after < len(found) and kind else ""
        return 200, found[start:after] if kind else found, link

    def git(self, path: str, query: str, method: str, kind: str, body: bytes) -> bytes:
        """What Git's own backend answers, with its headers."""
        variables = {
            "GIT_PROJECT_ROOT": str(self.repository.parent),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": f"/{self.repository.name}{path.removeprefix(f'/{NAME}')}",
            "QUERY_STRING": query,
            "REQUEST_METHOD": method,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "GIT_PROTOCOL": "version=2",
            "PATH": os.environ["PATH"],
        }
        return subprocess.run(
            ["git", "http-backend"], env=variables, input=body, capture_output=True, check=False
        ).stdout


def _handler(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            url, length = urlsplit(self.path), int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            if url.path.startswith("/api/"):
                assert self.headers["Authorization"] == f"Bearer {TOKEN}"
                self._rest(url.path.removeprefix("/api/repos/"), url.query, body)
            else:
                basic = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
                assert self.headers["Authorization"] == f"basic {basic}"
                self._git(url.path, url.query, body)

        def _rest(self, path: str, query: str, body: bytes) -> None:
            fields = {name: values[-1] for name, values in parse_qs(query).items()}
            data = json.loads(body) if body else None
            status, found, link = hub.rest(self.command, unquote(path), fields, data)
            self._send(status, json.dumps(found).encode(), {"Link": link} if link else {})

        def _git(self, path: str, query: str, body: bytes) -> None:
            if hub.git_status != 200:
                self._send(hub.git_status, b"", {})
                return
            made = hub.git(path, query, self.command, self.headers.get("Content-Type", ""), body)
            head, _, rest = made.partition(b"\r\n\r\n")
            headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            self._send(int(headers.pop("Status", "200").split()[0]), rest, headers)

        def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = _answer  # noqa: N815  names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler


@contextmanager
def open_hub(repository: Path) -> Iterator[Hub]:
    """Answer until the block is left."""
    hub = Hub(repository)
    with served(_handler(hub)) as hub.url:
        yield hub
