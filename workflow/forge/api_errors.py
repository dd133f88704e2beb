"""Why GitHub did not do what it was asked, in words for people, and whether asking again may help.

Sources: GitHub Docs, "Troubleshooting the REST API", "Rate limits for the REST API" (`Retry-After`,
`x-ratelimit-remaining`, `x-ratelimit-reset`) and "Best practices for using the REST API" (handle errors appropriately).
"""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import msgspec
from msgspec import Struct

from workflow.i18n.message import Message, say

DEFAULT_WAIT_SECONDS = 60
"""Seconds that GitHub wants to be left alone where it names no others."""
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, GONE, UNPROCESSABLE, TOO_MANY_REQUESTS = 401, 403, 404, 410, 422, 429
SERVER_IS_DOWN = frozenset({502, 503, 504})
MAX_WAIT_DIGITS = 9
"""Of a number of seconds; whatever is longer is as good as for ever."""
MAX_REASON_LENGTH = 100
"""Characters of GitHub's own words that are passed on."""
UNREADABLE = say("GitHub gave an answer that is not understood.")
_SECONDARY = "secondary rate limit"


class ApiRefusal(Struct, frozen=True):
    """One refusal."""

    message: Message
    wait: int | None = None
    """Seconds after which it may be asked again, at the soonest; None: asking again is of no use."""
    is_unsure: bool = False
    """Whether it may have been done all the same."""
    reason: str = ""
    """GitHub's own words."""
    needs: str = ""
    """The permissions that the path takes, such as `administration=write`, where GitHub tells them."""


UNREACHABLE = ApiRefusal(say("GitHub cannot be reached."), 0, is_unsure=True)


class _Words(Struct, frozen=True):
    """What GitHub says beside a status."""

    message: str = ""


def read_refusal(status: int, headers: Mapping[str, str], body: bytes) -> ApiRefusal:
    """What an answer that is no success means. `headers`: their names in lower case."""
    if status in SERVER_IS_DOWN:
        return ApiRefusal(say("GitHub is out of order at the moment ({status}).", status=status), 0, is_unsure=True)
    reason = _reason(body)
    wait = _wait(status, headers, reason)
    if wait is not None:
        message = say("GitHub asks to wait: too much was asked in a short time ({status}).", status=status)
        return ApiRefusal(message, wait)
    return ApiRefusal(_said(status, reason), reason=reason, needs=headers.get("x-accepted-github-permissions", ""))


def _said(status: int, reason: str) -> Message:
    if status == UNAUTHORIZED:
        return say("GitHub does not accept the token: it has expired or is wrong (401).")
    if status == NOT_FOUND:
        return say("GitHub does not know this repository or number, or the token may not see it (404).")
    if status == FORBIDDEN and "not permitted to create or approve pull requests" in reason:
        return say("The repository does not let GitHub Actions open pull requests (Settings, Actions, General; 403).")
    if status == FORBIDDEN and "Resource not accessible by" in reason:
        return say("The token may not do this: it lacks a permission (403).")
    if status == FORBIDDEN:
        return say("GitHub does not permit this: {reason} (403).", reason=reason or "-")
    return say("GitHub refuses with {status}: {reason}", status=status, reason=reason or "-")


def _reason(body: bytes) -> str:
    """GitHub's own short words, with nothing in them but plain characters."""
    try:
        words = msgspec.json.decode(body, type=_Words).message
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    plain = re.sub(r"[^\w .,:;'()/-]+", " ", words, flags=re.ASCII)
    return " ".join(plain.split()).strip(".")[:MAX_REASON_LENGTH]


def _wait(status: int, headers: Mapping[str, str], reason: str) -> int | None:
    """The seconds for which GitHub asks, where too much was asked of it."""
    if status not in (FORBIDDEN, TOO_MANY_REQUESTS):
        return None
    if (named := headers.get("retry-after", "")).isdecimal():
        return int(named[:MAX_WAIT_DIGITS])
    if headers.get("x-ratelimit-remaining") == "0":
        return _until_reset(headers)
    return DEFAULT_WAIT_SECONDS if status == TOO_MANY_REQUESTS or _SECONDARY in reason else None


def _until_reset(headers: Mapping[str, str]) -> int:
    """From the answer to the instant at which GitHub counts anew, both by GitHub's clock."""
    try:
        return max(int(headers["x-ratelimit-reset"]) - int(parsedate_to_datetime(headers["date"]).timestamp()), 0)
    except (KeyError, ValueError):
        return DEFAULT_WAIT_SECONDS
