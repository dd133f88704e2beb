"""`git http-backend` on loopback: Git's own server side over HTTP."""

import os
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.support.http_server import served


class Backend(BaseHTTPRequestHandler):
    """`git http-backend` behind a plain web server on loopback."""

    projects: Path
    user = ""
    """Who has logged in."""
    token = ""
    """What whoever asks must show, as a job does; "" lets everybody in."""

    def do_GET(self) -> None:
        wanted = b64encode(f"x-access-token:{self.token}".encode()).decode()
        if self.token and self.headers.get_all("Authorization") != [f"basic {wanted}"]:
            self.send_error(403)
        else:
            self._run()

    do_POST = do_GET  # noqa: N815  a name of the base class

    def _run(self) -> None:
        path, _, query = self.path.partition("?")
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
        env = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.projects),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_ADDR": "127.0.0.1",
        } | ({"REMOTE_USER": self.user} if self.user else {})
        done = subprocess.run(["git", "http-backend"], input=body, env=env, capture_output=True, check=False)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        fields = [line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line]
        status = next((value for name, value in fields if name == "Status"), "200 OK")
        self.send_response(int(status.split()[0]))
        for name, value in fields:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the base class
        """Say nothing."""


@contextmanager
def git_server(projects: Path, token: str = "") -> Iterator[str]:
    """The address below which the bare repositories of a folder are served, to whoever shows the token."""
    handler = type("Handler", (Backend,), {"projects": projects, "token": token})
    with served(handler) as address:
        yield address
