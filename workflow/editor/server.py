"""The editor's own small server: its page, its settings, and the questions of Decap. For one computer only.

It listens on loopback, answers only to its own name (a page elsewhere cannot speak through the browser to it), and
serves no file but the editor's.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import msgspec
from msgspec import Struct

from workflow.editor.errors import error_reply
from workflow.editor.git_backend import GitBackend
from workflow.editor.protocol import MalformedQuestionError, NotFoundError
from workflow.git.commit_writer import WriteError
from workflow.git.errors import GitError
from workflow.i18n.catalog import tr
from workflow.services.errors import RefusedError

ASSETS = resources.files("workflow.editor") / "assets"
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
}
INDEX_PAGE = "index.html"
MAX_QUESTION_BYTES, MAX_LENGTH_DIGITS = 64 << 20, 8
"""Bytes of a question: a text and its pictures; and the digits of that number."""
Settings = Callable[[], dict[str, Any]]


def write_page(folder: Path, config: dict[str, Any]) -> None:
    """The editor's page as plain files, for a web server."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in ASSETS.iterdir():
        (folder / one.name).write_bytes(one.read_bytes())
    (folder / "config.json").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")


class EditorServer(ThreadingHTTPServer):
    """Serves one clone. `make_backend`: called for each question, so that the time is that of the question."""

    def __init__(self, port: int, make_backend: Callable[[], GitBackend], settings: Settings) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.make_backend, self.settings = make_backend, settings
        self.lock = Lock()
        """One question at a time: Git's branches move one by one."""
        self.names = {f"{host}:{self.server_port}" for host in ("127.0.0.1", "localhost")}

    def warm(self) -> None:
        """Read what the list shows while the browser still begins the page; whoever asks for it next has it at once."""
        with self.lock, suppress(RefusedError, GitError, WriteError):
            self.make_backend().answer("list", {})


class BackendQuestion(Struct, frozen=True):
    """What Decap asks: what is to be done, and with what."""

    action: str
    params: dict[str, Any]


class _Handler(BaseHTTPRequestHandler):
    server: EditorServer

    def do_GET(self) -> None:
        """A file of the editor, or its settings."""
        name = self.path.partition("?")[0]
        if not self._is_meant_for_us():
            return
        if name in ("/", "/admin"):
            self._send(HTTPStatus.FOUND, b"", "text/plain", location="/admin/")
        elif name == "/admin/config.json":
            self._json(HTTPStatus.OK, self.server.settings())
        else:
            if name == "/admin/":
                Thread(target=self.server.warm, daemon=True).start()
            self._asset(name.removeprefix("/admin/") or INDEX_PAGE)

    def do_POST(self) -> None:
        """A question of Decap."""
        origin = self.headers.get("Origin", "").removeprefix("http://")
        length = self.headers.get("Content-Length", "")
        if not self._is_meant_for_us() or self.path != "/api/v1":
            self._json(HTTPStatus.NOT_FOUND, {"error": tr("There is nothing here.")})
        elif origin not in self.server.names or not self.headers.get("Content-Type", "").startswith("application/json"):
            self._json(HTTPStatus.FORBIDDEN, {"error": tr("Only the editor's own page may ask.")})
        elif not length.isdecimal() or len(length) > MAX_LENGTH_DIGITS or int(length) > MAX_QUESTION_BYTES:
            self.close_connection = True
            self._json(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": tr("This is too large.")})
        else:
            self._json(*self._answer(self.rfile.read(int(length))))

    def _answer(self, data: bytes) -> tuple[HTTPStatus, Any]:
        try:
            asked = msgspec.json.decode(data, type=BackendQuestion)
            with self.server.lock:
                return HTTPStatus.OK, self.server.make_backend().answer(asked.action, asked.params)
        except (msgspec.DecodeError, MalformedQuestionError, RecursionError):
            return HTTPStatus.BAD_REQUEST, {"error": tr("The question is not understood.")}
        except NotFoundError as error:
            return HTTPStatus.NOT_FOUND, {"error": tr("There is no {name}.", name=str(error))}
        except RefusedError as error:
            return HTTPStatus.UNPROCESSABLE_ENTITY, error_reply(error)
        except Exception as error:  # whatever happens, it is said, and written down
            return HTTPStatus.INTERNAL_SERVER_ERROR, error_reply(error)

    def _is_meant_for_us(self) -> bool:
        """Whether the browser was asked for this very server: a name that was made to lead here is another's."""
        return self.headers.get("Host", "") in self.server.names

    def _asset(self, name: str) -> None:
        known = {one.name: one for one in ASSETS.iterdir()}
        kind = MEDIA_TYPES.get(name.rpartition(".")[2])
        if name in known and kind:
            self._send(HTTPStatus.OK, known[name].read_bytes(), kind)
        else:
            self._json(HTTPStatus.NOT_FOUND, {"error": tr("There is nothing here.")})

    def _json(self, status: HTTPStatus, data: Any) -> None:
        # in ASCII: half a character, which a file may hold as an escape, has no bytes in UTF-8
        self._send(status, json.dumps(data).encode(), "application/json; charset=utf-8")

    def _send(self, status: HTTPStatus, data: bytes, kind: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing: the terminal is for people."""
