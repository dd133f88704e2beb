"""The hub on loopback: REST and GraphQL, Git over smart HTTP, the live site, and an App's tokens."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.github.description import parts_of, success, wrong_answer, wrong_request
from tests.github.graphql import answer as graphql
from tests.github.hub import Hub
from tests.github.routes import ROUTES, Call, RefusedError, Route
from tests.github.smart import Reply, serve_git
from tests.github.tokens import Token, read_token

API, GRAPHQL, SITE, APP = "/api/v3", "/api/graphql", "/site/", "/lab/app"
JSON = "application/json; charset=utf-8"
LOCK = threading.RLock()


@contextmanager
def serving(hub: Hub) -> Iterator[None]:
    """Answer until the block is left; then nothing may have been asked that GitHub does not know."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if "chunked" in self.headers.get("Transfer-Encoding", ""):
                data = b"".join(iter(self._chunk, b""))
            with LOCK:
                reply = reply_to(hub, self.command, self.path, self.headers, data)
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.data)

        def _chunk(self) -> bytes:
            size = int(self.rfile.readline().strip() or b"0", 16)
            found = self.rfile.read(size)
            self.rfile.readline()
            return found

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer  # noqa: N815  names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    hub.url = hub.attachments.server = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
    server.server_close()


def reply_to(hub: Hub, method: str, url: str, headers: Message, data: bytes) -> Reply:
    """What is answered to one request."""
    path = urlsplit(url).path
    token = read_token(headers.get("Authorization", ""))
    hub.attachments.is_private = hub.private
    if attached := hub.attachments.answer(url, headers):
        return Reply(attached.status, attached.headers, attached.data)
    if path.startswith(SITE):
        return _live(hub, path.removeprefix(SITE))
    if path == APP:
        return _app(hub, json.loads(data))
    if token and token.kind in hub.revoked:
        return _refused(401, "Bad credentials")
    if path == GRAPHQL or path.startswith(f"{API}/"):
        return _rest(hub, token, method, url, data, headers.get("Accept", ""))
    return serve_git(hub, token, method, url, headers, data)


def _live(hub: Hub, path: str) -> Reply:
    file = hub.folder / "site" / path
    if file.is_dir():
        file /= "index.html"
    return Reply(200, {}, file.read_bytes()) if file.is_file() else Reply(404, {}, b"")


def _app(hub: Hub, asked: dict[str, Any]) -> Reply:
    """An installation's token for the App's key: what the real action asks GitHub for with a signed JWT."""
    if (asked["client-id"], asked["private-key"]) != hub.app:
        return _refused(401, "A JSON web token could not be decoded")
    return Reply(
        200, {"Content-Type": JSON}, json.dumps(hub.app_token(asked["permissions"], asked["repositories"])).encode()
    )


def _rest(hub: Hub, token: Token | None, method: str, url: str, data: bytes, accept: str) -> Reply:
    path = urlsplit(url).path.removeprefix(API)
    hub.requests.append(f"{method} {path}")
    for fault in hub.faults:
        if fault.times and f"{method} {path}".startswith(fault.begins):
            fault.times -= 1
            return Reply(fault.status, {"Content-Type": JSON, **fault.headers}, json.dumps(fault.body).encode())
    if token is None:
        return _refused(401, "Bad credentials")
    body = json.loads(data) if data else None
    if path == GRAPHQL:
        return Reply(200, {"Content-Type": JSON}, json.dumps(graphql(hub, body)).encode())
    for route in ROUTES:
        parts = parts_of(route.operation, method, path)
        if parts is not None:
            query = dict(parse_qsl(urlsplit(url).query))
            return _called(hub, route, Call(hub, token, parts, url, query, body, {}, accept))
    hub.complaints.append(f"no route of the stand-in: {method} {path}")
    return _refused(404, "Not Found")


def _called(hub: Hub, route: Route, call: Call) -> Reply:
    hub.complaints += wrong_request(route.operation, call.url, call.body)
    if call.name not in call.token.repositories:
        return _refused(404, "Not Found")
    if not call.token.may(*route.needs):
        return _refused(403, "Resource not accessible by integration")
    try:
        answer = route.answer(call)
    except RefusedError as refused:
        return Reply(refused.status, {"Content-Type": JSON}, json.dumps(refused.body).encode())
    if answer is None:
        return Reply(204, {}, b"")
    hub.complaints += wrong_answer(route.operation, answer)
    return Reply(success(route.operation), {"Content-Type": JSON, **call.headers}, json.dumps(answer).encode())


def _refused(status: int, message: str) -> Reply:
    refused = RefusedError(status, message)
    return Reply(status, {"Content-Type": JSON}, json.dumps(refused.body).encode())
