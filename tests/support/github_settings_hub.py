"""A server on loopback that keeps a repository's settings as GitHub's documentation says, and checks every request.

Each request and each answer is held against GitHub's own OpenAPI description; an answer has only what must be there, and
null where null may be.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.github.description import success, wrong_answer, wrong_request
from tests.support.github_described import least, operation_of
from tests.support.github_settings_routes import ROUTES, RefusedError

Json = dict[str, Any]
TOKEN = "t0ken-that-is-secret"


class Hub:
    """One repository, its owner's plan, and what the token may."""

    def __init__(self, *, private: bool = False, paid: bool = True) -> None:
        self.private: bool = private
        self.paid = paid
        self.repository: Json = {
            **least("full-repository"),
            "name": "berita",
            "full_name": "kantor/berita",
            "html_url": "https://github.com/kantor/berita",
            "default_branch": "main",
            "private": private,
            "has_issues": True,
            "allow_merge_commit": True,
            "security_and_analysis": None,
            "owner": {**least("simple-user"), "login": "kantor", "type": "Organization"},
        }
        self.rulesets: dict[int, Json] = {}
        self.environments: dict[str, Json] = {}
        self.policies: dict[str, list[Json]] = {}
        self.secrets: dict[str, set[str]] = {"": set()}
        self.variables: dict[str, str] = {}
        self.labels: list[str] = []
        self.pages: Json = {}
        self.actions: Json = {"enabled": True, "allowed_actions": "all", "sha_pinning_required": False}
        self.selected: Json = {"github_owned_allowed": False, "verified_allowed": False, "patterns_allowed": []}
        self.token: Json = {"default_workflow_permissions": "write", "can_approve_pull_request_reviews": True}
        self.forks: Json = {"approval_policy": "first_time_contributors"}
        self.private_forks: Json = {
            "run_workflows_from_fork_pull_requests": False,
            "send_write_tokens_to_workflows": False,
            "send_secrets_and_variables": False,
            "require_approval_for_fork_pr_workflows": False,
        }
        self.workflows: dict[str, str] = {}
        self.owner_errors: list[Json] = []
        self.has_owners = True
        self.decided_above: set[str] = set()
        """Operations that the organization has decided for all."""
        self.lacks: set[str] = set()
        """Permissions that the token does not have."""
        self.knows_token = True
        self.asked: list[str] = []
        self.writes: list[str] = []
        self.wrong: list[str] = []
        """What was not as GitHub describes it."""
        self.url = ""

    def answer(self, method: str, address: str, body: Any) -> tuple[int, Any]:
        """What GitHub would answer. Raises RefusedError."""
        url = urlsplit(address)
        if not self.knows_token:
            raise RefusedError(401, "Bad credentials")
        operation, parts = operation_of(method, url.path)
        if not operation or (parts.get("owner"), parts.get("repo")) not in {("kantor", "berita"), (None, None)}:
            raise RefusedError(404, "Not Found")
        self.asked.append(operation)
        self.wrong += wrong_request(operation, address, body)
        route = ROUTES[operation]
        if (need := route.needs) and need.partition("=")[0] in self.lacks:
            raise RefusedError(403, "Resource not accessible by personal access token", need)
        if operation in self.decided_above:
            raise RefusedError(409, "Conflict")
        found = route.do(self, parts, dict(parse_qsl(url.query)), body)
        if method != "GET":
            self.writes.append(operation)
        self.wrong += wrong_answer(operation, found)
        return success(operation), found


@contextmanager
def serving(hub: Hub) -> Iterator[None]:
    """Answer until the block is left."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            needs = ""
            try:
                status, found = hub.answer(self.command, self.path, data)
            except RefusedError as error:
                status, found, needs = error.status, {"message": error.message}, error.needs
            body = b"" if status == 204 else json.dumps(found).encode()
            self.send_response(status)
            if needs:
                self.send_header("X-Accepted-GitHub-Permissions", needs)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer  # noqa: N815  names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    yield
    server.shutdown()
    server.server_close()
