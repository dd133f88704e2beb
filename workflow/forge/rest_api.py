"""A client of GitHub's REST and GraphQL API, with retries and pagination. The token is never shown."""

import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlsplit

import msgspec
from msgspec import Struct

from workflow.forge.api_errors import FORBIDDEN, NOT_FOUND, UNREACHABLE, UNREADABLE, ApiRefusal, read_refusal
from workflow.forge.github_user import Account
from workflow.i18n.message import Message, say

__all__ = ("FORBIDDEN", "NOT_FOUND", "ForgeError", "GitHub", "NoRedirect", "convert_answer")

TIMEOUT_SECONDS = 30
"""After which a request is given up."""
MAX_WAIT_SECONDS = 60
"""Seconds that one call may wait in all, with all its repetitions."""
PAGE_SIZE = 100
MAX_PAGES = 50
T = TypeVar("T")
FindExisting = Callable[[], Any]
"""Sees whether something is there already; None where it is not."""
_NEXT = re.compile(r'<([^<>]+)>; rel="next"')


class ForgeError(Exception):
    """GitHub could not be asked or refused; `message` says why, in words for people.

    `reason`: GitHub's own words. `needs`: the permissions that a token needs for it (GitHub Docs, "Troubleshooting the
    REST API": `X-Accepted-GitHub-Permissions`). Both are "" where GitHub does not say.
    """

    def __init__(self, message: Message, status: int = 0, reason: str = "", needs: str = "") -> None:
        super().__init__(message.text)
        self.message = message
        self.status = status
        self.reason, self.needs = reason, needs
        self.is_passing = False
        """Whether the same may be granted later."""


class _RefusedError(ForgeError):
    """The same with what it means for another try."""

    def __init__(self, why: ApiRefusal, status: int = 0, took: int = 0) -> None:
        super().__init__(why.message, status, why.reason, why.needs)
        self.why, self.took = why, took
        self.is_passing = why.wait is not None


JSON_MEDIA_TYPE, JSON_AND_HTML_MEDIA_TYPE = "application/vnd.github+json", "application/vnd.github.full+json"
"""Media types: as it was written, and as HTML too (GitHub Docs, "Getting started with the REST API")."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token follows no redirection to another place."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None: the answer is taken as it is."""


class _Answer(Struct, frozen=True):
    data: Any
    next: str
    """The address of a list's next page; "" where there is none."""


class _Comment(Struct, frozen=True):
    id: int
    body: str | None = None
    user: Account | None = None
    """None: the account was deleted."""


