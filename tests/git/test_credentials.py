"""A token for Git: it goes to its own server, in no argument and in no message."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.clone import git
from workflow.chatops.run import explain_write_error
from workflow.git.commit_writer import WriteError
from workflow.git.credentials import token_variables
from workflow.git.errors import GitError
from workflow.git.remote_branches import RemoteBranches
from workflow.git.remote_files import read_remote_files
from workflow.i18n.catalog import translate

TOKEN = "t0ken-of-git"
HEADER = "basic eC1hY2Nlc3MtdG9rZW46dDBrZW4tb2YtZ2l0"
"""`x-access-token:` and the token, in Base64."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str | None]]]:
    """A Git server that refuses everybody, and what it was given."""
    given: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given.append(self.headers["Authorization"])
            self.send_response(403)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    made = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}", given
    made.shutdown()


@pytest.mark.parametrize("own", [True, False])
def test_a_token_goes_to_its_own_server_only(
    tmp_path: Path, server: tuple[str, list[str | None]], monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    address, given = server
    git(tmp_path, "init", "--quiet", "--bare")
    git(tmp_path, "remote", "add", "origin", f"{address}/kantor/berita")
    for name, value in (("COUNT", "1"), ("KEY_0", "http.userAgent"), ("VALUE_0", "uji")):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)  # what somebody set stays
    with pytest.raises(WriteError) as error:
        RemoteBranches(tmp_path, "origin", token_variables(address if own else "http://127.0.0.1:9", TOKEN)).fetch()
    assert given == [HEADER if own else None]
    assert "its token" not in str(error.value)
    assert "may not write here" in translate(explain_write_error(error.value))
    assert TOKEN not in str(error.value)
    assert HEADER.split()[1] not in str(error.value)


def test_no_token_is_no_variable() -> None:
    assert token_variables("https://github.com", "") == {}


def test_a_server_that_leads_elsewhere_is_not_followed(tmp_path: Path, server: tuple[str, list[str | None]]) -> None:
    elsewhere, given = server

    class Leading(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{elsewhere}{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    made = HTTPServer(("127.0.0.1", 0), Leading)
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    address = f"http://127.0.0.1:{made.server_port}"
    git(tmp_path, "init", "--quiet", "--bare")
    git(tmp_path, "remote", "add", "origin", f"{address}/kantor/berita")
    with pytest.raises(WriteError):
        RemoteBranches(tmp_path, "origin", token_variables(address, TOKEN)).fetch()
    with pytest.raises(GitError):
        read_remote_files(f"{address}/kantor/kontak", ["senders.yml"], token_variables(address, TOKEN))
    made.shutdown()
    assert given == []
