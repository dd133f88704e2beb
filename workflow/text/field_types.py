"""The kinds of value that a header can hold, each with the words that say what is wanted.

The same annotations make the converter, the messages and the JSON Schemas: a kind is described once.
"""

import datetime as dt
import re
from functools import lru_cache
from typing import Annotated, Any

from msgspec import Meta

from workflow.i18n.message import mark


class Instant(int):
    """A moment, in seconds since 1970-01-01T00:00Z. Written with its offset: 2024-10-21T08:05+07:00."""

    __slots__ = ()


SECONDS_PER_DAY = 86_400
"""Seconds."""


class Span(tuple[int, int]):
    """A stretch of a day, in seconds since midnight. Written 07:30-12:00; it ends after it begins."""

    __slots__ = ()


_INSTANT = re.compile(r"(20\d\d-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)", re.ASCII)
_SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)


def parse_instant(text: str) -> Instant:
    """Read an instant. Raises ValueError for anything but a real moment of 2000 to 2099 with its offset."""
    found = _INSTANT.fullmatch(text)
    if not found:
        raise ValueError(text)
    day, time, offset = found.groups()
    return Instant(_midnight(day) + _seconds(time) - _offset(offset))


@lru_cache(4096)
def _midnight(day: str) -> int:
    """Midnight of a date in UTC, as seconds since the epoch. An archive has many instants of one day."""
    return (dt.date.fromisoformat(day) - _EPOCH).days * SECONDS_PER_DAY


@lru_cache(1024)
def _seconds(time: str) -> int:
    """A time of day in seconds."""
    clock = dt.time.fromisoformat(time)
    return clock.hour * 3600 + clock.minute * 60 + clock.second


@lru_cache(64)
def _offset(offset: str) -> int:
    """An offset from UTC in seconds. Raises ValueError for one that no place on earth has."""
    found = dt.datetime.fromisoformat(f"2000-01-01T00:00{offset}").utcoffset() or dt.timedelta()
    if not WESTERNMOST <= found <= EASTERNMOST:
        raise ValueError(offset)
    return int(found.total_seconds())


WESTERNMOST, EASTERNMOST = dt.timedelta(hours=-12), dt.timedelta(hours=14)
"""The offsets of the zones in use on earth lie between these."""
_EPOCH = dt.date(1970, 1, 1)


def parse_span(text: str) -> Span:
    """Read a stretch of a day. Raises ValueError where it is none."""
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(text)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    start, end = hour * 3600 + minute * 60, end_hour * 3600 + end_minute * 60
    if not start < end <= SECONDS_PER_DAY:
        raise ValueError(text)
    return Span((start, end))


def decode_field(kind: type, value: Any) -> Any:
    """Msgspec's hook for our own kinds. Raises ValueError where the text is not one of the kind."""
    if type(value) is not str:
        raise ValueError(value)
    if kind is Instant:
        return parse_instant(value)
    if kind is Span:
        return parse_span(value)
    raise TypeError(kind)


FIELD_KINDS: dict[type, tuple[str, str, str]] = {
    Instant: (mark("a date and time with its offset"), "2024-10-21T08:05+07:00", _INSTANT.pattern),
    Span: (mark("a stretch of the day"), "07:30-12:00", _SPAN.pattern),
    dt.date: (mark("a date"), "2024-10-21", r"\d{4}-\d\d-\d\d"),
    int: (mark("a whole number"), "15", r"\d+"),
}
"""What is wanted, an example, and a pattern, for the kinds that no annotation describes."""

_END = r"$(?!\n)"
"""The very end: a bare `$` also matches before a final line break."""

Line = Annotated[
    str,
    Meta(pattern=r"^\S[^\n]*" + _END, max_length=300, description=mark("one line of text of at most 300 characters")),
]
Prose = Annotated[str, Meta(pattern=r"\w", min_length=1, max_length=5000, description=mark("some text"))]
"""Words: blanks and dots alone say nothing."""
KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*" + _END
LONGEST_KEY = 60
"""Characters."""
Key = Annotated[
    str,
    Meta(
        pattern=KEY_PATTERN,
        max_length=LONGEST_KEY,
        description=mark("a short name in lower case with hyphens"),
        examples=["dinas-kesehatan"],
    ),
]
Tag = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+([ -][a-z0-9]+)*" + _END,
        max_length=40,
        description=mark("a keyword in lower case"),
        examples=["imunisasi"],
    ),
]
Number = Annotated[int, Meta(ge=1, le=99, description=mark("a step's number"), examples=["1"])]
Count = Annotated[int, Meta(ge=0, le=100_000, description=mark("a number"), examples=["90"])]
Minutes = Annotated[int, Meta(ge=0, le=100_000, description=mark("a number of minutes"), examples=["15"])]
Signature = Annotated[
    str,
    Meta(
        pattern=r"^U1NIU0lH[A-Za-z0-9+/]{100,2000}={0,2}" + _END,
        description=mark("a signature as `redaksi sign` writes it"),
        examples=["U1NIU0lH" + "A" * 100],
    ),
]
"""An SSH signature (SSHSIG) in base64, on one line."""
Digest = Annotated[
    str,
    Meta(
        pattern=r"^sha256:[0-9a-f]{64}" + _END,
        description=mark("a SHA-256 fingerprint"),
        examples=["sha256:" + "0" * 64],
    ),
]
Seal = Annotated[
    str,
    Meta(
        pattern=r"^(sha256|seal2):[0-9a-f]{64}" + _END,
        description=mark("a seal of the text as `redaksi check` prints it"),
        examples=["seal2:" + "0" * 64],
    ),
]
"""What was sealed, and how, is in workflow/records/seal.py."""
Link = Annotated[
    str,
    Meta(
        pattern=r"^https://[A-Za-z0-9.-]+(/[A-Za-z0-9._~/-]*)?" + _END,
        max_length=200,
        description=mark("a web address"),
        examples=["https://contoh.example/"],
    ),
]
Mail = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+" + _END,
        max_length=120,
        description=mark("an e-mail address"),
        examples=["dinas@contoh.example"],
    ),
]
