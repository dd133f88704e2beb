"""A site on a port of this computer, and a browser that knows no other host."""

import gzip
import http.server
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tests.support.http_server import served

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class names it so
        """Say nothing."""


COMPRESSED_SUFFIXES = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class CompressingHandler(QuietHandler):
    """Sends texts compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the base class names it so
        """Answer with a file, or with the page of a folder."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = gzip.compress(path.read_bytes()) if path.suffix in COMPRESSED_SUFFIXES else path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        if path.suffix in COMPRESSED_SUFFIXES:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(site: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """The address of a site while it is served on a free port."""
    with served(partial(handler, directory=str(site))) as address:
        yield f"{address}/"


def rendered_dom(address: str, profile: Path, budget: int = 4000) -> str:
    """The page as the browser has it after its scripts ran, with all names but this computer's unknown.

    `budget`: milliseconds of the browser's own time that the scripts may take.
    """
    assert CHROMIUM, "the tests need Chromium; see tests/browser.sh"
    command = [
        *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
        *("--disable-component-update", "--disable-sync", "--no-first-run", f"--user-data-dir={profile}"),
        *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--virtual-time-budget={budget}"),
        *("--dump-dom", address),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    return done.stdout
