"""What people attach to comments: at which addresses it lies, and how it is fetched.

Where a comment is asked for with its HTML, GitHub writes there, in place of an attachment's own address, one that is
signed and good for five minutes, for private repositories too; its last part ends in the same UUID. Where it does not,
the attachment is public at its own address, which leads to GitHub's store. So the token is shown to the API alone.

Sources: GitHub Docs, "Attaching files" (who may see them, 10 MB a picture), "Getting started with the REST API" (media
type `full`), "Enabling subdomain isolation" (`media.HOSTNAME`); issues of josegonzalez/python-github-backup (#477),
desktop/desktop (#16553, what the addresses of Enterprise Server are) and octokit/octokit.js (#2786).
"""

import html
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from enum import StrEnum
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple

from msgspec import Struct

from workflow.forge.api_errors import SERVER_IS_DOWN, TOO_MANY_REQUESTS, UNREACHABLE
from workflow.forge.rest_api import ForgeError, GitHub, NoRedirect, convert_answer

PUBLIC_GITHUB = "https://github.com"
ATTACHMENT_HOSTS = (
    "private-user-images.githubusercontent.com",
    "secured-user-images.githubusercontent.com",
    "user-images.githubusercontent.com",
    "objects.githubusercontent.com",
    "github-production-user-asset-6210df.s3.amazonaws.com",
)
"""Where github.com keeps attachments, by its own Content-Security-Policy. No other host is asked."""
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MAX_REDIRECTS = 3
"""Redirections that are followed."""
TIMEOUT_SECONDS = 30
"""After which a silent server is given up, and the longest that one attachment may take in all."""
MAX_TRIES = 3
CHUNK_BYTES = 1 << 16
"""Bytes that are read at once."""
_SERVER = re.compile(
    r"https://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)|http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.ASCII
)
"""The forge as it is configured: on this computer alone also without encryption."""
_LINK = re.compile(r'(?:src|href)="([^"<>]*)"')
_PATH = r"/[!-\[\]-~]*"
"""Printable ASCII without the backslash, which browsers take for a slash."""


class DownloadProblem(StrEnum):
    """Why there are no bytes."""

    GONE = "gone"
    """It is not there, or not for everybody who has its address."""
    ASTRAY = "astray"
    """It leads to a place that is not the forge's."""
    LARGE = "large"


class Attachment(NamedTuple):
    """Something that was attached."""

    url: str
    uuid: str


class _Rendered(Struct, frozen=True):
    body_html: str = ""


class AttachmentStore(Struct, frozen=True):
    """Those of one repository. `server`: the address at which people read the forge."""

    forge: GitHub
    server: str

    def find(self, address: str) -> Attachment | None:
        """The attachment at an address as GitHub writes it, to the letter; None for every other address."""
        for pattern in self._patterns():
            if found := re.fullmatch(pattern, address, re.ASCII):
                return Attachment(address, found["uuid"])
        return None

    def fetch(self, comment: int, attachment: Attachment, most: int) -> bytes | DownloadProblem:
        """The bytes of something attached to a comment, `most` at most. Raises ForgeError."""
        whole = convert_answer(self.forge.rendered(f"issues/comments/{comment}"), _Rendered)
        signed = next(self._signed(whole.body_html, attachment.uuid), attachment.url)
        for tried in range(1, MAX_TRIES + 1):
            try:
                return self._follow(signed, most)
            except _UnreachedError:
                if tried < MAX_TRIES:
                    self.forge.pause(tried)
        raise ForgeError(UNREACHABLE.message)

    def _patterns(self) -> Iterator[str]:
        """The addresses that attachments have."""
        if not _SERVER.fullmatch(self.server):
            return
        server, own = re.escape(self.server), re.escape(self.forge.repository)
        yield rf"{server}/user-attachments/assets/(?P<uuid>{UUID})"
        yield rf"{server}/{own}/assets/\d{{1,15}}/(?P<uuid>{UUID})"
        if self.server == PUBLIC_GITHUB:
            yield rf"https://user-images\.githubusercontent\.com/\d{{1,15}}/\d{{1,15}}-(?P<uuid>{UUID})\.[A-Za-z]{{3,4}}"
        else:
            yield rf"{server}/storage/user/\d{{1,15}}/files/(?P<uuid>{UUID})"

    def _stores(self) -> str:
        """A pattern of the addresses that may be asked for bytes."""
        if self.server == PUBLIC_GITHUB:
            return rf"https://(?:{'|'.join(map(re.escape, ATTACHMENT_HOSTS))}){_PATH}"
        host = _SERVER.fullmatch(self.server)
        media = rf"|https://media\.{re.escape(host['host'])}" if host and host["host"] else ""
        return rf"(?:{re.escape(self.server)}{media}){_PATH}"

    def _signed(self, text: str, uuid: str) -> Iterator[str]:
        """The addresses in a comment's HTML at which GitHub hands an attachment out."""
        for link in _LINK.finditer(text):
            url = html.unescape(link[1])
            if uuid in url.partition("?")[0].rpartition("/")[2] and re.fullmatch(self._stores(), url, re.ASCII):
                yield url

    def _follow(self, url: str, most: int) -> bytes | DownloadProblem:
        opener = urllib.request.build_opener(NoRedirect)
        end = time.monotonic() + TIMEOUT_SECONDS
        for _ in range(MAX_REDIRECTS + 1):
            found = _ask(opener, url, most, end)
            if not isinstance(found, str) or isinstance(found, DownloadProblem):
                return found
            url = found
            if not re.fullmatch(self._stores(), url, re.ASCII):
                return DownloadProblem.ASTRAY
        return DownloadProblem.ASTRAY


class _UnreachedError(Exception):
    """Another try may help."""


def _ask(opener: urllib.request.OpenerDirector, url: str, most: int, end: float) -> bytes | DownloadProblem | str:
    """The bytes at an address, or where it leads. Nobody is told who asks. Raises _UnreachedError."""
    request = urllib.request.Request(url, headers={"User-Agent": "redaksi"})  # noqa: S310  a store's, or the forge's
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return _read(answer, most, end)
    except urllib.error.HTTPError as error:
        with error:
            if error.code in SERVER_IS_DOWN or error.code == TOO_MANY_REQUESTS:
                raise _UnreachedError from None
            leads = error.headers.get("Location", "") if error.code // 100 == 3 else ""  # noqa: PLR2004
            return leads or DownloadProblem.GONE
    except (OSError, HTTPException, ValueError):
        raise _UnreachedError from None


def _read(answer: HTTPResponse, most: int, end: float) -> bytes | DownloadProblem:
    found = bytearray()
    while piece := answer.read1(CHUNK_BYTES):
        found += piece
        if len(found) > most:
            return DownloadProblem.LARGE
        if time.monotonic() > end:
            raise _UnreachedError
    if answer.length:
        raise _UnreachedError  # it breaks off
    return bytes(found)
