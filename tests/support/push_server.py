"""A Git server without a forge: a bare repository with the pre-receive hook, over the file and HTTP transports."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.support.git_http_backend import Backend, git_server
from tests.support.hooks import install
from tests.support.repository import Office


class Server(NamedTuple):
    """An office on a desk, and a bare server with the hook that holds its main."""

    office: Office
    url: str
    bare: Path


@contextmanager
def served(office: Office, bare: Path, transport: str) -> Iterator[Server]:
    """Put an office on a server."""
    office.git("clone", "--quiet", "--bare", "--branch", "main", str(office.root), str(bare))
    install(bare, "--server")
    if transport == "file":
        yield Server(office, bare.as_uri(), bare)
        return
    subprocess.run(["git", "-C", bare, "config", "http.receivepack", "true"], check=True)
    with git_server(bare.parent) as address:
        yield Server(office, f"{address}/kantor.git", bare)


def push(
    office: Office, url: str, what: str = "change:main", *options: str, who: dict[str, str] | None = None
) -> tuple[bool, str]:
    """Push; whether it was taken in, and what the server said. `who`: what the server's hook is told of who pushes."""
    env = {"PATH": os.environ["PATH"], "HOME": str(office.root), "REDAKSI_LANG": "en"}
    Backend.user = (who or {}).get("REMOTE_USER", "")
    command = ["git", "push", *options, url, what]
    done = subprocess.run(command, cwd=office.root, env=env | (who or {}), capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr


def head_of(bare: Path, branch: str = "main") -> str:
    asked = ["git", "-C", str(bare), "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
