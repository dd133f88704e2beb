"""GitHub's REST API, as far as a workflow needs it. The token comes from the environment and is never shown."""

import os
import re
import urllib.error
import urllib.request
from typing import Any, Self
from urllib.parse import quote, urlsplit

import msgspec

from workflow.language.message import Message, say

SECONDS = 30
PAGE = 100
MOST_PAGES = 50
NEXT = re.compile(r'<([^<>]+)>; rel="next"')
OK, FORBIDDEN, NOT_FOUND = range(200, 300), 403, 404


class ForgeError(Exception):
    """GitHub could not be asked or refused; `message` says why, in words for people."""

    def __init__(self, message: Message, status: int = 0) -> None:
        super().__init__(message.text)
        self.message = message
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token follows no redirection to another place."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None: the answer is taken as it is."""


class GitHub:
    """One repository on GitHub, or on a server that speaks the same."""

    def __init__(self, api: str, repository: str, token: str) -> None:
        self.api, self.repository, self._token = api.rstrip("/"), repository, token
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._link = ""
        """The header `Link` of the last answer."""

    @classmethod
    def from_environment(cls, name: str = "GITHUB_TOKEN") -> Self | None:
        """As GitHub's runners and people's shells name it, `name` the token; None where a part is missing."""
        api = os.environ.get("GITHUB_API_URL", "https://api.github.com")
        repository, token = os.environ.get("GITHUB_REPOSITORY", ""), os.environ.get(name, "")
        if not repository or not token or urlsplit(api).scheme not in ("https", "http"):
            return None
        return cls(api, quote(repository), token)

    def get(self, path: str) -> Any:
        """What lies at a path below the repository. Raises ForgeError."""
        return self._ask("GET", path)

    def pages(self, path: str) -> list[Any]:
        """All items of a list, page by page. Raises ForgeError."""
        items: list[Any] = []
        for page in range(1, MOST_PAGES + 1):
            found = self._ask("GET", f"{path}?per_page={PAGE}&page={page}")
            if not isinstance(found, list):
                raise ForgeError(say("GitHub gave an answer that is not understood."))
            items += found
            if len(found) < PAGE:
                break
        return items

    def post(self, path: str, data: Any) -> Any:
        """Make something new. Raises ForgeError."""
        return self._ask("POST", path, data)

    def patch(self, path: str, data: Any) -> Any:
        """Change something. Raises ForgeError."""
        return self._ask("PATCH", path, data)

    def query(self, query: str, variables: Any) -> Any:
        """What the GraphQL API answers. Raises ForgeError.

        Its address: GitHub Docs, "Forming calls with GraphQL"; a server of one's own has `/api/graphql` and `/api/v3`.
        """
        url = f"{self.api.removesuffix('/v3')}/graphql"
        answer = self._send("POST", url, {"query": query, "variables": variables})
        if not isinstance(answer, dict) or answer.get("errors"):
            raise ForgeError(say("GitHub gave an answer that is not understood."))
        return answer

    def put_comment(self, number: int, marker: str, body: str) -> None:
        """Write the one comment of a program on an issue or pull request: anew, or in place of what it wrote before.

        Only a program's own comment that begins with the marker is edited, never a person's. Raises ForgeError.
        """
        for comment in self.pages(f"issues/{number}/comments"):
            mine = (comment.get("user") or {}).get("type") == "Bot"
            if mine and str(comment.get("body", "")).startswith(marker):
                if comment["body"] != body:
                    self.patch(f"issues/comments/{int(comment['id'])}", {"body": body})
                return
        self.post(f"issues/{number}/comments", {"body": body})

    def linked(self, path: str) -> list[Any]:
        """All items of a list whose pages GitHub leads through by its header `Link`. Raises ForgeError.

        Source: GitHub Docs, "Using pagination in the REST API".
        """
        items: list[Any] = []
        url = f"{self.api}/repos/{self.repository}/{path}"
        for _ in range(MOST_PAGES):
            found = self._send("GET", url, None)
            follows = NEXT.search(self._link)
            if not isinstance(found, list) or (follows and not follows[1].startswith(f"{self.api}/")):
                raise ForgeError(say("GitHub gave an answer that is not understood."))
            items += found
            if follows is None:
                return items
            url = follows[1]
        raise ForgeError(say("GitHub's list is longer than {count} pages.", count=MOST_PAGES))

    def beside(self, repository: str) -> Self:
        """Another repository on the same server, asked with the same token."""
        return type(self)(self.api, quote(repository), self._token)

    def _ask(self, method: str, path: str, data: Any = None) -> Any:
        return self._send(method, f"{self.api}/repos/{self.repository}/{path}", data)

    def _send(self, method: str, url: str, data: Any) -> Any:
        request = urllib.request.Request(  # noqa: S310  the scheme was checked
            url,
            method=method,
            data=None if data is None else msgspec.json.encode(data),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._token}",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                self._link = answer.headers.get("Link", "")
                return msgspec.json.decode(answer.read())
        except urllib.error.HTTPError as error:
            raise ForgeError(_refusal(error.code), error.code) from None
        except (OSError, ValueError):
            raise ForgeError(say("GitHub cannot be reached, or its answer is not understood.")) from None


def _refusal(status: int) -> Message:
    if status == FORBIDDEN:
        return say("GitHub refuses: the token may not do this (403).")
    if status == NOT_FOUND:
        return say("GitHub does not know this repository or number (404).")
    return say("GitHub refuses with {status}.", status=status)
