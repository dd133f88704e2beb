"""Fetches a live site's files as a reader gets them: limited in size and time, from no host but the site's own."""

import http.client
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from http import HTTPStatus
from threading import Thread
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import SplitResult, quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from workflow.i18n.message import Message, mark, say

T = TypeVar("T")
FETCH_TIMEOUT = 60.0
"""Seconds that one file may take in all, however it trickles in."""
SOCKET_TIMEOUT = 20.0
"""Seconds of silence after which a server is given up."""
DEFAULT_PORTS = {"http": 80, "https": 443}
REQUEST_HEADERS = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "redaksi-verify"}
TRUNCATED = mark("The server broke off in the middle of a file.")
_INDEX = "index.html"


class FetchProblem(StrEnum):
    """Why a file was not fetched."""

    ADDRESS = "address"
    MISSING = "missing"
    ELSEWHERE = "elsewhere"
    LARGE = "large"
    SILENT = "silent"


class FetchError(Exception):
    """A file was not fetched; `message` says why, in words for people."""

    def __init__(self, why: FetchProblem, message: Message) -> None:
        super().__init__(message.text)
        self.why, self.message = why, message


class _SameHost(HTTPRedirectHandler):
    """Follows a site within its own host, and from `http` to `https`, but to no other place."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        """The next request. Raises FetchError where it would go to another host."""
        if not _is_same_host(urlsplit(req.full_url), urlsplit(newurl)):
            raise FetchError(
                FetchProblem.ELSEWHERE, say("It leads its readers to another place: {address}", address=newurl)
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_same_host(one: SplitResult, two: SplitResult) -> bool:
    ports = [part.port or DEFAULT_PORTS.get(part.scheme) for part in (one, two)]
    is_safer = (one.scheme, two.scheme, *ports) == ("http", "https", 80, 443)
    return one.hostname == two.hostname and (is_safer or (one.scheme == two.scheme and ports[0] == ports[1]))


class LiveSite:
    """A site at an address. Several threads may ask it at once."""

    def __init__(self, address: str) -> None:
        """Raises FetchError for an address that no site can have."""
        self.address = _normalized(address)
        self._opener = OpenerDirector()  # not urllib's own, which would open files too
        kinds = (ProxyHandler, HTTPHandler, HTTPSHandler, _SameHost, HTTPDefaultErrorHandler, HTTPErrorProcessor)
        for kind in (*kinds, UnknownHandler):
            self._opener.add_handler(kind())

    def get(self, path: str, largest: int) -> bytes:
        """The bytes of the file at a path, a page at its folder's address. Raises FetchError."""
        place = path.removesuffix(_INDEX) if path == _INDEX or path.endswith(f"/{_INDEX}") else path
        request = Request(self.address + quote(place), headers=REQUEST_HEADERS)  # noqa: S310  _clean() saw the scheme
        return _with_timeout(FETCH_TIMEOUT, lambda: self._get(request, largest))

    def _get(self, request: Request, largest: int) -> bytes:
        try:
            with self._opener.open(request, timeout=SOCKET_TIMEOUT) as answer:
                return _body(answer, largest)
        except HTTPError as error:
            error.close()
            if error.code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
                raise FetchError(FetchProblem.MISSING, say("The site has no such file.")) from None
            raise FetchError(
                FetchProblem.SILENT, say("The server answers with status {status}.", status=error.code)
            ) from None
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            reason = str(getattr(error, "reason", "") or error) or type(error).__name__
            raise FetchError(FetchProblem.SILENT, say("The server cannot be asked: {reason}", reason=reason)) from None


def _normalized(address: str) -> str:
    """An address with a slash at its end. Raises FetchError."""
    try:
        parts = urlsplit(address)
        is_fine = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine or not address.isascii() or not address.isprintable() or set(address) & set(" ?#@\\"):
        message = say("{address} is not the address of a site, such as https://contoh.example/.", address=address)
        raise FetchError(FetchProblem.ADDRESS, message)
    return address.rstrip("/") + "/"


def _body(answer: http.client.HTTPResponse, largest: int) -> bytes:
    """What an answer holds, unpacked where the server packed it unasked. Raises FetchError, zlib.error, OSError."""
    data = answer.read(largest + 1)
    if len(data) <= largest and answer.length:
        raise FetchError(FetchProblem.SILENT, say(TRUNCATED))
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding == "gzip":
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        data = unpacker.decompress(data, largest + 1)
        if len(data) <= largest and not unpacker.eof:
            raise FetchError(FetchProblem.SILENT, say(TRUNCATED))
    elif coding not in ("", "identity"):
        raise FetchError(FetchProblem.SILENT, say("The server packs its files in an unknown way: {way}", way=coding))
    if len(data) > largest:
        raise FetchError(FetchProblem.LARGE, say("The file has more than {largest} bytes.", largest=largest))
    return data


def _with_timeout(seconds: float, call: Callable[[], T]) -> T:
    """The result of a call, where it comes in time. Raises FetchError, and whatever the call raises.

    What takes longer is left to itself, and does not keep the program from ending.
    """
    future: Future[T] = Future()

    def work() -> None:
        try:
            future.set_result(call())
        except Exception as error:
            future.set_exception(error)

    Thread(target=work, daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        raise FetchError(FetchProblem.SILENT, say("The server took too long.")) from None
