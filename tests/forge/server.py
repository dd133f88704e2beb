"""A server on loopback that answers as GitHub's REST API documents it, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "t0ken-that-is-secret"


class Forge:
    """The state of one repository on that server."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.status = 200
        self.url = ""

    def comment(self, body: str, kind: str = "Bot") -> None:
        """Somebody wrote a comment."""
        user = {"login": "github-actions[bot]" if kind == "Bot" else "mallory", "type": kind}
        self.comments.append({"id": len(self.comments) + 1, "body": body, "user": user})


@contextmanager
def serving(forge: Forge) -> Iterator[None]:
    """Answer until the block is left."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            url = urlsplit(self.path)
            path = url.path.removeprefix("/repos/kantor/berita").removeprefix("/")
            forge.asked.append((self.command, path))
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            found = self._found(path, parse_qs(url.query), data)
            status = forge.status if found is not None else 404
            body = json.dumps(found if status == 200 else {"message": "no"}).encode()
            self.send_response(status)
            size, page = (
                int(parse_qs(url.query).get(name, [default])[0])
                for name, default in (("per_page", "30"), ("page", "1"))
            )
            if path.endswith("/comments") and self.command == "GET" and page * size < len(forge.comments):
                self.send_header("Link", f'<{forge.url}{url.path}?per_page={size}&page={page + 1}>; rel="next"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _found(self, path: str, query: dict[str, list[str]], data: Any) -> Any:
            if self.command == "PATCH":
                found = next(one for one in forge.comments if str(one["id"]) == path.rpartition("/")[2])
                return found.update(data) or found
            if self.command == "POST":
                forge.comment(data["body"])
                return forge.comments[-1]
            if path.endswith("/comments"):
                size, page = int(query["per_page"][0]), int(query.get("page", ["1"])[0])
                return forge.comments[(page - 1) * size : page * size]
            return None

        do_GET = do_POST = do_PATCH = _answer  # noqa: N815  names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    forge.url = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