class GitHub:
    """One repository on GitHub, or on a server that speaks the same."""

    pause: Callable[[float], None] = staticmethod(time.sleep)
    """Waits for some seconds; a test has it wait for none."""

    def __init__(self, api: str, repository: str, token: str) -> None:
        self.api, self.repository, self._token = api.rstrip("/"), repository, token
        self._opener = urllib.request.build_opener(NoRedirect)

    @classmethod
    def from_environment(cls, name: str = "GITHUB_TOKEN", repository: str = "") -> Self | None:
        """As GitHub's runners and people's shells name it, `name` the token; None where a part is missing."""
        api = os.environ.get("GITHUB_API_URL", "https://api.github.com")
        repository, token = repository or os.environ.get("GITHUB_REPOSITORY", ""), os.environ.get(name, "")
        if not repository or not token or urlsplit(api).scheme not in ("https", "http"):
            return None
        return cls(api, quote(repository), token)

    def beside(self, repository: str) -> Self:
        """Another repository on the same server, asked with the same token."""
        return type(self)(self.api, quote(repository), self._token)

    def get(self, path: str) -> Any:
        """What lies at a path below the repository ("": the repository). Raises ForgeError."""
        return self._ask("GET", path).data

    def rendered(self, path: str) -> Any:
        """The same with what people wrote as HTML beside it. Raises ForgeError."""
        return self._send("GET", self._url(path), None, accept=JSON_AND_HTML_MEDIA_TYPE).data

    def pages(self, path: str) -> list[Any]:
        """All items of a list, page by page, as GitHub leads from one to the next.

        Raises ForgeError, also for a list that is too long to be read to its end: what it lacks might be what matters.

        Source: GitHub Docs, "Using pagination in the REST API" (`Link`).
        """
        items: list[Any] = []
        url = self._url(f"{path}{'&' if '?' in path else '?'}per_page={PAGE_SIZE}")
        for _ in range(MAX_PAGES):
            answer = self._send("GET", url, None)
            if not isinstance(answer.data, list):
                raise ForgeError(UNREADABLE)
            items += answer.data
            url = answer.next
            if not url:
                return items
            if not url.startswith(f"{self.api}/"):  # the token goes nowhere else
                raise ForgeError(UNREADABLE)
        raise ForgeError(say("GitHub's list is longer than the {count} entries that are read.", count=len(items)))

    def post(self, path: str, data: Any = None, look: FindExisting | None = None) -> Any:
        """Make something new. Raises ForgeError.

        Where GitHub does not say whether it did (it is down, the connection is lost), it is tried again only after
        `look` did not find it; without `look` it is not tried again.
        """
        return self._ask("POST", path, data, look).data

    def patch(self, path: str, data: Any) -> Any:
        """Change something. Raises ForgeError."""
        return self._ask("PATCH", path, data).data

    def query(self, query: str, variables: Any) -> Any:
        """What the GraphQL API answers. Raises ForgeError.

        Its address: GitHub Docs, "Forming calls with GraphQL"; a server of one's own has `/api/graphql` and `/api/v3`.
        """
        url = f"{self.api.removesuffix('/v3')}/graphql"
        question = {"query": query, "variables": variables}
        answer = self._send("POST", url, question, look=lambda: None).data  # a question may be asked again
        if not isinstance(answer, dict) or answer.get("errors"):
            raise ForgeError(UNREADABLE)
        return answer

    def put_comment(self, number: int, marker: str, body: str) -> None:
        """Write the one comment of a program on an issue or pull request: anew, or in place of what it wrote before.

        Only a program's own comment that begins with the marker is edited, never a person's. Raises ForgeError.
        """
        existing = self._comment(number, marker)
        if existing is None:
            self.post(f"issues/{number}/comments", {"body": body}, look=lambda: self._comment(number, marker))
        elif existing.body != body:
            self.patch(f"issues/comments/{existing.id}", {"body": body})

    def put(self, path: str, data: Any = None) -> Any:
        """Have something be as given, however often this is asked. Raises ForgeError."""
        return self._ask("PUT", path, data).data

    def delete(self, path: str) -> Any:
        """Take something away. Raises ForgeError."""
        return self._ask("DELETE", path).data

    def app(self, slug: str) -> Any:
        """What everybody may know of a GitHub App. Raises ForgeError."""
        return self._send("GET", f"{self.api}/apps/{quote(slug, safe='')}", None).data

    def _comment(self, number: int, marker: str) -> _Comment | None:
        comments = convert_answer(self.pages(f"issues/{number}/comments"), list[_Comment])
        mine = (one for one in comments if one.user and one.user.type == "Bot")
        return next((one for one in mine if (one.body or "").startswith(marker)), None)

    def _url(self, path: str) -> str:
        return f"{self.api}/repos/{self.repository}{f'/{path}' if path else ''}"

    def _ask(self, method: str, path: str, data: Any = None, look: FindExisting | None = None) -> _Answer:
        return self._send(method, self._url(path), data, look)

    def _send(
        self, method: str, url: str, data: Any, look: FindExisting | None = None, *, accept: str = JSON_MEDIA_TYPE
    ) -> _Answer:
        """Ask, with growing pauses between the tries; what only makes something new is not made twice."""
        left, grown = MAX_WAIT_SECONDS, 1
        while True:
            try:
                return self._once(method, url, data, accept)
            except _RefusedError as error:
                why = error.why
                wait = max(why.wait or 0, grown)
                left -= wait + error.took
                is_risky = method == "POST" and why.is_unsure
                if why.wait is None or left < 0 or (is_risky and look is None):
                    raise
                self.pause(wait)
                grown *= 2
                if is_risky and look and (found := look()) is not None:
                    return _Answer(found, "")

    def _once(self, method: str, url: str, data: Any, accept: str) -> _Answer:
        request = urllib.request.Request(  # noqa: S310  the scheme was checked
            url,
            method=method,
            data=None if data is None else msgspec.json.encode(data),
            headers={
                "Accept": accept,
                "Authorization": f"Bearer {self._token}",
                "User-Agent": "redaksi",
                "X-GitHub-Api-Version": "2022-11-28",
                **({} if data is None else {"Content-Type": "application/json"}),
            },
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return _decode_answer(answer.read(), answer.headers)
        except urllib.error.HTTPError as error:
            headers = {name.lower(): value for name, value in error.headers.items()}
            raise _RefusedError(read_refusal(error.code, headers, _error_body(error)), error.code) from None
        except (OSError, HTTPException) as error:
            took = TIMEOUT_SECONDS if isinstance(getattr(error, "reason", error), TimeoutError) else 0
            raise _RefusedError(UNREACHABLE, took=took) from None


def _error_body(error: urllib.error.HTTPError) -> bytes:
    try:
        return error.read()
    except (OSError, HTTPException):
        return b""


def _decode_answer(body: bytes, headers: HTTPMessage) -> _Answer:
    found = _NEXT.search(headers.get("Link", ""))
    try:
        return _Answer(msgspec.json.decode(body) if body else None, found[1] if found else "")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ForgeError(UNREADABLE) from None


def convert_answer(data: Any, kind: type[T]) -> T:
    """An answer of GitHub's as a type. Raises ForgeError where it is not one."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError:
        raise ForgeError(UNREADABLE) from None
