"""A server's own record of pushes: one line of JSON for each ref that moved, only ever added to.

It lies in Git's folder, where a push cannot write. A line is written before the push is accepted: so one may be there
of a push that Git refused afterwards, but none is missing of what it took in. A line that a loss of power cut off is no
JSON and is passed over, as is anything else that is not such a line.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from workflow.git.push_record import Push, PusherName

PUSH_LOG_NAME = "redaksi-pushes.jsonl"
CommitId = Annotated[str, Meta(pattern=r"^[0-9a-f]{40}$(?!\n)")]
Seconds = Annotated[int, Meta(ge=0, lt=1 << 40)]


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    ref: str
    before: CommitId
    after: CommitId
    at: Seconds
    who: str | None


def read_push_log(git_dir: Path) -> list[Push]:
    """The pushes that a server noted, oldest first; none where it keeps no record."""
    try:
        data = (git_dir / PUSH_LOG_NAME).read_bytes()
    except FileNotFoundError:
        return []
    return list(_pushes(data))


def append_push_log(git_dir: Path, pushes: Iterable[Push]) -> None:
    """Note pushes, and return only when they are on the disk. Raises OSError."""
    lines = b"".join(msgspec.json.encode(_line(push)) + b"\n" for push in pushes)
    with (git_dir / PUSH_LOG_NAME).open("ab", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # begin anew after whatever a loss of power left behind
        rest = memoryview(b"\n" + lines)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    folder = os.open(git_dir, os.O_RDONLY)  # so that a new file's name is on the disk too
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _pushes(data: bytes) -> Iterator[Push]:
    for row in data.split(b"\n"):
        try:
            line = msgspec.json.decode(row, type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        yield Push(line.ref, line.before, line.after, line.at, PusherName(line.who) if line.who else None)


def _line(push: Push) -> _Line:
    who = push.pusher.name if isinstance(push.pusher, PusherName) else None
    return _Line(_text(push.ref), push.before, push.after, push.at, _text(who) if who else None)


def _text(odd: str) -> str:
    """Without the halves of characters that stand for bytes which are no text."""
    return odd.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
