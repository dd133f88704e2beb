"""Git over smart HTTP, by Git's own `git http-backend`; a token needs `contents`."""

import gzip
import re
import subprocess
from email.message import Message
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from tests.github.bare import ENVIRONMENT
from tests.github.tokens import Token

if TYPE_CHECKING:
    from tests.github.hub import Hub

PATH = re.compile(r"/([\w.-]+/[\w-]+)(?:\.git)?/(info/refs|git-upload-pack|git-receive-pack)")


class Reply(NamedTuple):
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]
    data: bytes


def serve_git(hub: "Hub", token: Token | None, method: str, url: str, headers: Message, data: bytes) -> Reply:
    """What Git is answered; a push is noted as its token's."""
    found = PATH.fullmatch(urlsplit(url).path)
    if found is None or found[1] not in hub.repositories:
        return Reply(404, {}, b"Not Found")
    writes = "git-receive-pack" in url
    if token is None and (writes or hub.private):
        return Reply(401, {"WWW-Authenticate": 'Basic realm="GitHub"'}, b"")
    if token and found[1] not in token.repositories:
        return Reply(404, {}, b"Repository not found.")
    if token and not token.may("contents:write" if writes else "contents:read"):
        return Reply(403, {}, b"remote: Write access to repository not granted." if writes else b"")
    name, what = found.groups()
    before = hub.repositories[name].refs() if what == "git-receive-pack" else {}
    reply = _backend(hub, name, what, method, url, headers, data)
    if token and what == "git-receive-pack":
        hub.pushed(name, before, token)
    return reply


def _backend(hub: "Hub", name: str, what: str, method: str, url: str, headers: Message, data: bytes) -> Reply:
    if headers.get("Content-Encoding") == "gzip":
        data = gzip.decompress(data)
    environment = ENVIRONMENT | {
        "GIT_PROJECT_ROOT": str(hub.folder / "git"),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": f"/{name}.git/{what}",
        "QUERY_STRING": urlsplit(url).query,
        "REQUEST_METHOD": method,
        "CONTENT_TYPE": headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(data)),
        "REMOTE_USER": "x",
        "GIT_PROTOCOL": headers.get("Git-Protocol", ""),
    }
    done = subprocess.run(["git", "http-backend"], input=data, env=environment, capture_output=True, check=False)
    head, _, rest = done.stdout.partition(b"\r\n\r\n")
    if not head:  # Git was asked for what there is not, and says so to nobody
        return Reply(500, {}, b"")
    lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    return Reply(int(lines.pop("Status", "200").split()[0]), lines, rest)
